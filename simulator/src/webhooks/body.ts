/** From what happened to the body of a webhook call. */
import type { Account } from '../world/account.ts'
import { metaError } from '../world/meta-errors.ts'
import type { CustomerRecord, Json, MessageRecord, NumberRecord, OutStatus, UpdateRecord } from '../world/records.ts'

interface Change {
  readonly field: string
  readonly value: Json
}
interface Entry {
  readonly id: string
  readonly time?: number
  readonly changes: Change[]
}
interface MessagesValue {
  readonly messaging_product: 'whatsapp'
  readonly metadata: Json
  contacts?: Json[]
  readonly messages?: Json[]
  readonly statuses?: Json[]
}

const HREF = 'https://developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes'

export function webhookBody(account: Account, updates: readonly UpdateRecord[]): Json {
  const entries: Entry[] = []
  const open = new Map<string, { readonly entry: Entry; readonly value: MessagesValue; readonly people: Set<string> }>()
  const { id } = account.waba
  const plain: Entry = { id, changes: [] }

  for (const update of updates) {
    const { body } = update
    if (body.kind === 'change') {
      const change = { field: body.field, value: body.value }
      entries.push(body.time === null ? { id, changes: [change] } : { id, time: body.time, changes: [change] })
      continue
    }
    const number = account.numbers.get(update.phoneNumberId ?? '')
    if (!number) continue
    const item = body.kind === 'message' ? inbound(account, body) : report(account, body)
    if (!item) continue
    const list = body.kind === 'message' ? 'messages' : 'statuses'
    const key = `${number.id} ${list}`
    const group = open.get(key) ?? opened(plain, number, list)
    open.set(key, group)
    if (item.customer && !group.people.has(item.customer.id)) {
      group.people.add(item.customer.id)
      contactsOf(group.value).push(list === 'messages' ? contactOf(item.customer) : identityOf(item.customer))
    }
    group.value[list]?.push(item.json)
  }
  return { object: 'whatsapp_business_account', entry: plain.changes.length > 0 ? [plain, ...entries] : entries }
}

function opened(entry: Entry, number: NumberRecord, list: 'messages' | 'statuses') {
  const value: MessagesValue & Json = { messaging_product: 'whatsapp', metadata: metadataOf(number), [list]: [] }
  entry.changes.push({ field: 'messages', value })
  return { entry, value, people: new Set<string>() }
}

/** Not there where there is nobody in it: a notice about somebody, a report of a failure. */
function contactsOf(value: MessagesValue): Json[] {
  value.contacts ??= []
  return value.contacts
}

export function metadataOf(number: NumberRecord): Json {
  return { display_phone_number: number.digits, phone_number_id: number.id }
}

/** A customer who hides the number behind a username is known by user id alone: the fields are absent, not empty. */
export function contactOf(customer: CustomerRecord): Json {
  const profile = customer.username === null ? { name: customer.name } : { name: customer.name, username: customer.username }
  return { profile, ...identityOf(customer) }
}

export function identityOf(customer: CustomerRecord): Json {
  return { ...(customer.hidden ? {} : { wa_id: customer.waId }), user_id: customer.bsuid }
}

interface Item {
  readonly json: Json
  readonly customer: CustomerRecord | undefined
}

function inbound(account: Account, body: { readonly customerId: string; readonly message: Json; readonly isAbout?: true }): Item | null {
  return { json: body.message, customer: body.isAbout ? undefined : account.customers.get(body.customerId) }
}

interface Report {
  readonly wamid: string
  readonly status: OutStatus
  readonly at: number
  readonly errorCode: number | null
}

function report(account: Account, body: Report): Item | null {
  const message = account.messages.get(body.wamid)
  const customer = message && account.customers.get(message.customerId)
  if (!message?.sent || !customer) return null
  const { sent } = message
  const json: Json = {
    id: message.id,
    status: body.status,
    timestamp: String(Math.floor(body.at / 1000)),
    ...(sent.toPhone || !customer.hidden ? { recipient_id: customer.waId } : {}),
    recipient_user_id: customer.bsuid,
    ...(sent.reference === null ? {} : { biz_opaque_callback_data: sent.reference }),
    ...(body.status === 'sent' || body.status === 'delivered' ? charge(message, account) : {}),
    ...(body.errorCode === null ? {} : { errors: [reportedError(body.errorCode)] }),
  }
  return { json, customer: body.status === 'failed' ? undefined : customer }
}

function charge(message: MessageRecord, account: Account): Json {
  const { sent } = message
  if (!sent) return {}
  const pricing = { billable: sent.billable, pricing_model: 'PMP', type: sent.pricingType, category: sent.category }
  if (sent.pricingType !== 'free_entry_point') return { pricing }
  const until = account.chat(message.phoneNumberId, message.customerId).freeEntryUntil ?? message.timestamp
  return {
    pricing,
    conversation: {
      id: Buffer.from(message.customerId).toString('hex').slice(0, 32),
      expiration_timestamp: String(Math.floor(until / 1000)),
      origin: { type: 'referral_conversion' },
    },
  }
}

export function reportedError(code: number): Json {
  const { title, details } = metaError(code)
  return { code, title, message: title, error_data: { details }, href: HREF }
}
