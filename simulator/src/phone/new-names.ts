/** A customer gets another phone number, or another id from WhatsApp, and Meta says so (cloud-api: messages, system). */
import type { Publisher } from '../webhooks/publisher.ts'
import { bsuid, wamid } from '../world/ids.ts'
import type { Json } from '../world/records.ts'
import { countryOf, readablePhone, waIdOf } from '../world/wa-id.ts'
import { freeDigits } from './people.ts'
import { customerView, tellCustomer } from './views.ts'
import type { Line } from './write.ts'

/** With a number comes a new BSUID. Who hides the number is spoken of by BSUIDs alone. */
export function changeNumber(publisher: Publisher, line: Line) {
  const { account, customer } = line
  const before = { waId: customer.waId, bsuid: customer.bsuid }
  const digits = freeDigits(account)
  account.renameCustomer(customer, { waId: waIdOf(digits), phone: readablePhone(digits), bsuid: bsuid(countryOf(digits)) })
  const [from, to] = customer.hidden ? [{}, {}] : [{ from: before.waId }, { wa_id: customer.waId }]
  return announced(publisher, line, from, {
    body: `User ${customer.name} changed from ${before.waId} to ${customer.waId}`,
    ...to,
    user_id: customer.bsuid,
    previous_user_id: before.bsuid,
    type: 'user_changed_number',
  })
}

/** Without a new number: neither the old nor the new phone is in it. */
export function changeUserId(publisher: Publisher, line: Line) {
  const { account, customer } = line
  const before = customer.bsuid
  account.renameCustomer(customer, { bsuid: bsuid(countryOf(customer.waId)) })
  return announced(
    publisher,
    line,
    {},
    {
      body: `User ${customer.name} changed their user id`,
      user_id: customer.bsuid,
      previous_user_id: before,
      type: 'user_changed_user_id',
    },
  )
}

function announced(publisher: Publisher, { account, customer, number }: Line, from: Json, system: Json) {
  const message = { ...from, id: wamid(customer.waId, 'in'), timestamp: String(Math.floor(Date.now() / 1000)), type: 'system', system }
  publisher.publish(
    account,
    { phoneNumberId: number.id, chatId: account.chat(number.id, customer.id).id },
    { kind: 'message', customerId: customer.id, message, wamid: null, isAbout: true },
  )
  tellCustomer(account, customer)
  return customerView(account, customer)
}
