import { sentContent } from '@recado/contract/draft-content'
import { type DraftMessage, draftMessage, isMediaDraft, type MessageView } from '@recado/contract/messages'
import { copyForRetry } from '../../media/attach.ts'
import { copyTemplateFiles } from '../../media/template-files.ts'
import { Refusal } from '../../platform/errors.ts'
import type { TxScope } from '../../platform/scope.ts'
import { accessConversation } from '../access.ts'
import { sendMessage } from './send-message.ts'

/**
 * Sends what failed, or whose answer was lost, once more. That is a new message: what became of the old one stays on record, and should
 * a late report say that it did arrive after all, both are shown. Its clientId is the id of the message it repeats, so that two clicks
 * are one message and everybody can tell what repeats what.
 */
export async function retryMessage(scope: TxScope, messageId: string): Promise<MessageView> {
  const message = await scope.db
    .selectFrom('message')
    .select(['conversation_id', 'type', 'content', 'status', 'context_wamid'])
    .where('workspace_id', '=', scope.workspaceId)
    .where('id', '=', messageId)
    .where('direction', '=', 'out')
    .executeTakeFirst()
  if (message === undefined) throw new Refusal('not_found', 'No such message')
  const conversation = await accessConversation(scope, message.conversation_id, 'change')
  if (message.status !== 'failed' && message.status !== 'unknown') {
    throw new Refusal('conflict', `Only what failed or is uncertain can be sent again; this message is ${message.status}`)
  }
  const { type, context_wamid: quoted } = message
  const draft = draftMessage.safeParse({
    type,
    [type]: sentContent(type, message.content),
    ...(quoted !== null && type !== 'reaction' && { context: { message_id: quoted } }),
    clientId: messageId,
  })
  if (!draft.success) throw new Refusal('conflict', `A message of type ${message.type} cannot be sent again`)
  return sendMessage(scope, conversation.id, await withOwnFiles(scope, draft.data))
}

/** A file belongs to one message: what is sent again has others, of the same bytes. */
async function withOwnFiles(scope: TxScope, draft: DraftMessage): Promise<DraftMessage> {
  if (isMediaDraft(draft)) return copyForRetry(scope, draft)
  return draft.type === 'template' ? { ...draft, template: await copyTemplateFiles(scope, draft.template) } : draft
}
