import { createHash } from 'node:crypto'
import type { InboundMessage } from '@recado/cloud-api/webhook'
import { sql } from 'kysely'
import { newId } from '../platform/ids.ts'
import { rows } from '../platform/rows.ts'
import type { Tx } from '../platform/scope.ts'
import type { MessageRow } from './present.ts'
import { summaryOf } from './summary.ts'

export type InboundRow = MessageRow

/** Types whose content is all there is to show; of any other the whole item is kept for those who may look at it. */
const PLAIN = new Set([
  'text',
  'image',
  'video',
  'audio',
  'document',
  'sticker',
  'location',
  'contacts',
  'reaction',
  'button',
  'interactive',
  'order',
])
const PLAIN_KEYS = new Set([
  'from',
  'from_user_id',
  'from_parent_user_id',
  'to',
  'to_user_id',
  'to_parent_user_id',
  'id',
  'timestamp',
  'type',
  'context',
])

export interface Placed {
  readonly message: InboundMessage
  readonly arrival: number
  readonly sentAt: Date
}

export function inboundRow(workspaceId: string, conversationId: string, { message, arrival, sentAt }: Placed, now: Date): InboundRow {
  const hasMore = !PLAIN.has(message.type) || Object.keys(message.raw).some((key) => key !== message.type && !PLAIN_KEYS.has(key))
  return {
    workspace_id: workspaceId,
    id: newId(now.getTime()),
    conversation_id: conversationId,
    direction: message.isEcho ? 'out' : 'in',
    type: message.type,
    content: message.content,
    text: summaryOf(message.type, message.content),
    sent_at: sentAt,
    arrival,
    wamid: message.wamid,
    context_wamid: message.contextWamid,
    client_id: null,
    author_id: null,
    api_key_id: null,
    origin: message.isEcho ? 'phone' : 'customer',
    status: message.isEcho ? 'sent' : null,
    status_times: {},
    error: null,
    pricing: null,
    raw: hasMore ? message.raw : null,
    media: null,
    created_at: now,
  }
}

/** A message Meta sent without an id is known by its content, so that a repeat is still one message. */
export function wamidOf(message: InboundMessage): string {
  return message.wamid === '' ? `noid.${createHash('sha256').update(JSON.stringify(message.raw)).digest('base64url')}` : message.wamid
}

export async function knownWamids(tx: Tx, workspaceId: string, wamids: readonly string[]): Promise<Set<string>> {
  if (wamids.length === 0) return new Set()
  const { rows: known } = await sql<{ wamid: string }>`
    select m.wamid from message m where m.workspace_id = ${workspaceId} and m.wamid = any(${wamids}::text[])`.execute(tx)
  return new Set(known.map((row) => row.wamid))
}

export async function insertMessages(tx: Tx, workspaceId: string, messages: readonly InboundRow[]): Promise<void> {
  if (messages.length === 0) return
  await sql`
    insert into message (workspace_id, id, conversation_id, direction, type, content, text, sent_at, arrival, wamid, context_wamid, origin, status, raw, media, created_at)
    select ${workspaceId}, d.* from ${rows(messages)} as d(
      id uuid, conversation_id uuid, direction text, type text, content jsonb, text text, sent_at timestamptz, arrival bigint, wamid text,
      context_wamid text, origin text, status text, raw jsonb, media jsonb, created_at timestamptz)`.execute(tx)
}
