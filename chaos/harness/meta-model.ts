/** Meta as its documentation has it, in memory and on a clock that the simulation moves: the referee of what was sent. */
import type { GraphError, SendResult } from '../../server/src/outbound/graph-client.ts'
import type { Random } from './random.ts'

export interface ModelReport {
  readonly wamid: string
  readonly messageId: string
  readonly status: string
  readonly timestamp: number
  readonly bearsReference: boolean
}

/** up · gone: no connection · silent: no answer, whether or not it was taken · failing: 503, nothing was taken */
export type Mood = 'up' | 'gone' | 'silent' | 'failing'
const MOODS: readonly Mood[] = ['up', 'up', 'up', 'gone', 'silent', 'failing']
const PAIR_MS = 6_000
const PAIR_BURST = 45

export class MetaModel {
  readonly #random: Random
  mood: Mood = 'up'
  readonly accepted: { readonly messageId: string; readonly conversationId: string; readonly at: number }[] = []
  readonly reports: ModelReport[] = []
  /** what Meta would have refused for speed, were it strict about who is to blame */
  tooFast = 0
  readonly #times = new Map<string, number[]>()
  readonly #pairs = new Map<string, number>()

  constructor(random: Random) {
    this.#random = random
  }

  changeMood(): void {
    this.mood = MOODS[this.#random.below(MOODS.length)] ?? 'up'
  }

  isThere(): boolean {
    return this.mood === 'up'
  }

  /** What comes in counts towards the second, too. */
  count(numberId: string, now: number): void {
    this.#times.set(numberId, [...this.#recent(numberId, now), now])
  }

  send(order: { numberId: string; limit: number; conversationId: string; messageId: string; now: number }): SendResult {
    const { numberId, conversationId, messageId, now } = order
    if (this.mood === 'gone') return { outcome: 'not_sent', cause: 'ECONNREFUSED' }
    if (this.mood === 'failing') return { outcome: 'ambiguous', cause: 'graph_2', error: errorOf(2, 503) }
    if (this.mood === 'silent' && this.#random.chance(0.5)) return { outcome: 'ambiguous', cause: 'timeout', error: null }
    if (this.#recent(numberId, now).length >= order.limit) {
      this.tooFast++
      return { outcome: 'refused', error: errorOf(130429, 429) }
    }
    const freeAt = Math.max(this.#pairs.get(conversationId) ?? 0, now) + PAIR_MS
    if (freeAt - now > PAIR_BURST * PAIR_MS) return { outcome: 'refused', error: errorOf(131056, 400) }
    if (this.#random.chance(0.02)) return { outcome: 'refused', error: errorOf(this.#random.chance(0.5) ? 131026 : 131057, 400) }
    this.count(numberId, now)
    this.#pairs.set(conversationId, freeAt)
    const wamid = `wamid.${this.accepted.length}`
    this.accepted.push({ messageId, conversationId, at: now })
    this.#live(wamid, messageId, now)
    if (this.mood === 'silent' || this.#random.chance(0.03)) return { outcome: 'ambiguous', cause: 'reset', error: null }
    return { outcome: 'accepted', wamid, waId: null, userId: null, held: false }
  }

  #recent(numberId: string, now: number): number[] {
    return (this.#times.get(numberId) ?? []).filter((at) => at > now - 1_000)
  }

  /** Its reports: at least once each, in an order of their own. */
  #live(wamid: string, messageId: string, now: number): void {
    const words = this.#random.chance(0.1) ? ['sent', 'failed'] : ['sent', 'delivered', 'read'].slice(0, 1 + this.#random.below(3))
    const bearsReference = this.#random.chance(0.7)
    for (const [step, status] of words.entries()) {
      for (let n = 0; n <= this.#random.below(3); n++) {
        const report = { wamid, messageId, status, timestamp: Math.floor(now / 1000) + step * 5 + this.#random.below(3), bearsReference }
        this.reports.splice(this.#random.below(this.reports.length + 1), 0, report)
      }
    }
  }
}

const errorOf = (code: number, httpStatus: number): GraphError => ({
  httpStatus,
  code,
  subcode: null,
  title: 'no',
  details: null,
  traceId: null,
})
