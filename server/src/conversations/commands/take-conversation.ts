import type { ConversationView } from '@recado/contract/conversations'
import { Refusal } from '../../platform/errors.ts'
import type { TxScope } from '../../platform/scope.ts'
import { accessConversation } from '../access.ts'
import { changeConversation } from '../change.ts'
import { presentJoined } from '../queries.ts'

/** Become the owner of a pending conversation. Two at once: the second is told who was first. */
export async function takeConversation(scope: TxScope, id: string): Promise<ConversationView> {
  const conversation = await accessConversation(scope, id, 'change')
  if (scope.actor.kind !== 'person') throw new Refusal('not_allowed', 'Only a person can take a conversation')
  if (conversation.assignee_id === scope.actor.userId && conversation.status === 'open') return presentJoined(conversation)
  if (conversation.assignee_id !== null) {
    throw new Refusal('already_taken', `${conversation.assignee_name ?? 'Somebody'} was first`, {
      assignee: { id: conversation.assignee_id, name: conversation.assignee_name },
    })
  }
  return changeConversation(scope, conversation, { status: 'open', assignee_id: scope.actor.userId, closed_at: null }, scope.actor.name)
}
