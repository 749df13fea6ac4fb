/** What the phone sends once it is asked: its address book, its conversations in chunks, and then the files of the last 14 days. */

import { metadataOf } from '../webhooks/body.ts'
import type { Publisher } from '../webhooks/publisher.ts'
import type { Account } from '../world/account.ts'
import type { CustomerRecord, Json, MessageRecord, NumberRecord } from '../world/records.ts'

const DAY = 86_400_000
const FILES_OF = 14 * DAY
const KEPT = 180 * DAY
/** Between two chunks: slow enough to be watched. */
const PACE_MS = 200
const FEWEST_CHUNKS = 6
const LARGEST_CHUNK = 2_000

const seconds = (ms: number): string => String(Math.floor(ms / 1000))
const FILES = new Set(['image', 'video', 'audio', 'document', 'sticker'])

interface OfNumber {
  readonly account: Account
  readonly number: NumberRecord
  readonly publisher: Publisher
}

function tell({ account, number, publisher }: OfNumber, field: string, more: Json, delayMs: number): void {
  const value = { messaging_product: 'whatsapp', metadata: metadataOf(number), ...more }
  publisher.publish(
    account,
    { phoneNumberId: number.id, chatId: null },
    { kind: 'change', field, value, time: Math.floor(Date.now() / 1000) },
    delayMs,
  )
}

export function handOverPhoneBook(of: OfNumber): void {
  const entries = (of.number.phoneBook ?? []).flatMap(({ customerId, name }) => {
    const customer = of.account.customers.get(customerId)
    return customer ? [bookEntry(customer, name)] : []
  })
  if (entries.length > 0) tell(of, 'smb_app_state_sync', { state_sync: entries }, PACE_MS)
}

/** Somebody saved, renamed or took out a contact on the phone. @param name null: taken out */
export function tellPhoneBook(of: OfNumber, customer: CustomerRecord, name: string | null): void {
  tell(of, 'smb_app_state_sync', { state_sync: [bookEntry(customer, name)] }, 0)
}

function bookEntry(customer: CustomerRecord, name: string | null): Json {
  const names = name === null ? {} : { full_name: name, first_name: name.split(' ')[0] }
  const who = { ...(customer.hidden ? {} : { phone_number: customer.waId }), user_id: customer.bsuid }
  return {
    type: 'contact',
    contact: { ...names, ...who },
    action: name === null ? 'remove' : 'add',
    metadata: { timestamp: seconds(Date.now()) },
  }
}

/** Nothing is handed over that nobody agreed to on the phone. */
export function handOverHistory(of: OfNumber): void {
  if (of.number.sharesHistory === false) tell(of, 'history', { history: [{ errors: [DECLINED] }] }, PACE_MS)
  else handOverPast(of)
}

function handOverPast(of: OfNumber): void {
  const past = pastOf(of).sort((a, b) => b.timestamp - a.timestamp)
  const perChunk = Math.min(LARGEST_CHUNK, Math.max(1, Math.ceil(past.length / FEWEST_CHUNKS)))
  const chunks = cut(past, perChunk)
  if (chunks.length === 0)
    tell(of, 'history', { history: [{ metadata: { phase: 0, chunk_order: 1, progress: 100 }, threads: [] }] }, PACE_MS)
  chunks.forEach((messages, nth) => {
    const metadata = {
      phase: phaseOf(messages[0]),
      chunk_order: nth + 1,
      progress: Math.round(((nth + 1) / chunks.length) * 100),
    }
    // The second of two comes before the first: nobody promises their order.
    const turn = nth % 2 === 0 && nth + 1 < chunks.length ? nth + 1 : nth % 2 === 1 ? nth - 1 : nth
    tell(of, 'history', { history: [{ metadata, threads: threadsOf(of, messages) }] }, (turn + 1) * PACE_MS)
  })
  const files = past.filter((message) => FILES.has(message.type) && Date.now() - message.timestamp < FILES_OF)
  if (files.length > 0) tell(of, 'history', { messages: files.map((file) => wire(of, file, true)) }, (chunks.length + 2) * PACE_MS)
}

const DECLINED = {
  code: 2593109,
  title: 'History sync is turned off by the business from the WhatsApp Business App',
  message: 'History sync is turned off by the business from the WhatsApp Business App',
  error_data: { details: 'History sharing is turned off by the business' },
}

/** Said before the number came to Cloud API; what was said since was told as it happened. */
function pastOf({ account, number }: OfNumber): MessageRecord[] {
  const told = (message: MessageRecord) =>
    message.phoneNumberId === number.id && message.timestamp < number.lastOnboardedAt && Date.now() - message.timestamp < KEPT
  return [...account.messages.values()].filter((message) => told(message) && message.type !== 'reaction')
}

function phaseOf(message: MessageRecord | undefined): number {
  const age = Date.now() - (message?.timestamp ?? Date.now())
  return age < DAY ? 0 : age < 90 * DAY ? 1 : 2
}

/** A chunk is of one phase. */
function cut(past: readonly MessageRecord[], most: number): MessageRecord[][] {
  const chunks: MessageRecord[][] = []
  for (const message of past) {
    const last = chunks.at(-1)
    if (last === undefined || last.length >= most || phaseOf(last[0]) !== phaseOf(message)) chunks.push([message])
    else last.push(message)
  }
  return chunks
}

function threadsOf(of: OfNumber, messages: readonly MessageRecord[]): Json[] {
  const byCustomer = new Map<string, MessageRecord[]>()
  for (const message of messages) byCustomer.set(message.customerId, [...(byCustomer.get(message.customerId) ?? []), message])
  return [...byCustomer].flatMap(([customerId, said]) => {
    const customer = of.account.customers.get(customerId)
    if (!customer) return []
    const context = {
      ...(customer.hidden ? {} : { wa_id: customer.waId }),
      user_id: customer.bsuid,
      ...(customer.username === null ? {} : { username: customer.username }),
    }
    return [{ id: customer.hidden ? customer.bsuid : customer.waId, context, messages: said.map((message) => wire(of, message, false)) }]
  })
}

function wire({ account, number }: OfNumber, message: MessageRecord, withFile: boolean): Json {
  const customer = account.customers.get(message.customerId)
  const other = customer?.hidden ? customer.bsuid : customer?.waId
  const sides = message.from === 'business' ? { from: number.digits, to: other } : { from: other }
  const head = { ...sides, id: message.id, timestamp: seconds(message.timestamp) }
  if (withFile) return { ...head, type: message.type, [message.type]: message.content }
  const said = FILES.has(message.type) ? { type: 'media_placeholder' } : { type: message.type, [message.type]: message.content }
  return { ...head, ...said, history_context: { status: message.status.toUpperCase() } }
}
