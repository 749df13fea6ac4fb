/** The message a draft answers or reacts to. */
import type { DraftMessage } from '@recado/contract/messages'
import { REACTION_DAYS } from '@recado/contract/send/limits'
import { Refusal } from '../platform/errors.ts'
import type { TxScope } from '../platform/scope.ts'

const DAY_MS = 86_400_000

/** @returns its wamid, null when the draft refers to none. Only a message of the same conversation that WhatsApp knows can be meant. */
export async function quotedMessage(scope: TxScope, conversationId: string, draft: DraftMessage): Promise<string | null> {
  const [field, wamid] =
    draft.type === 'reaction' ? ['reaction.message_id', draft.reaction.message_id] : ['context.message_id', draft.context?.message_id]
  if (wamid === undefined) return null
  const target = await scope.db
    .selectFrom('message')
    .select(['type', 'sent_at', 'revoked_at'])
    .where('workspace_id', '=', scope.workspaceId)
    .where('conversation_id', '=', conversationId)
    .where('wamid', '=', wamid)
    .executeTakeFirst()
  if (target === undefined) throw unknown(field, 'is no message of this conversation')
  if (draft.type !== 'reaction') return wamid
  if (target.type === 'reaction' || target.revoked_at !== null)
    throw unknown(field, 'is a reaction or was deleted; nothing can react to it')
  if (scope.now.getTime() - target.sent_at.getTime() > REACTION_DAYS * DAY_MS) {
    throw unknown(field, `is older than ${REACTION_DAYS} days; nothing can react to it`)
  }
  return wamid
}

const unknown = (path: string, message: string): Refusal =>
  new Refusal('invalid', `${path} ${message}`, { fields: [{ path, code: 'unknown_message', message }] })
