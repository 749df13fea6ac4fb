/** What somebody does with the business's own phone: leaves Cloud API or comes back to it, and keeps an address book. */
import { z } from 'zod'
import { notFound, Refused } from '../http/refused.ts'
import type { Publisher } from '../webhooks/publisher.ts'
import type { Account } from '../world/account.ts'
import type { Json, NumberRecord } from '../world/records.ts'
import { tellPhoneBook } from './hand-over.ts'
import { saveInPhoneBook } from './past.ts'

/** Who brings it about. Reasons: webhook account_update, disconnection_info. */
const REASONS = {
  ACCOUNT_DISCONNECTED: 'USER',
  BUSINESS_DOWNGRADE: 'USER',
  CHANGE_NUMBER: 'USER',
  COMPANION_INACTIVITY: 'SYSTEM',
  PRIMARY_INACTIVITY: 'SYSTEM',
  USER_RE_REGISTERED: 'USER',
} as const

const leaving = z.object({
  reason: z
    .enum([
      'ACCOUNT_DISCONNECTED',
      'BUSINESS_DOWNGRADE',
      'CHANGE_NUMBER',
      'COMPANION_INACTIVITY',
      'PRIMARY_INACTIVITY',
      'USER_RE_REGISTERED',
    ])
    .default('ACCOUNT_DISCONNECTED'),
})
const saving = z.object({ customerId: z.string(), name: z.string().trim().min(1).max(100).nullable() })

interface OfNumber {
  readonly account: Account
  readonly number: NumberRecord
  readonly publisher: Publisher
}

export function phoneAppView({ number }: Pick<OfNumber, 'number'>) {
  return { isShared: number.coexistence, isConnected: number.coexistence && number.registered, phoneBook: number.phoneBook ?? [] }
}

/** Settings, Account, Business Platform, Disconnect; or WhatsApp itself, after two weeks without the phone. */
export function leave(of: OfNumber, body: unknown) {
  const { reason } = leaving.parse(body ?? {})
  requireShared(of)
  of.account.numbers.patch(of.number, { registered: false })
  const { id, businessId } = of.account.waba
  tell(of, {
    event: 'PARTNER_REMOVED',
    phone_number: of.number.digits,
    waba_info: { waba_id: id, owner_business_id: businessId },
    disconnection_info: { reason, initiated_by: REASONS[reason] },
  })
  tell(of, { event: 'ACCOUNT_OFFBOARDED' })
  return phoneAppView(of)
}

/** The phone was registered again; WhatsApp takes the number back by itself. */
export function comeBack(of: OfNumber) {
  requireShared(of)
  of.account.numbers.patch(of.number, { registered: true })
  tell(of, { event: 'ACCOUNT_RECONNECTED' })
  return phoneAppView(of)
}

export function changePhoneBook(of: OfNumber, body: unknown) {
  const { customerId, name } = saving.parse(body)
  requireShared(of)
  const customer = of.account.customers.get(customerId)
  if (!customer) throw notFound('customer')
  if (name !== null) saveInPhoneBook(of.account, of.number, customer, name)
  else of.account.numbers.patch(of.number, { phoneBook: (of.number.phoneBook ?? []).filter((entry) => entry.customerId !== customerId) })
  tellPhoneBook(of, customer, name)
  return phoneAppView(of)
}

function requireShared({ number }: OfNumber): void {
  if (!number.coexistence) throw new Refused(409, 'conflict', 'This number is not in the WhatsApp Business app')
}

function tell({ account, publisher }: OfNumber, value: Json): void {
  const time = Math.floor(Date.now() / 1000)
  publisher.publish(account, { phoneNumberId: null, chatId: null }, { kind: 'change', field: 'account_update', value, time })
}
