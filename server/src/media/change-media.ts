/** A file's row changes, and with it its message and what every screen shows of it. */
import type { MediaView } from '@recado/contract/media'
import { sql } from 'kysely'
import type { TxScope } from '../platform/scope.ts'
import { publish } from '../realtime/event-log.ts'
import { type BlobFacts, type MediaRow, presentMedia } from './present.ts'

type Change = Partial<Pick<MediaRow, 'state' | 'mime_type' | 'size' | 'blob_key' | 'error'>>

/** @returns the file as it is now; null when it is gone, its conversation erased meanwhile */
export async function changeMedia(tx: TxScope, mediaId: string, change: Change, blob: BlobFacts | null): Promise<MediaView | null> {
  const audience = await lockHolder(tx, mediaId)
  const row = await tx.db
    .updateTable('media')
    .set(change)
    .where('workspace_id', '=', tx.workspaceId)
    .where('id', '=', mediaId)
    .returningAll()
    .executeTakeFirst()
  if (row === undefined) return null
  const media = presentMedia(row, blob)
  const { conversation_id: conversationId, message_id: messageId } = row
  if (audience === null || conversationId === null || messageId === null) return media
  await tx.db
    .updateTable('message')
    .set({ media: JSON.stringify(media) })
    .where('workspace_id', '=', tx.workspaceId)
    .where('id', '=', messageId)
    .execute()
  await publish(tx, { event: { type: 'message.media', conversationId, messageId, media }, audience })
  return media
}

/** Conversation before message, as everybody locks. */
async function lockHolder(tx: TxScope, mediaId: string) {
  const { rows } = await sql<{ assignee_id: string | null }>`
    select c.assignee_id from conversation c
    where c.workspace_id = ${tx.workspaceId} and c.id = (
      select f.conversation_id from media f where f.workspace_id = ${tx.workspaceId} and f.id = ${mediaId} and f.message_id is not null
    )
    for no key update of c`.execute(tx.db)
  const holder = rows[0]
  return holder === undefined ? null : { assigneeId: holder.assignee_id, wasAssigneeId: holder.assignee_id }
}
