/** What becomes of a message after it was accepted: sent, delivered, read, played, or failed. The phone decides how far it gets. */
import type { Publisher } from '../webhooks/publisher.ts'
import type { Account } from '../world/account.ts'
import { happens, within } from '../world/faults.ts'
import type { CustomerRecord, MessageRecord, OutStatus } from '../world/records.ts'
import { tellMessage } from './views.ts'

export class MessageLife {
  readonly #publisher: Publisher

  constructor(publisher: Publisher) {
    this.#publisher = publisher
  }

  /** The next step, after a while. */
  begin(account: Account, message: MessageRecord): void {
    const { delay, beforeReply } = account.waba.faults.statuses
    if (beforeReply) while (this.#step(account, message, true));
    else account.after(within(delay), () => this.#step(account, message))
  }

  /** After a restart: whatever had a step before it takes it now. */
  resume(account: Account): void {
    for (const message of account.messages.values()) {
      if (message.from === 'business' && this.#nextStatus(account, message) !== null) this.begin(account, message)
    }
  }

  /** The phone is online again, or shows the chat: what waited for that goes on. */
  proceed(account: Account, customer: CustomerRecord, phoneNumberId: string): void {
    for (const message of account.messagesOf(phoneNumberId, customer.id)) {
      if (message.from === 'business' && (message.status === 'sent' || message.status === 'delivered')) this.#step(account, message)
    }
  }

  play(account: Account, message: MessageRecord): void {
    this.#report(account, message, 'played')
  }

  /** @returns whether there may be another step at once */
  #step(account: Account, message: MessageRecord, now = false): boolean {
    const status = this.#nextStatus(account, message)
    if (status === null) return false
    this.#report(account, message, status)
    if (status === 'failed') return false
    if (!now && this.#nextStatus(account, message) !== null) {
      account.after(within(account.waba.faults.statuses.delay), () => this.#step(account, message))
    }
    return true
  }

  #nextStatus(account: Account, message: MessageRecord): OutStatus | null {
    const customer = account.customers.get(message.customerId)
    if (!customer || !message.sent) return null
    if (message.status === 'accepted') return message.sent.failWith === null ? 'sent' : 'failed'
    if (customer.blocked || message.type === 'reaction') return null
    const reachable = customer.online && account.now() < message.sent.expiresAt
    if (message.status === 'sent') return reachable ? 'delivered' : null
    const seen = customer.online && customer.marksRead && account.chat(message.phoneNumberId, customer.id).open
    return message.status === 'delivered' && seen ? 'read' : null
  }

  #report(account: Account, message: MessageRecord, status: OutStatus): void {
    const { phoneNumberId, customerId, id } = message
    account.messages.patch(message, { status })
    if (status === 'delivered') arrive(account, message)
    account.tell('status', { id, status, customerId, phoneNumberId })
    if (status === 'delivered' && this.#skipsDelivered(account, message)) return
    const errorCode = status === 'failed' ? (message.sent?.failWith ?? null) : null
    const about = { phoneNumberId, chatId: `${phoneNumberId}:${customerId}` }
    this.#publisher.report(account, about, { kind: 'status', wamid: id, status, at: Date.now(), errorCode })
  }

  /** Meta may leave out `delivered` when the chat is open and `read` follows at once. */
  #skipsDelivered(account: Account, message: MessageRecord): boolean {
    return this.#nextStatus(account, message) === 'read' && happens(account.waba.faults.statuses.skipDelivered)
  }
}

/** The bubble appears on the phone. */
function arrive(account: Account, message: MessageRecord): void {
  const chat = account.chat(message.phoneNumberId, message.customerId)
  if (!chat.open) account.chats.patch(chat, { unread: chat.unread + 1 })
  tellMessage(account, message)
}
