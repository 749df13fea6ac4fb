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
    marks: message.marks,
    edited_at: null,
    revoked_at: null,
    imported: false,
    created_at: now,
  }
}

/** A message Meta sent without an id is known by its content, so that a repeat is still one message. */
export function wamidOf(message: InboundMessage): string {
  return message.wamid === '' ? `noid.${createHash('sha256').update(JSON.stringify(message.raw)).digest('base64url')}` : message.wamid
}

export interface KnownWamids {
  readonly known: ReadonlySet<string>
  /** Of the known, those that came with a phone's history and were never told live; the row's place is kept whatever is told later. */
  readonly imported: ReadonlyMap<string, Pick<MessageRow, 'id' | 'arrival'>>
  readonly awaited: ReadonlySet<string>
}

/** What is stored already of the given wamids, and which of them an edit or a deletion that came first is waiting for. */
export async function lookUpWamids(tx: Tx, workspaceId: string, wamids: readonly string[]): Promise<KnownWamids> {
  if (wamids.length === 0) return { known: new Set(), imported: new Map(), awaited: new Set() }
  const { rows: found } = await sql<{ wamid: string; is_known: boolean; imported: boolean; id: string; arrival: number }>`
    select m.wamid, true as is_known, m.imported, m.id, m.arrival from message m
    where m.workspace_id = ${workspaceId} and m.wamid = any(${wamids}::text[])
    union all
    select a.context_wamid, false, false, a.id, a.arrival from message a
    where a.workspace_id = ${workspaceId} and a.type in ('edit', 'revoke') and a.context_wamid = any(${wamids}::text[])`.execute(tx)
  const of = (isKnown: boolean) => new Set(found.filter((row) => row.is_known === isKnown).map((row) => row.wamid))
  const imported = found.filter((row) => row.imported).map(({ wamid, id, arrival }) => [wamid, { id, arrival }] as const)
  return { known: of(true), imported: new Map(imported), awaited: of(false) }
}

export async function insertMessages(tx: Tx, workspaceId: string, messages: readonly InboundRow[]): Promise<void> {
  if (messages.length === 0) return
  await sql`
    insert into message (workspace_id, id, conversation_id, direction, type, content, text, sent_at, arrival, wamid, context_wamid, origin, status, raw, media, marks, imported, created_at)
    select ${workspaceId}, d.* from ${rows('d', { id: 'uuid', conversation_id: 'uuid', direction: 'text', type: 'text', content: 'jsonb', text: 'text', sent_at: 'timestamptz', arrival: 'bigint', wamid: 'text', context_wamid: 'text', origin: 'text', status: 'text', raw: 'jsonb', media: 'jsonb', marks: 'jsonb', imported: 'boolean', created_at: 'timestamptz' }, messages)}`.execute(
    tx,
  )
}

/** Gives imported messages what was told of them since: a file in the place of its placeholder, or the live message itself. */
export async function completeMessages(tx: Tx, workspaceId: string, messages: readonly InboundRow[]): Promise<void> {
  if (messages.length === 0) return
  await sql`
    update message m set type = d.type, content = d.content, text = d.text, raw = d.raw, media = d.media, marks = d.marks, imported = d.imported
    from ${rows('d', { id: 'uuid', type: 'text', content: 'jsonb', text: 'text', raw: 'jsonb', media: 'jsonb', marks: 'jsonb', imported: 'boolean' }, messages)}
    where m.workspace_id = ${workspaceId} and m.id = d.id and m.revoked_at is null`.execute(tx)
}
