/** Brings what a customer sent from Meta to us: asks Graph for the address, streams the bytes to disk, checks them, keeps them. */

import { rm } from 'node:fs/promises'
import { mediaAnswer } from '@recado/cloud-api/media'
import type { MediaView } from '@recado/contract/media'
import { LARGEST_FILE, MEDIA_RULES } from '@recado/contract/media-rules'
import type { GraphTarget } from '../outbound/graph-client.ts'
import { inTransaction, type Scope } from '../platform/scope.ts'
import { hexOf } from './arrived.ts'
import { keepBlob } from './blobs.ts'
import { changeMedia } from './change-media.ts'
import { agrees, mayBeShown, typeOfBytes, UNKNOWN_TYPE } from './file-type.ts'
import { type MediaJob, removeMediaJob } from './jobs.ts'
import type { MediaRow } from './present.ts'
import { FileTooLarge, type Spooled, StorageFull, spoolFile } from './spool.ts'
import { endJob, type MediaWork, type Trouble } from './work.ts'

type Failure = NonNullable<MediaView['error']>

/** @returns null when done */
export async function fetchFile(work: MediaWork, scope: Scope, job: MediaJob): Promise<Trouble | null> {
  const found = await inTransaction(scope, (tx) =>
    tx.db
      .selectFrom('media')
      .innerJoin('conversation', (on) =>
        on.onRef('conversation.workspace_id', '=', 'media.workspace_id').onRef('conversation.id', '=', 'media.conversation_id'),
      )
      .selectAll('media')
      .select('conversation.number_id')
      .where('media.workspace_id', '=', tx.workspaceId)
      .where('media.id', '=', job.mediaId)
      .executeTakeFirst(),
  )
  if (found === undefined || found.state === 'ready' || (found.meta_id === null && found.source_url === null)) return endJob(scope, job)
  const file = await download(work, scope, found.number_id, found)
  if ('error' in file) return file
  const type = await typeOfBytes(file.head, { declared: found.mime_type, fileName: found.file_name })
  const mimeType = agrees(found.kind, type) ? type : UNKNOWN_TYPE
  if (found.source_url !== null && !mayBeShown(mimeType)) return dropped(file, trouble('refused', true, 'no_picture'))
  const blob = await keepBlob(scope, work.files, file, mimeType)
  await inTransaction(scope, async (tx) => {
    await removeMediaJob(tx.db, job)
    const ready = { state: 'ready', mime_type: mimeType, size: blob.size, blob_key: blob.key, error: null } as const
    await changeMedia(tx, job.mediaId, ready, blob)
  })
  return null
}

const trouble = (error: Failure, isFinal: boolean, cause: string): Trouble => ({ error, isFinal, cause })

async function download(work: MediaWork, scope: Scope, numberId: string, row: MediaRow): Promise<Spooled | Trouble> {
  const number = await work.targets.ofNumber(scope.workspaceId, numberId)
  if (number === null) return trouble('unreachable', false, 'number_not_connected')
  const { target, phoneNumberId } = number
  if (row.source_url !== null) return downloadPicture(work, target, row.source_url)
  const query = { phone_number_id: phoneNumberId }
  const asked = await work.graph.call(target, { method: 'GET', path: [row.meta_id ?? ''], query }, mediaAnswer)
  if (!asked.ok) {
    if (asked.error === null) return trouble('unreachable', false, asked.cause)
    // 100 and its kin: Meta has no such file any more. A token that is refused may be mended.
    const isGone = asked.error.httpStatus === 404 || asked.error.code === 100 || asked.error.code === 131052
    return trouble(isGone ? 'gone' : 'unreachable', isGone, `graph_${asked.error.code}`)
  }
  const { url, sha256, file_size: size } = asked.value
  if (size !== null && size > LARGEST_FILE) return trouble('too_large', true, 'announced_too_large')
  const opened = await work.graph.openFile(target, url)
  if (!opened.ok) return trouble('unreachable', false, opened.cause)
  return checked(await spooledOr(work.files.spool, opened.bytes, LARGEST_FILE), [row.declared_sha256, hexOf(sha256)])
}

/** Its address is signed for some days, and what is shown there belongs to nobody's conversation. */
async function downloadPicture(work: MediaWork, target: GraphTarget, url: string): Promise<Spooled | Trouble> {
  const opened = await work.graph.openPicture(target, url)
  if (opened.ok) return spooledOr(work.files.spool, opened.bytes, MEDIA_RULES.image.maxBytes)
  const isGone = opened.cause === 'host_not_trusted' || (opened.httpStatus ?? 500) < 500
  return trouble(isGone ? 'gone' : 'unreachable', isGone, opened.cause)
}

async function spooledOr(folder: string, bytes: AsyncIterable<Buffer>, most: number): Promise<Spooled | Trouble> {
  try {
    return await spoolFile(folder, bytes, most)
  } catch (error) {
    if (error instanceof FileTooLarge) return trouble('too_large', true, 'too_large')
    if (error instanceof StorageFull) return trouble('storage_full', false, 'storage_full')
    return trouble('unreachable', false, error instanceof Error ? error.name : 'cut') // the line broke in the middle
  }
}

/** Both the webhook and the node say what the bytes must hash to. */
async function checked(file: Spooled | Trouble, hashes: readonly (string | null)[]): Promise<Spooled | Trouble> {
  if ('error' in file || hashes.every((hash) => hash === null || hash === file.sha256)) return file
  return dropped(file, trouble('altered', false, 'hash_differs'))
}

async function dropped(file: Spooled, why: Trouble): Promise<Trouble> {
  await rm(file.path, { force: true })
  return why
}
