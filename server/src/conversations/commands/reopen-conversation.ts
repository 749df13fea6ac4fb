import type { ConversationView } from '@recado/contract/conversations'
import type { TxScope } from '../../platform/scope.ts'
import { accessConversation } from '../access.ts'
import { changeConversation } from '../change.ts'
import { presentJoined } from '../queries.ts'

/** Back to its owner, or to whoever reopens it when it has none. A key has no hands: what it reopens waits to be taken. */
export async function reopenConversation(scope: TxScope, id: string): Promise<ConversationView> {
  const conversation = await accessConversation(scope, id, 'change')
  if (conversation.status !== 'closed') return presentJoined(conversation)
  const owner = conversation.assignee_id ?? (scope.actor.kind === 'person' ? scope.actor.userId : null)
  const name = conversation.assignee_name ?? (scope.actor.kind === 'person' ? scope.actor.name : null)
  return changeConversation(scope, conversation, { status: owner === null ? 'pending' : 'open', assignee_id: owner, closed_at: null }, name)
}
