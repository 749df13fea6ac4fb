/** The customers of an account: those made on purpose, and whoever a business writes to. Every number is somebody's phone here. */
import type { Account } from '../world/account.ts'
import { bsuid, identityHash, nodeId } from '../world/ids.ts'
import type { CustomerRecord } from '../world/records.ts'
import { countryOf, readablePhone, waIdOf } from '../world/wa-id.ts'

export interface NewCustomer {
  readonly digits: string
  readonly name: string | null
  readonly username: string | null
  readonly hidden: boolean
}

export function createCustomer(account: Account, { digits, name, username, hidden }: NewCustomer): CustomerRecord {
  const waId = waIdOf(digits)
  const known = account.customerByWaId(waId)
  if (known) return known
  const phone = readablePhone(digits)
  return account.addCustomer({
    id: nodeId(),
    name: name ?? `Cliente ${digits.slice(-4)}`,
    username,
    waId,
    phone,
    hidden,
    bsuid: bsuid(countryOf(digits)),
    online: true,
    marksRead: true,
    blocked: false,
    optedOut: false,
    identityHash: identityHash(),
    createdAt: Date.now(),
  })
}

/** +55 00 is no area: numbers in it stand for an outcome, not for somebody with a phone. */
export const NOBODYS = '5500'

export const isSomebody = ({ waId }: CustomerRecord): boolean => !waId.startsWith(NOBODYS)

/** A number of the block that is free, for customers made without one. */
export function freeDigits(account: Account): string {
  for (;;) {
    const digits = `551195550${String(Math.floor(Math.random() * 10_000)).padStart(4, '0')}`
    if (!account.customerByWaId(waIdOf(digits))) return digits
  }
}
