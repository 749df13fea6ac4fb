import type { ContactView, ConversationView, MessagePreview } from '@recado/contract/conversations'
import type { MessageView } from '@recado/contract/messages'
import type { Selectable } from 'kysely'
import type { Schema } from '../platform/schema.ts'
import type { Audience } from '../realtime/event-log.ts'

export type ConversationRow = Selectable<Schema['conversation']>

/** What of a conversation people see. */
export type ShownRow = Pick<
  ConversationRow,
  | 'id'
  | 'number_id'
  | 'contact_id'
  | 'status'
  | 'team_id'
  | 'assignee_id'
  | 'window_expires_at'
  | 'unread_count'
  | 'waiting_since'
  | 'last_message_at'
  | 'last_message'
  | 'created_at'
>

export function presentConversation(row: ShownRow, contact: ContactView, assigneeName: string | null): ConversationView {
  return {
    id: row.id,
    numberId: row.number_id,
    contact,
    status: row.status,
    teamId: row.team_id,
    assignee: row.assignee_id === null ? null : { id: row.assignee_id, name: assigneeName ?? '' },
    windowExpiresAt: row.window_expires_at?.toISOString() ?? null,
    unreadCount: row.unread_count,
    waitingSince: row.waiting_since?.toISOString() ?? null,
    lastMessageAt: row.last_message_at.toISOString(),
    lastMessage: row.last_message as MessagePreview | null,
    createdAt: row.created_at.toISOString(),
  }
}

const PREVIEW_LENGTH = 160

/** What was taken back is shown as that, whatever it was. */
export function previewOf(message: Pick<MessageView, 'id' | 'type' | 'text' | 'direction' | 'status' | 'revokedAt'>): MessagePreview {
  const { id, direction, status, revokedAt } = message
  const type = revokedAt === null ? message.type : 'revoke'
  return { id, type, text: message.text.slice(0, PREVIEW_LENGTH).toWellFormed(), direction, status }
}

export function audienceOf(after: { assignee_id: string | null }, before: { assignee_id: string | null } = after): Audience {
  return { assigneeId: after.assignee_id, wasAssigneeId: before.assignee_id }
}
