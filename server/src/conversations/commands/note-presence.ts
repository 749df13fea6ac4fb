import type { Presence } from '@recado/contract/events'
import { showTyping } from '../../outbound/courtesy.ts'
import { Refusal } from '../../platform/errors.ts'
import type { TxScope } from '../../platform/scope.ts'
import { whisper } from '../../realtime/presence.ts'
import { accessConversation } from '../access.ts'

/** Tells colleagues who is here, and the customer that somebody is typing. */
export async function notePresence(scope: TxScope, conversationId: string, doing: Presence['doing']): Promise<void> {
  await accessConversation(scope, conversationId, 'read')
  if (scope.actor.kind !== 'person') throw new Refusal('not_allowed', 'Only people are present')
  await whisper(scope, { conversationId, userId: scope.actor.userId, name: scope.actor.name, doing })
  if (doing === 'typing') await showTyping(scope, conversationId)
}
