/** What neither the customer nor our software does: WhatsApp's own notices, and somebody writing on the business's own phone. */
import { z } from 'zod'
import { identityOf, metadataOf } from '../webhooks/body.ts'
import type { Publisher } from '../webhooks/publisher.ts'
import { identityHash, wamid } from '../world/ids.ts'
import type { MessageRecord } from '../world/records.ts'
import { messageView, tellMessage } from './views.ts'
import { type Line, wireHead } from './write.ts'

const echo = z.object({ body: z.string().min(1).max(4096) })
const seconds = (at: number) => String(Math.floor(at / 1000))

/** Written in the WhatsApp Business app of a coexistence number: the customer gets it, and the platform hears of it. */
export function writeFromPhoneApp(publisher: Publisher, { account, customer, number }: Line, posted: unknown) {
  const { body } = echo.parse(posted)
  const message: MessageRecord = {
    id: wamid(customer.waId, 'out'),
    phoneNumberId: number.id,
    customerId: customer.id,
    from: 'business',
    type: 'text',
    content: { body },
    contextId: null,
    timestamp: Date.now(),
    status: 'delivered',
    reactionOfCustomer: null,
    reactionOfBusiness: null,
  }
  account.addMessage(message)
  tellMessage(account, message)
  const to = { ...(customer.hidden ? {} : { to: customer.waId }), to_user_id: customer.bsuid }
  const item = { from: number.digits, ...to, id: message.id, timestamp: seconds(message.timestamp), type: 'text', text: { body } }
  publisher.publish(
    account,
    { phoneNumberId: number.id, chatId: account.chat(number.id, customer.id).id },
    {
      kind: 'change',
      field: 'smb_message_echoes',
      value: {
        messaging_product: 'whatsapp',
        metadata: metadataOf(number),
        contacts: [{ profile: {}, ...identityOf(customer) }],
        message_echoes: [item],
      },
      time: null,
    },
  )
  return messageView(message)
}

/** The customer's security code changed: another phone, or WhatsApp installed again. */
export function changeIdentity(publisher: Publisher, { account, customer, number }: Line) {
  const hash = identityHash()
  account.customers.patch(customer, { identityHash: hash })
  const at = Date.now()
  const message = {
    ...wireHead(customer, wamid(customer.waId, 'in'), at),
    type: 'system',
    identity: { acknowledged: true, created_timestamp: seconds(at), hash },
    system: { body: `The security code of ${customer.name} changed`, type: 'customer_identity_changed' },
  }
  publisher.publish(
    account,
    { phoneNumberId: number.id, chatId: account.chat(number.id, customer.id).id },
    { kind: 'message', customerId: customer.id, message, wamid: null },
  )
  return { hash }
}
