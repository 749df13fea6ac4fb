/** Mark as read, and the typing indicator that may come with it. */
import { showTyping } from '../../phone/typing.ts'
import { recordDelivery } from '../../webhooks/log.ts'
import type { Json } from '../../world/records.ts'
import { isObject, type NumberCall, structure, text } from '../call.ts'
import { missing, parameter, wrong } from '../refusal.ts'

export function markRead({ account, number, params }: NumberCall): Json {
  if (text(params, 'messaging_product') !== 'whatsapp') throw parameter('The parameter messaging_product is required.')
  const id = text(params, 'message_id')
  if (id === undefined) throw missing('message_id')
  const message = account.messages.get(id)
  if (message?.from !== 'customer' || message.phoneNumberId !== number.id)
    throw wrong(`Message with ID '${id}' was not received by this number`)
  const indicator = structure(params, 'typing_indicator')
  if (indicator !== undefined && !(isObject(indicator) && indicator.type === 'text')) {
    throw wrong("Parameter 'typing_indicator.type' must be 'text'")
  }

  const { customerId, phoneNumberId } = message
  for (const earlier of account.messagesOf(phoneNumberId, customerId)) {
    if (earlier.from !== 'customer' || earlier.status === 'read' || earlier.timestamp > message.timestamp) continue
    account.messages.patch(earlier, { status: 'read' })
    account.tell('status', { id: earlier.id, status: 'read', customerId, phoneNumberId })
  }
  if (indicator !== undefined) {
    const summary = account.customers.get(customerId)?.name ?? ''
    showTyping(account, account.chat(phoneNumberId, customerId))
    recordDelivery(account, { kind: 'typing', summary, attempt: 0, status: null, ms: null, outcome: 'ok', detail: null, updates: 0 })
  }
  return { success: true }
}
