import { sql } from 'kysely'
import { type Db, inTransaction, type Scope } from '../platform/scope.ts'
import { removeBytes } from './blobs.ts'
import type { MediaFiles } from './files.ts'

const UNSENT_HOURS = 24

/** Uploads that nobody sent, and bytes that nothing refers to any more (their conversation was erased). Rows first, bytes after the commit. */
export async function tidyMedia(pipeline: Db, files: MediaFiles, workspaceId: string): Promise<void> {
  const scope: Scope = { db: pipeline, workspaceId, actor: { kind: 'system', name: 'upkeep' }, now: new Date() }
  const keys = await inTransaction(scope, async (tx) => {
    await sql`
      delete from media where workspace_id = ${workspaceId} and message_id is null
        and created_at < now() - make_interval(hours => ${UNSENT_HOURS})`.execute(tx.db)
    const { rows } = await sql<{ key: string; preview_key: string | null }>`
      delete from media_blob b where b.workspace_id = ${workspaceId} and b.created_at < now() - make_interval(hours => ${UNSENT_HOURS})
        and not exists (select from media f where f.workspace_id = b.workspace_id and f.blob_key = b.key)
      returning b.key, b.preview_key`.execute(tx.db)
    return rows.flatMap((row) => (row.preview_key === null ? [row.key] : [row.key, row.preview_key]))
  })
  await removeBytes(files, workspaceId, keys)
}
