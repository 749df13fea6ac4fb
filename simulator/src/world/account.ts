/** One WhatsApp business account: its records, its clock, and what waits to happen in it. */
import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { Journal } from '../store/journal.ts'
import { Ledger } from '../store/ledger.ts'
import { Table } from '../store/table.ts'
import type {
  ChatRecord,
  CustomerRecord,
  DeliveryView,
  MediaRecord,
  MessageRecord,
  NumberRecord,
  QrRecord,
  TemplateRecord,
  TokenRecord,
  UpdateRecord,
  WabaRecord,
} from './records.ts'
import { Throughput } from './throughput.ts'

/** Older messages leave memory (and the journal); the ledger of sends keeps all. */
const MESSAGES_KEPT = 200_000
const COMPACT_ABOVE_LINES = 100_000
const OUTBOX_ABOVE_LINES = 20_000

const LEVELS = { STANDARD: 80, HIGH: 1000, NOT_APPLICABLE: 80 } as const
const COEXISTENCE_PER_SECOND = 20

/** What the phone page hears of. */
export interface AccountEvent {
  readonly event: 'message' | 'status' | 'customer' | 'typing' | 'delivery' | 'faults' | 'template'
  readonly data: unknown
}

export class Account {
  readonly folder: string
  readonly wabas = new Table<WabaRecord>('waba')
  readonly numbers = new Table<NumberRecord>('number')
  readonly customers = new Table<CustomerRecord>('customer')
  readonly chats = new Table<ChatRecord>('chat')
  readonly messages = new Table<MessageRecord>('message')
  readonly templates = new Table<TemplateRecord>('template')
  readonly tokens = new Table<TokenRecord>('token')
  readonly media = new Table<MediaRecord>('media')
  readonly qrCodes = new Table<QrRecord>('qr')
  readonly updates = new Table<UpdateRecord>('update')
  readonly ledger: Ledger
  readonly journal: Journal
  /** What is still to be told, apart from the rest: it comes and goes, and is often empty. */
  readonly outbox: Journal
  readonly listeners = new Set<(event: AccountEvent) => void>()
  readonly #byWaId = new Map<string, CustomerRecord>()
  readonly #byBsuid = new Map<string, CustomerRecord>()
  readonly #byChat = new Map<string, MessageRecord[]>()
  readonly #throughput = new Map<string, Throughput>()
  readonly #timers = new Set<NodeJS.Timeout>()
  readonly #reminders = new Set<NodeJS.Timeout>()
  /** Calls of the Business Management API in the present hour, for the usage headers and 80007. */
  readonly managementCalls = { hour: 0, count: 0, total: 0, refused: 0 }
  /** When templates were created, on the account's clock, for the hourly limit. Not kept over a restart. */
  templateCreations: number[] = []
  /** Not kept over a restart. */
  readonly deliveries: DeliveryView[] = []
  /** Chat id → until when the business is shown as typing. */
  readonly typingUntil = new Map<string, number>()
  lastUpdate = 0
  closed = false

  constructor(folder: string) {
    this.folder = folder
    mkdirSync(join(folder, 'media'), { recursive: true, mode: 0o700 })
    const tables = new Map(this.#tables().map((table) => [table.kind, table]))
    this.journal = Journal.open(join(folder, 'journal.ndjson'), (line) => tables.get(line.k)?.replay(line))
    for (const table of tables.values()) table.attach(this.journal)
    this.outbox = Journal.open(join(folder, 'outbox.ndjson'), (line) => this.updates.replay(line))
    this.updates.attach(this.outbox)
    this.ledger = new Ledger(join(folder, 'sends.ndjson'))
    for (const customer of this.customers.values()) this.#indexCustomer(customer)
    for (const message of this.messages.values()) this.#indexMessage(message)
    for (const update of this.updates.values()) this.lastUpdate = Math.max(this.lastUpdate, Number(update.id))
  }

  /** A folder without an account in it is one whose creation was cut short. */
  static isComplete(folder: string): boolean {
    return existsSync(join(folder, 'journal.ndjson'))
  }

  #tables() {
    return [this.wabas, this.numbers, this.customers, this.chats, this.messages, this.templates, this.tokens, this.media, this.qrCodes]
  }

  get waba(): WabaRecord {
    for (const waba of this.wabas.values()) return waba
    throw new Error(`no account in ${this.folder}`)
  }

  /** Windows, tokens and media expire by this clock; message timestamps stay real. */
  now(): number {
    return Date.now() + this.waba.clockOffsetMs
  }

  tell(event: AccountEvent['event'], data: unknown): void {
    for (const listener of this.listeners) listener({ event, data })
  }

  customerByWaId(waId: string): CustomerRecord | undefined {
    return this.#byWaId.get(waId)
  }

  customerByBsuid(bsuid: string): CustomerRecord | undefined {
    return this.#byBsuid.get(bsuid)
  }

