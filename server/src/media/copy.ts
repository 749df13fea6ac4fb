/** The same bytes once more, as a file of its own that can go into another message. */
import type { MediaView } from '@recado/contract/media'
import { requireAbility } from '../platform/access.ts'
import { Refusal } from '../platform/errors.ts'
import { newId } from '../platform/ids.ts'
import type { TxScope } from '../platform/scope.ts'
import { accessOneMedia } from './access.ts'
import { uploaderOf } from './uploader.ts'

/** Of a file that the caller may see: what a contact sent, or what was sent before. */
export async function copyMedia(scope: TxScope, id: string): Promise<MediaView> {
  requireAbility(scope, 'conversations.reply')
  const { state } = await accessOneMedia(scope, id)
  if (state !== 'ready') throw new Refusal('conflict', 'The file is not here yet')
  return accessOneMedia(scope, await copyFile(scope, id))
}

/** @returns the new file's id. Who may see the old one is for the caller to ask. */
export async function copyFile(scope: TxScope, id: string): Promise<string> {
  const source = await scope.db
    .selectFrom('media')
    .selectAll()
    .where('workspace_id', '=', scope.workspaceId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (source === undefined || source.blob_key === null) throw new Refusal('conflict', 'The file is not there any more')
  const copy = newId()
  await scope.db
    .insertInto('media')
    .values({
      ...source,
      id: copy,
      message_id: null,
      conversation_id: null,
      meta_id: null,
      expires_at: null,
      uploaded_by: uploaderOf(scope),
      created_at: scope.now,
    })
    .execute()
  return copy
}
