/**
 * Brings a file that is to be sent to Meta, before the message's first attempt: the message is held in the queue until Meta has the
 * file. So an upload that fails or is repeated never touches the promise that a message is sent at most once.
 */
import { randomBytes } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { errorRule } from '@recado/cloud-api/errors'
import type { MessageError } from '@recado/contract/messages'
import { failUnsent } from '../messages/fail-unsent.ts'
import { holdOutbox, releaseHeld } from '../outbound/outbox.ts'
import { inTransaction, type Scope, type TxScope } from '../platform/scope.ts'
import { storeKey } from './blobs.ts'
import { type MediaFiles, spooled } from './files.ts'
import { type MediaJob, removeMediaJob } from './jobs.ts'
import { MissingFile } from './store.ts'
import { endJob, type MediaWork, type Trouble } from './work.ts'

const DAY_MS = 24 * 3600_000
/** Meta keeps what is uploaded for 30 days; a message may wait for a day before it is sent. */
const TRUSTED_MS = 28 * DAY_MS

interface Held {
  readonly messageId: string
  /** Its files are named within it, and there may be several. */
  readonly isTemplate: boolean
  readonly numberId: string
  readonly blobKey: string
  readonly mimeType: string
  readonly size: number
}

/** @returns null when done */
export async function bringToMeta(work: MediaWork, scope: Scope, job: MediaJob): Promise<Trouble | null> {
  const held = await inTransaction(scope, (tx) => heldMessage(tx, job.mediaId))
  if (held === null) return endJob(scope, job)
  const known = await inTransaction(scope, (tx) => idAtMeta(tx, held))
  const metaId = known ?? (await upload(work, scope, held))
  if (typeof metaId !== 'string') return metaId
  await inTransaction(scope, async (tx) => {
    if (known === null) await rememberId(tx, held, metaId)
    await release(tx, held, metaId)
    await removeMediaJob(tx.db, job)
  })
  return null
}

/** A template goes when the last of its files has come: whoever brings one looks, one after the other. */
async function release(tx: TxScope, { messageId, isTemplate, numberId }: Held, metaId: string): Promise<void> {
  if (!isTemplate) return releaseHeld(tx.db, tx.workspaceId, messageId, { metaMediaId: metaId })
  await holdOutbox(tx.db, tx.workspaceId, messageId)
  const files = await tx.db
    .selectFrom('media')
    .leftJoin('media_at_meta', (on) =>
      on
        .onRef('media_at_meta.workspace_id', '=', 'media.workspace_id')
        .onRef('media_at_meta.blob_key', '=', 'media.blob_key')
        .onRef('media_at_meta.mime_type', '=', 'media.mime_type')
        .on('media_at_meta.number_id', '=', numberId)
        .on('media_at_meta.expires_at', '>', tx.now),
    )
    .select(['media.id', 'media_at_meta.meta_id'])
    .where('media.workspace_id', '=', tx.workspaceId)
    .where('media.message_id', '=', messageId)
    .execute()
  const brought = files.flatMap(({ id, meta_id }) => (meta_id === null ? [] : [[id, meta_id] as const]))
  if (brought.length < files.length) return
  await releaseHeld(tx.db, tx.workspaceId, messageId, { metaMediaIds: Object.fromEntries(brought) })
}

/** The message fails, with a reason that its sender can read. */
export async function giveUpUpload(scope: Scope, job: MediaJob, trouble: Trouble): Promise<void> {
  await inTransaction(scope, async (tx) => {
    const held = await heldMessage(tx, job.mediaId)
    if (held !== null) await failUnsent(tx, held.messageId, errorOf(trouble, tx.now))
    await removeMediaJob(tx.db, job)
  })
}

function errorOf({ isFinal, error, meta }: Trouble, now: Date): MessageError {
  const at = now.toISOString()
  if (meta !== undefined) {
    const { code, title, details } = meta
    return { code, reason: code === 100 ? 'media_refused' : errorRule(code).reason, title, details, retryable: false, at }
  }
  if (error === 'gone')
    return { code: 0, reason: 'media_refused', title: 'The file is not there any more', details: null, retryable: false, at }
  return { code: 0, reason: isFinal ? 'media_refused' : 'expired', title: 'Meta did not take the file', details: null, retryable: true, at }
}

