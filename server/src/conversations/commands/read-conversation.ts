import type { ConversationView } from '@recado/contract/conversations'
import { reportRead } from '../../outbound/courtesy.ts'
import type { TxScope } from '../../platform/scope.ts'
import { accessConversation } from '../access.ts'
import { changeConversation } from '../change.ts'
import { presentJoined } from '../queries.ts'

/** Somebody looked at it: nothing is unread any more, for the whole team. Whether the customer learns of it is the workspace's choice. */
export async function readConversation(scope: TxScope, id: string): Promise<ConversationView> {
  const conversation = await accessConversation(scope, id, 'change')
  await reportRead(scope, id)
  return conversation.unread_count === 0 ? presentJoined(conversation) : changeConversation(scope, conversation, { unread_count: 0 })
}
