/** A customer changes or takes back what they wrote (coexistence: webhooks `edit` within 15 minutes, `revoke` within two days). */
import { z } from 'zod'
import { notFound, Refused } from '../http/refused.ts'
import type { Publisher } from '../webhooks/publisher.ts'
import { wamid } from '../world/ids.ts'
import type { Json, MessageRecord } from '../world/records.ts'
import { messageView, tellMessage } from './views.ts'
import { type Line, wireHead } from './write.ts'

const MINUTE = 60_000
const EDIT_MS = 15 * MINUTE
const REVOKE_MS = 2 * 24 * 60 * MINUTE

const edit = z.object({ messageId: z.string(), body: z.string().min(1).max(65_536) })
const revoke = z.object({ messageId: z.string() })

export function editMessage(publisher: Publisher, line: Line, posted: unknown) {
  const { messageId, body } = edit.parse(posted)
  const message = own(line, messageId, EDIT_MS)
  if (message.type !== 'text') throw new Refused(422, 'invalid', 'Only a text can be edited here')
  line.account.messages.patch(message, { content: { ...message.content, body }, edited: true })
  return tell(publisher, line, message, {
    type: 'edit',
    edit: { original_message_id: message.id, message: { type: 'text', text: { body } } },
  })
}

export function revokeMessage(publisher: Publisher, line: Line, posted: unknown) {
  const message = own(line, revoke.parse(posted).messageId, REVOKE_MS)
  line.account.messages.patch(message, { content: {}, revoked: true })
  return tell(publisher, line, message, { type: 'revoke', revoke: { original_message_id: message.id } })
}

function own({ account, customer, number }: Line, id: string, within: number): MessageRecord {
  const message = account.messages.get(id)
  if (message?.from !== 'customer' || message.customerId !== customer.id || message.phoneNumberId !== number.id) throw notFound('message')
  if (message.revoked || Date.now() - message.timestamp > within) throw new Refused(409, 'conflict', 'It is too late for that')
  return message
}

function tell(publisher: Publisher, line: Line, message: MessageRecord, what: Json) {
  const { account, customer, number } = line
  tellMessage(account, message)
  publisher.publish(
    account,
    { phoneNumberId: number.id, chatId: account.chat(number.id, customer.id).id },
    {
      kind: 'message',
      customerId: customer.id,
      message: { ...wireHead(customer, wamid(customer.waId, 'in'), Date.now()), ...what },
      wamid: null,
    },
  )
  return messageView(message)
}
