/** "typing…" on the customer's phone: until the business answers, or 25 seconds. */
import type { Account } from '../world/account.ts'
import type { ChatRecord } from '../world/records.ts'

const SHOWN_MS = 25_000

export function isTyping(account: Account, chat: ChatRecord): boolean {
  return (account.typingUntil.get(chat.id) ?? 0) > Date.now()
}

export function showTyping(account: Account, chat: ChatRecord): void {
  const until = Date.now() + SHOWN_MS
  account.typingUntil.set(chat.id, until)
  tell(account, chat, true)
  setTimeout(() => {
    if (account.typingUntil.get(chat.id) === until) endTyping(account, chat)
  }, SHOWN_MS).unref()
}

export function endTyping(account: Account, chat: ChatRecord): void {
  if (account.typingUntil.delete(chat.id)) tell(account, chat, false)
}

function tell(account: Account, { customerId, phoneNumberId }: ChatRecord, businessTyping: boolean): void {
  account.tell('typing', { customerId, phoneNumberId, businessTyping })
}
