import type { MediaView } from '@recado/contract/media'
import { sql } from 'kysely'
import { requireAbility } from '../platform/access.ts'
import { Refusal } from '../platform/errors.ts'
import type { TxScope } from '../platform/scope.ts'
import { inSight, sightOf } from '../team/sight.ts'
import { type BlobFacts, type MediaRow, presentMedia } from './present.ts'
import { uploaderOf } from './uploader.ts'

type Joined = MediaRow & BlobFacts

/**
 * The only way to files on behalf of somebody: those of conversations they may read, and their own uploads. What is out of sight is left
 * out, as if it did not exist.
 */
export async function accessMedia(scope: TxScope, ids: readonly string[]): Promise<MediaView[]> {
  requireAbility(scope, 'conversations.read')
  const sight = sightOf(scope.actor)
  const { rows } = await sql<Joined>`
    select f.*, b.preview_key, b.width, b.height, b.duration_ms, b.waveform
    from media f
    left join conversation c on c.workspace_id = f.workspace_id and c.id = f.conversation_id
    left join media_blob b on b.workspace_id = f.workspace_id and b.key = f.blob_key
    where f.workspace_id = ${scope.workspaceId} and f.id = any(${ids}::uuid[])
      and case when f.message_id is null then f.uploaded_by = ${uploaderOf(scope)} else ${inSight(sight)} end`.execute(scope.db)
  const found = new Map(rows.map((row) => [row.id, presentMedia(row, row)]))
  return ids.flatMap((id) => found.get(id) ?? [])
}

/** One of them; a foreign, a hidden and a missing one are the same answer. */
export async function accessOneMedia(scope: TxScope, id: string): Promise<MediaView> {
  const [media] = await accessMedia(scope, [id])
  if (media === undefined) throw new Refusal('not_found', 'No such file')
  return media
}
