import type { MediaView } from '@recado/contract/media'
import type { MessageError, MessageMarks, MessageView } from '@recado/contract/messages'
import type { Selectable } from 'kysely'
import type { Schema } from '../platform/schema.ts'

export type MessageRow = Selectable<Schema['message']>

/** @param authorName of `row.author_id`, null when nobody of ours wrote it */
export function presentMessage(row: MessageRow, authorName: string | null): MessageView {
  return {
    id: row.id,
    conversationId: row.conversation_id,
    direction: row.direction,
    type: row.type,
    content: row.content as Record<string, unknown>, // jsonb written by us as an object
    text: row.text,
    at: row.sent_at.toISOString(),
    arrival: row.arrival,
    wamid: row.wamid,
    contextWamid: row.context_wamid,
    media: row.media as MediaView | null, // jsonb written by us
    marks: row.marks as MessageMarks | null,
    editedAt: row.edited_at?.toISOString() ?? null,
    revokedAt: row.revoked_at?.toISOString() ?? null,
    clientId: row.client_id,
    author: row.author_id === null ? null : { id: row.author_id, name: authorName ?? '' },
    origin: row.origin,
    status: row.status,
    statusTimes: row.status_times as Record<string, number>,
    error: row.error as MessageError | null,
  }
}
