/** What a webhook says about a file, turned into a file that is waited for. */

import type { JsonObject } from '@recado/cloud-api/json'
import type { InboundMessage } from '@recado/cloud-api/webhook'
import { mediaKind } from '@recado/contract/media'
import { sql } from 'kysely'
import { newId } from '../platform/ids.ts'
import { rows } from '../platform/rows.ts'
import type { Tx } from '../platform/scope.ts'
import { UNKNOWN_TYPE } from './file-type.ts'
import { enqueueMediaJobs } from './jobs.ts'
import type { MediaRow } from './present.ts'

const DAY_MS = 24 * 3600_000
/** Media ids of webhooks live seven days (Cloud API changelog, 9 October 2025). Nothing is lost by asking on the last of them. */
const META_KEEPS_MS = 7 * DAY_MS

export interface Holder {
  readonly workspaceId: string
  readonly conversationId: string
  readonly messageId: string
}

/** The file of a message that has one, else the picture of the ad it came from; null for any other. @param now when the webhook is processed; a replayed one may be asked for in vain */
export function awaitedFile(message: InboundMessage, holder: Holder, now: Date): MediaRow | null {
  const kind = mediaKind.safeParse(message.type)
  const { content } = message
  const metaId = word(content, 'id')
  if (kind.success && metaId !== null) {
    return {
      ...blank(holder, now),
      kind: kind.data,
      meta_id: metaId,
      declared_sha256: hexOf(word(content, 'sha256')),
      mime_type: word(content, 'mime_type')?.slice(0, 200) ?? UNKNOWN_TYPE,
      file_name: word(content, 'filename')?.slice(0, 240) ?? null,
      is_voice: content['voice'] === true,
    }
  }
  const { referral } = message.marks ?? {}
  const picture = referral ? (word(referral, 'image_url') ?? word(referral, 'thumbnail_url')) : null
  return picture === null ? null : { ...blank(holder, now), source_url: picture.slice(0, 2_000) }
}

/** A picture that is waited for, of which nothing is known. */
function blank(holder: Holder, now: Date): MediaRow {
  return {
    workspace_id: holder.workspaceId,
    id: newId(now.getTime()),
    kind: 'image',
    state: 'waiting',
    conversation_id: holder.conversationId,
    message_id: holder.messageId,
    uploaded_by: null,
    meta_id: null,
    source_url: null,
    expires_at: new Date(now.getTime() + META_KEEPS_MS),
    declared_sha256: null,
    mime_type: UNKNOWN_TYPE,
    size: null,
    file_name: null,
    is_voice: false,
    blob_key: null,
    error: null,
    created_at: now,
  }
}

/** After the messages they belong to, in the same transaction. */
export async function awaitFiles(tx: Tx, workspaceId: string, files: readonly MediaRow[]): Promise<void> {
  if (files.length === 0) return
  await sql`
    insert into media (workspace_id, id, kind, state, conversation_id, message_id, meta_id, source_url, expires_at, declared_sha256, mime_type, file_name, is_voice, created_at)
    select ${workspaceId}, d.* from ${rows('d', { id: 'uuid', kind: 'text', state: 'text', conversation_id: 'uuid', message_id: 'uuid', meta_id: 'text', source_url: 'text', expires_at: 'timestamptz', declared_sha256: 'text', mime_type: 'text', file_name: 'text', is_voice: 'boolean', created_at: 'timestamptz' }, files)}`.execute(
    tx,
  )
  await enqueueMediaJobs(
    tx,
    workspaceId,
    files.map(({ id, expires_at }) => ({ mediaId: id, task: 'fetch', expiresAt: expires_at ?? new Date() })),
  )
}

function word(content: JsonObject, name: string): string | null {
  const value = content[name]
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' && value !== '' ? value : null
}

/** Webhooks give the hash in base64, the media node in hexadecimal; both are accepted anywhere. null for anything else. */
export function hexOf(hash: string | null): string | null {
  if (hash === null) return null
  if (/^[0-9a-f]{64}$/i.test(hash)) return hash.toLowerCase()
  const bytes = Buffer.from(hash, 'base64')
  return bytes.length === 32 ? bytes.toString('hex') : null
}