async function upload(work: MediaWork, scope: Scope, held: Held): Promise<string | Trouble> {
  const number = await work.targets.ofNumber(scope.workspaceId, held.numberId)
  if (number === null) return { error: 'unreachable', isFinal: false, cause: 'number_not_connected' }
  const path = await localCopy(work.files, storeKey(scope.workspaceId, held.blobKey))
  if (path === null) return { error: 'gone', isFinal: true, cause: 'bytes_missing' }
  try {
    const file = { path, size: held.size, mimeType: held.mimeType }
    const sent = await work.graph.sendFile(number.target, number.phoneNumberId, file)
    if (sent.ok) return sent.value.id
    if (sent.error === null) return { error: 'unreachable', isFinal: false, cause: sent.cause }
    const { code, title, details, httpStatus } = sent.error
    // A file that Meta does not like it will not like later. Limits, tokens and its own troubles pass.
    const isFinal = httpStatus < 500 && (code === 100 || code === 131_053 || code === 131_009)
    return { error: 'refused', isFinal, cause: `graph_${code}`, meta: { code, title, details } }
  } finally {
    await rm(path, { force: true })
  }
}

async function localCopy(files: MediaFiles, key: string): Promise<string | null> {
  const path = spooled(files, randomBytes(16).toString('hex'))
  try {
    await pipeline(await files.store.open(key), createWriteStream(path, { flags: 'wx', mode: 0o600 }))
    return path
  } catch (error) {
    await rm(path, { force: true })
    if (error instanceof MissingFile) return null
    throw error
  }
}

async function heldMessage(tx: TxScope, mediaId: string): Promise<Held | null> {
  const row = await tx.db
    .selectFrom('media')
    .innerJoin('outbox', (on) =>
      on.onRef('outbox.workspace_id', '=', 'media.workspace_id').onRef('outbox.message_id', '=', 'media.message_id'),
    )
    .innerJoin('message', (on) => on.onRef('message.workspace_id', '=', 'media.workspace_id').onRef('message.id', '=', 'media.message_id'))
    .select(['media.message_id', 'message.type', 'outbox.number_id', 'media.blob_key', 'media.mime_type', 'media.size'])
    .where('media.workspace_id', '=', tx.workspaceId)
    .where('media.id', '=', mediaId)
    .where('outbox.waits_for_media', '=', true)
    .executeTakeFirst()
  if (row === undefined || row.message_id === null || row.blob_key === null) return null
  const { message_id: messageId, type, number_id: numberId, blob_key: blobKey, mime_type: mimeType, size } = row
  return { messageId, isTemplate: type === 'template', numberId, blobKey, mimeType, size: size ?? 0 }
}

type AtMeta = Pick<Held, 'blobKey' | 'mimeType' | 'numberId'>

/** Meta's id of these bytes, where it will still hold when the message goes out; null where they must be uploaded. */
export async function idAtMeta(tx: TxScope, { blobKey, mimeType, numberId }: AtMeta): Promise<string | null> {
  const row = await tx.db
    .selectFrom('media_at_meta')
    .select('meta_id')
    .where('workspace_id', '=', tx.workspaceId)
    .where('blob_key', '=', blobKey)
    .where('mime_type', '=', mimeType)
    .where('number_id', '=', numberId)
    .where('expires_at', '>', tx.now)
    .executeTakeFirst()
  return row?.meta_id ?? null
}

async function rememberId(tx: TxScope, { blobKey, mimeType, numberId }: AtMeta, metaId: string): Promise<void> {
  const known = { meta_id: metaId, expires_at: new Date(tx.now.getTime() + TRUSTED_MS) }
  await tx.db
    .insertInto('media_at_meta')
    .values({ workspace_id: tx.workspaceId, blob_key: blobKey, mime_type: mimeType, number_id: numberId, ...known })
    .onConflict((oc) => oc.columns(['workspace_id', 'blob_key', 'mime_type', 'number_id']).doUpdateSet(known))
    .execute()
}
