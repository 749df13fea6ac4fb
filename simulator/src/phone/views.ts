/** What the page with the phones sees. */
import type { Account } from '../world/account.ts'
import type { CustomerRecord, MessageRecord } from '../world/records.ts'

export interface ChatMessageView {
  readonly id: string
  /** The page's own name for what it sent, by which it knows it again. */
  readonly clientId: string | null
  readonly from: 'customer' | 'business'
  readonly type: string
  readonly content: unknown
  readonly context: { readonly message_id: string } | null
  readonly reaction: string | null
  readonly timestamp: number
  readonly status: string
  readonly edited: boolean
  readonly revoked: boolean
}

export function messageView(message: MessageRecord): ChatMessageView {
  const { id, clientId = null, from, type, content, timestamp, status } = message
  // A bubble shows what the other side thinks of it; one's own mark only where there is no other.
  const [other, own] =
    from === 'business'
      ? [message.reactionOfCustomer, message.reactionOfBusiness]
      : [message.reactionOfBusiness, message.reactionOfCustomer]
  const context = message.contextId === null ? null : { message_id: message.contextId }
  return {
    id,
    clientId,
    from,
    type,
    content: type === 'contacts' && !message.revoked ? content.contacts : content,
    context,
    reaction: other ?? own,
    timestamp,
    status,
    edited: message.edited === true,
    revoked: message.revoked === true,
  }
}

export function customerView(account: Account, customer: CustomerRecord) {
  const { id, name, username, hidden, phone, waId, bsuid, online, marksRead, blocked, optedOut } = customer
  const last = [...account.numbers.values()]
    .map((number) => account.messagesOf(number.id, id).findLast(isOnPhone) ?? null)
    .reduce(later, null)
  const unread = [...account.numbers.values()].reduce((sum, number) => sum + (account.chats.get(`${number.id}:${id}`)?.unread ?? 0), 0)
  return {
    id,
    name,
    username,
    phone: hidden ? null : phone,
    waId: hidden ? null : waId,
    bsuid,
    hidden,
    online,
    marksRead,
    blocked,
    optedOut,
    lastMessage: last === null ? null : messageView(last),
    unread,
  }
}

function later(best: MessageRecord | null, message: MessageRecord | null): MessageRecord | null {
  return best === null || (message !== null && message.timestamp >= best.timestamp) ? message : best
}

const ARRIVED = new Set(['delivered', 'read', 'played'])

/** What failed, or still waits for the phone to come online, is not on it. Reactions are marks on other messages. */
export const isOnPhone = ({ type, from, status }: MessageRecord): boolean =>
  type !== 'reaction' && (from === 'customer' || ARRIVED.has(status))

export function tellMessage(account: Account, message: MessageRecord): void {
  const { customerId, phoneNumberId } = message
  if (account.listeners.size > 0) account.tell('message', { ...messageView(message), customerId, phoneNumberId })
}

export function tellCustomer(account: Account, customer: CustomerRecord): void {
  if (account.listeners.size > 0) account.tell('customer', customerView(account, customer))
}
