/**
 * How fast one number may send. Meta counts what goes out and what comes in together, over any second it likes to look at; nobody
 * outside knows where its window begins. So two rules hold at once:
 *   - never more than the limit in any stretch of a second (and a little more, because requests do not all travel equally fast);
 *   - evenly spread, because a burst every second would make an agent's reply wait for the next one.
 *
 * Pure: time is a parameter, in milliseconds of a clock that only counts up. A clock that jumps back all the same is taken to have
 * stood still.
 */

export const WINDOW_MS = 1_000
/** Added to the window: how much two requests may differ on their way. Costs one per cent of the throughput. */
export const MARGIN_MS = 10
/** How late we may be, held up by a timer or the database, without the lost time being lost for good. */
const CATCH_UP_MS = 100
/** How long Meta has known of an inbound message before we do. */
const REPORT_LAG_MS = 50
const INBOUND_MEMORY_MS = 1_000
const CAPACITY = 1_024

const SPAN_MS = WINDOW_MS + MARGIN_MS
const SLOWED_TO = 0.9
const SLOWEST = 0.3
const RECOVERY_MS = 20_000

export class Pace {
  #limit = 1
  /** When each of the last uses was, oldest overwritten first. */
  readonly #uses = new Float64Array(CAPACITY)
  #count = 0
  /** The even spread: when the next one is due. */
  #nextAt = 0
  #clock = 0
  #skew = 0
  #inboundRate = 0
  #inboundAt = 0
  #slowed = 1
  #slowedAt = 0

  /** @param limit messages a second, in and out together */
  constructor(limit: number) {
    this.limit = limit
  }

  set limit(limit: number) {
    this.#limit = Math.min(limit, CAPACITY)
  }

  /** How many may go at this moment. */
  available(time: number): number {
    const now = this.#advance(time)
    const spread = this.#nextAt > now ? 0 : Math.floor((now - Math.max(this.#nextAt, now - CATCH_UP_MS)) / this.#gap(now)) + 1
    return Math.max(0, Math.min(spread, this.#room(now)))
  }

  /** Milliseconds until `wanted` may go together, 0 when they may now. Never more than what the even spread can save up. */
  wait(time: number, wanted = 1): number {
    const now = this.#advance(time)
    const gap = this.#gap(now)
    const together = Math.max(1, Math.min(wanted, Math.floor(CATCH_UP_MS / gap)))
    const spread = Math.max(this.#nextAt, now - CATCH_UP_MS) + (together - 1) * gap - now
    const limit = this.#effective(now)
    const blocking = this.#use(limit - together + 1)
    const room = limit < together || blocking === null ? 0 : blocking + SPAN_MS - now
    return Math.max(0, spread, room)
  }

  /** Just before a call leaves. */
  use(time: number): void {
    const now = this.#advance(time)
    this.#nextAt = Math.max(this.#nextAt, now - CATCH_UP_MS) + this.#gap(now)
    this.#record(now)
  }

  /** Messages that came in: they count, and where some came more will. */
  note(time: number, count: number): void {
    const now = this.#advance(time)
    this.#inboundRate = this.#inboundPerSecond(now) + count
    this.#inboundAt = now
    for (let n = 0; n < Math.min(count, CAPACITY); n++) this.#record(now)
  }

  /** Meta said it was too much, so its count differs from ours: go slower, and feel the way back. */
  slowDown(time: number): void {
    const now = this.#advance(time)
    this.#slowed = Math.max(SLOWEST, this.#speed(now) * SLOWED_TO)
    this.#slowedAt = now
  }

  #advance(time: number): number {
    if (time + this.#skew < this.#clock) this.#skew = this.#clock - time
    this.#clock = time + this.#skew
    return this.#clock
  }

  /** Of the even spread: what comes in takes its share of every second, so that we do not fill a second that is not ours alone. */
  #gap(now: number): number {
    return SPAN_MS / Math.max(1, this.#limit * this.#speed(now) - this.#inboundPerSecond(now))
  }

  #speed(now: number): number {
    return Math.min(1, this.#slowed + (1 - this.#slowed) * ((now - this.#slowedAt) / RECOVERY_MS))
  }

  #inboundPerSecond(now: number): number {
    return this.#inboundRate * Math.exp((this.#inboundAt - now) / INBOUND_MEMORY_MS)
  }

  /** The limit less what probably came in that we have not heard of. */
  #effective(now: number): number {
    const unheard = Math.ceil(this.#inboundPerSecond(now) * (REPORT_LAG_MS / 1_000) - 0.01)
    return Math.max(1, Math.floor(this.#limit * this.#speed(now)) - unheard)
  }

  /** The nth most recent use, null when there were not so many. */
  #use(nth: number): number | null {
    return nth > this.#count || nth < 1 || nth > CAPACITY ? null : (this.#uses[(this.#count - nth) % CAPACITY] ?? null)
  }

  #record(now: number): void {
    this.#uses[this.#count % CAPACITY] = now
    this.#count++
  }

  /** Free places of the window: found by halving, the uses are in order of time. */
  #room(now: number): number {
    const limit = this.#effective(now)
    let inside = 0
    let outside = Math.min(this.#count, limit) + 1
    while (outside - inside > 1) {
      const middle = (inside + outside) >> 1
      const at = this.#use(middle)
      if (at !== null && at > now - SPAN_MS) inside = middle
      else outside = middle
    }
    return limit - inside
  }
}
