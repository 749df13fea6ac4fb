import type { ConversationView } from '@recado/contract/conversations'
import type { TxScope } from '../platform/scope.ts'
import { announce } from './announce.ts'
import { audienceOf, type ConversationRow } from './present.ts'
import { type JoinedRow, presentJoined } from './queries.ts'

type Change = Partial<Pick<ConversationRow, 'status' | 'assignee_id' | 'closed_at' | 'waiting_since' | 'unread_count'>>

/** Writes a change of a locked conversation and tells everyone who may see it, before or after. */
export async function changeConversation(
  scope: TxScope,
  before: JoinedRow,
  change: Change,
  assigneeName = before.assignee_name,
): Promise<ConversationView> {
  await scope.db.updateTable('conversation').set(change).where('workspace_id', '=', scope.workspaceId).where('id', '=', before.id).execute()
  const after = { ...before, ...change, assignee_name: assigneeName }
  const conversation = presentJoined(after)
  await announce(scope, { event: { type: 'conversation.updated', conversation }, audience: audienceOf(after, before) })
  return conversation
}
