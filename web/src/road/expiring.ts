/** What will not last: each with the day on which it ends, the nearest first. */
import type { ItemView } from '@recado/contract/road'
import type { ItemId } from '@recado/contract/road-items'

const DAY_MS = 86_400_000
/** Meta's window for the call that proves a permission is used. */
const CALL_DAYS = 30

export interface Expiring {
  readonly id: ItemId
  readonly until: Date
  /** Days left, counting one that has begun; zero or less and it is over. */
  readonly days: number
}

const CALLS: readonly ItemId[] = ['review.callmessaging', 'review.callmanagement']
const LIVES: readonly ItemId[] = ['upkeep.token', 'upkeep.certificate']
const WORDS: readonly ItemId[] = ['upkeep.datause']

export function expiring(items: readonly ItemView[], now: number): Expiring[] {
  const ends = [...CALLS, ...LIVES, ...WORDS].flatMap((id): Expiring[] => {
    const item = items.find((each) => each.id === id)
    const until = item && endOf(id, item)
    return until ? [{ id, until, days: Math.ceil((until.getTime() - now) / DAY_MS) }] : []
  })
  return ends.sort((a, b) => a.until.getTime() - b.until.getTime())
}

function endOf(id: ItemId, { finding, expiresAt }: ItemView): Date | null {
  if (WORDS.includes(id)) return expiresAt === null ? null : new Date(expiresAt)
  const fact = finding?.facts[CALLS.includes(id) ? 'at' : 'until']
  if (finding?.state === 'unknown' || typeof fact !== 'string') return null
  return new Date(new Date(fact).getTime() + (CALLS.includes(id) ? CALL_DAYS * DAY_MS : 0))
}
