/** Bytes in the store and their row: one for each content of a workspace. */
import { randomBytes } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { inTransaction, type Scope, type TxScope } from '../platform/scope.ts'
import { type MediaFiles, spooled } from './files.ts'
import type { BlobRow } from './present.ts'
import { NO_PREVIEW, type PreviewFacts } from './previews.ts'
import type { Spooled } from './spool.ts'

const newKey = (): string => randomBytes(16).toString('hex')
export const storeKey = (workspaceId: string, key: string): string => `${workspaceId}/${key}`

/**
 * Keeps a file, or finds that the workspace has it. Bytes are stored before their row is: a crash in between leaves bytes that nobody
 * refers to, never a row without bytes. The spooled file is gone afterwards.
 */
export async function keepBlob(scope: Scope, files: MediaFiles, file: Spooled, mimeType: string): Promise<BlobRow> {
  try {
    const known = await inTransaction(scope, (tx) => blobOf(tx, file.sha256))
    return known ?? (await storeBlob(scope, files, file, mimeType))
  } finally {
    await rm(file.path, { force: true })
  }
}

async function storeBlob(scope: Scope, files: MediaFiles, file: Spooled, mimeType: string): Promise<BlobRow> {
  const { workspaceId } = scope
  const [key, previewKey] = [newKey(), newKey()]
  const preview = await makePreview(files, file, mimeType, previewKey)
  await files.store.keep(storeKey(workspaceId, key), file.path)
  if (preview.hasPreview) await files.store.keep(storeKey(workspaceId, previewKey), spooled(files, previewKey))
  const { kept, isOurs } = await inTransaction(scope, async (tx) => {
    const mine = await insertBlob(tx, { key, previewKey, file, preview })
    return { kept: mine ?? (await blobOf(tx, file.sha256)), isOurs: mine !== undefined }
  })
  if (!isOurs) await removeBytes(files, workspaceId, [key, ...(preview.hasPreview ? [previewKey] : [])])
  if (kept === undefined) throw new Error('the row of these bytes went away while they were stored')
  return kept
}

async function makePreview(files: MediaFiles, file: Spooled, mimeType: string, previewKey: string): Promise<PreviewFacts> {
  if (!/^image\/|^audio\/ogg/.test(mimeType)) return NO_PREVIEW
  return files.previews.make({ file: file.path, mimeType, out: spooled(files, previewKey) })
}

interface NewBlob {
  readonly key: string
  readonly previewKey: string
  readonly file: Spooled
  readonly preview: PreviewFacts
}

function insertBlob(tx: TxScope, { key, previewKey, file, preview }: NewBlob): Promise<BlobRow | undefined> {
  return tx.db
    .insertInto('media_blob')
    .values({
      workspace_id: tx.workspaceId,
      key,
      sha256: file.sha256,
      size: file.size,
      preview_key: preview.hasPreview ? previewKey : null,
      width: preview.width,
      height: preview.height,
      duration_ms: preview.durationMs,
      waveform: preview.waveform === null ? null : JSON.stringify(preview.waveform),
    })
    .onConflict((oc) => oc.columns(['workspace_id', 'sha256']).doNothing())
    .returningAll()
    .executeTakeFirst()
}

function blobOf(tx: TxScope, sha256: string): Promise<BlobRow | undefined> {
  return tx.db
    .selectFrom('media_blob')
    .selectAll()
    .where('workspace_id', '=', tx.workspaceId)
    .where('sha256', '=', sha256)
    .executeTakeFirst()
}

export async function removeBytes(files: MediaFiles, workspaceId: string, keys: readonly string[]): Promise<void> {
  for (const key of keys) await files.store.remove(storeKey(workspaceId, key))
}
