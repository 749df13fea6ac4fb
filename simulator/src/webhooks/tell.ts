import type { Account } from '../world/account.ts'
import type { Json } from '../world/records.ts'
import type { Publisher } from './publisher.ts'

interface Telling {
  readonly publisher: Publisher
  readonly account: Account
}

/** A webhook about an account or a number of it. */
export function tell({ publisher, account }: Telling, field: string, value: Json): void {
  const time = Math.floor(Date.now() / 1000)
  publisher.publish(account, { phoneNumberId: null, chatId: null }, { kind: 'change', field, value, time })
}