  addCustomer(customer: CustomerRecord): CustomerRecord {
    this.#indexCustomer(customer)
    return this.customers.save(customer)
  }

  /** The same person under another number, another BSUID, or both; the old ones are nobody's. */
  renameCustomer(customer: CustomerRecord, names: Partial<Pick<CustomerRecord, 'waId' | 'phone' | 'bsuid'>>): void {
    this.#byWaId.delete(customer.waId)
    this.#byBsuid.delete(customer.bsuid)
    this.customers.patch(customer, names)
    this.#indexCustomer(customer)
  }

  #indexCustomer(customer: CustomerRecord): void {
    this.#byWaId.set(customer.waId, customer)
    this.#byBsuid.set(customer.bsuid, customer)
  }

  chat(phoneNumberId: string, customerId: string): ChatRecord {
    const id = `${phoneNumberId}:${customerId}`
    const known = this.chats.get(id)
    if (known) return known
    return this.chats.save({
      id,
      phoneNumberId,
      customerId,
      lastInboundAt: null,
      adClickAt: null,
      freeEntryUntil: null,
      pairFreeAt: 0,
      open: false,
      unread: 0,
      blockedByBusiness: false,
    })
  }

  addMessage(message: MessageRecord): MessageRecord {
    this.#indexMessage(message)
    this.messages.save(message)
    if (this.messages.size > MESSAGES_KEPT) this.#forgetOldest()
    return message
  }

  messagesOf(phoneNumberId: string, customerId: string): readonly MessageRecord[] {
    return this.#byChat.get(`${phoneNumberId}:${customerId}`) ?? []
  }

  #indexMessage(message: MessageRecord): void {
    const chat = `${message.phoneNumberId}:${message.customerId}`
    const list = this.#byChat.get(chat)
    if (list) list.push(message)
    else this.#byChat.set(chat, [message])
  }

  #forgetOldest(): void {
    for (const oldest of this.messages.values()) {
      this.messages.remove(oldest.id)
      const list = this.#byChat.get(`${oldest.phoneNumberId}:${oldest.customerId}`)
      if (list?.[0] === oldest) list.shift()
      return
    }
  }

  throughput(number: NumberRecord): Throughput {
    const limit = this.waba.faults.throughputPerSecond ?? (number.coexistence ? COEXISTENCE_PER_SECOND : LEVELS[number.throughputLevel])
    const known = this.#throughput.get(number.id)
    if (known?.limit === Math.max(1, limit)) return known
    const fresh = new Throughput(limit)
    this.#throughput.set(number.id, fresh)
    return fresh
  }

  /** Does the work later, unless the simulator stops first. Whatever must happen after all is found again in the records at start. */
  after(ms: number, work: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer)
      work()
    }, ms)
    this.#timers.add(timer)
  }

  /** Like after, for what is hours away: nobody waits for it to call the account quiet. */
  remind(ms: number, work: () => void): void {
    const timer = setTimeout(() => {
      this.#reminders.delete(timer)
      work()
    }, ms)
    this.#reminders.add(timer)
  }

  /** Something is still under way: a status to come, a review, a webhook. */
  get busy(): boolean {
    return this.#timers.size > 0 || this.updates.size > 0
  }

  /** Everything answered so far is on file after this. Also the moment to shorten files whose lines are mostly past. */
  commit(): void {
    this.journal.flush()
    this.outbox.flush()
    this.ledger.flush()
    if (this.journal.lines > COMPACT_ABOVE_LINES && this.journal.lines > 2 * this.#rows()) void this.journal.compact(this.#present())
    if (this.outbox.lines < OUTBOX_ABOVE_LINES) return
    if (this.updates.size === 0) this.outbox.empty()
    else if (this.outbox.lines > 20 * this.updates.size) void this.outbox.compact(this.updates.lines())
  }

  #rows(): number {
    return this.#tables().reduce((sum, table) => sum + table.size, 0)
  }

  *#present(): Generator<string> {
    for (const table of this.#tables()) yield* table.lines()
  }

  /** Conversations and sends are forgotten; numbers, templates, tokens and customers stay. */
  clear(): void {
    for (const timer of this.#timers) clearTimeout(timer)
    this.#timers.clear()
    for (const table of [this.messages, this.chats, this.updates]) for (const { id } of table.values()) table.remove(id)
    this.#byChat.clear()
    this.ledger.clear()
  }

  close(): void {
    this.closed = true
    for (const timer of [...this.#timers, ...this.#reminders]) clearTimeout(timer)
    this.#timers.clear()
    this.#reminders.clear()
    this.journal.close()
    this.outbox.close()
    this.ledger.close()
  }

  destroy(): void {
    this.close()
    rmSync(this.folder, { recursive: true, force: true })
  }
}

/** Milliseconds that never go back, for rates. */
export const tick = (): number => performance.now()
