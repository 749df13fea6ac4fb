/**
 * Meta lets one number write to one customer once in 6 seconds, with 45 to begin with that are borrowed from later. Who is out of
 * allowance waits alone: the others of the number go on. Pure, like pace.ts.
 */
const EVERY_MS = 6_000
const ALLOWANCE = 45
const PRUNE_ABOVE = 1_000

export class PairLimit {
  /** For each conversation, when everything it borrowed is paid back. */
  readonly #debts = new Map<string, number>()
  /** Those that had nothing left when last used. */
  readonly #spent = new Set<string>()
  #pruneAbove = PRUNE_ABOVE

  use(conversationId: string, now: number): void {
    const paidAt = Math.max(this.#debts.get(conversationId) ?? now, now) + EVERY_MS
    this.#debts.set(conversationId, paidAt)
    if (mayGoAt(paidAt) > now) this.#spent.add(conversationId)
    if (this.#debts.size > this.#pruneAbove) this.#prune(now)
  }

  /** Conversations that have to wait. */
  waiting(now: number): string[] {
    for (const conversationId of this.#spent) {
      if (mayGoAt(this.#debts.get(conversationId) ?? now) <= now) this.#spent.delete(conversationId)
    }
    return [...this.#spent]
  }

  isEmpty(now: number): boolean {
    this.#prune(now)
    return this.#debts.size === 0
  }

  get remembered(): number {
    return this.#debts.size
  }

  #prune(now: number): void {
    for (const [conversationId, paidAt] of this.#debts) if (paidAt <= now) this.#debts.delete(conversationId)
    this.#pruneAbove = Math.max(PRUNE_ABOVE, this.#debts.size * 2)
  }
}

const mayGoAt = (paidAt: number) => paidAt - (ALLOWANCE - 1) * EVERY_MS
