/** Who a message is for: a phone number in any spelling, or a business-scoped user id. */
import { createCustomer, isSomebody, NOBODYS } from '../../phone/people.ts'
import { tellCustomer } from '../../phone/views.ts'
import type { Account } from '../../world/account.ts'
import type { CustomerRecord, NumberRecord } from '../../world/records.ts'
import { phoneDigits, waIdOf } from '../../world/wa-id.ts'
import { text } from '../call.ts'
import { GraphRefusal, parameter, wrong } from '../refusal.ts'

export interface Recipient {
  readonly input: string
  readonly customer: CustomerRecord
  readonly toPhone: boolean
  /** A number made to fail: with this code, now or in a report. */
  readonly magic: { readonly code: number; readonly later: boolean } | null
}

/** What follows says when and with which code it fails. */
const MAGIC = new RegExp(`^${NOBODYS}([01])0*(\\d+)$`)

export function recipientOf(params: Readonly<Record<string, unknown>>, account: Account, sender: NumberRecord): Recipient {
  const to = text(params, 'to')
  if (to !== undefined && to !== '') return byPhone(to, account, sender)
  const recipient = text(params, 'recipient')
  if (recipient === undefined || recipient === '') throw parameter('The parameter to is required.')
  if (!/^[A-Z]{2}\.(ENT\.)?\w{1,120}$/.test(recipient)) throw wrong("Parameter 'recipient' is not a valid business-scoped user ID")
  const customer = account.customerByBsuid(recipient)
  if (!customer) throw new GraphRefusal(131026, 'No user of this portfolio has this business-scoped user ID')
  return { input: recipient, customer, toPhone: false, magic: null }
}

function byPhone(to: string, account: Account, sender: NumberRecord): Recipient {
  const digits = phoneDigits(to, sender.digits)
  if (digits === null) throw wrong("Parameter 'to' is not a valid phone number")
  const waId = waIdOf(digits)
  if (waId === waIdOf(sender.digits)) throw new GraphRefusal(131021)
  const match = MAGIC.exec(digits)
  const magic = match ? { code: Number(match[2]), later: match[1] === '0' } : null
  if (magic && !magic.later) throw new GraphRefusal(magic.code)
  const customer = account.customerByWaId(waId) ?? stranger(account, digits)
  return { input: to, customer, toPhone: true, magic }
}

/** Every number is somebody's phone here, and the page shows it from now on. */
function stranger(account: Account, digits: string): CustomerRecord {
  const customer = createCustomer(account, { digits, name: null, username: null, hidden: false })
  if (isSomebody(customer)) tellCustomer(account, customer)
  return customer
}
