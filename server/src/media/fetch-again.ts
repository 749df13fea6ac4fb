import type { MediaView } from '@recado/contract/media'
import { Refusal } from '../platform/errors.ts'
import type { TxScope } from '../platform/scope.ts'
import { accessOneMedia } from './access.ts'
import { changeMedia } from './change-media.ts'
import { enqueueMediaJobs } from './jobs.ts'

const DAY_MS = 24 * 3600_000

/** Somebody asks for a file that did not come. Meta may have forgotten it; then that is what they read next. */
export async function fetchAgain(scope: TxScope, id: string): Promise<MediaView> {
  const media = await accessOneMedia(scope, id)
  if (media.state === 'ready') return media
  const row = await scope.db
    .selectFrom('media')
    .select(['meta_id', 'source_url', 'expires_at'])
    .where('workspace_id', '=', scope.workspaceId)
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  if (row.meta_id === null && row.source_url === null)
    throw new Refusal('conflict', 'This file was uploaded here; there is nowhere to fetch it from')
  const tomorrow = new Date(scope.now.getTime() + DAY_MS)
  const expiresAt = row.expires_at !== null && row.expires_at > tomorrow ? row.expires_at : tomorrow
  const waiting = media.state === 'waiting' ? media : await changeMedia(scope, id, { state: 'waiting', error: null }, null)
  await enqueueMediaJobs(scope.db, scope.workspaceId, [{ mediaId: id, task: 'fetch', expiresAt }])
  return waiting ?? media
}
