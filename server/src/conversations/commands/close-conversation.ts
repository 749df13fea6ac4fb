import type { ConversationView } from '@recado/contract/conversations'
import type { TxScope } from '../../platform/scope.ts'
import { accessConversation } from '../access.ts'
import { changeConversation } from '../change.ts'
import { presentJoined } from '../queries.ts'

/** Done for now. The customer's next message reopens it as pending. */
export async function closeConversation(scope: TxScope, id: string): Promise<ConversationView> {
  const conversation = await accessConversation(scope, id, 'change')
  if (conversation.status === 'closed') return presentJoined(conversation)
  return changeConversation(scope, conversation, { status: 'closed', closed_at: scope.now, waiting_since: null, unread_count: 0 })
}
