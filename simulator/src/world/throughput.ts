/** A strict sliding second: at most `limit` messages, in and out together, in any 1,000 ms. */
export class Throughput {
  #times: Float64Array
  #next = 0

  constructor(limit: number) {
    this.#times = new Float64Array(Math.max(1, limit)).fill(Number.NEGATIVE_INFINITY)
  }

  get limit(): number {
    return this.#times.length
  }

  /** @param now milliseconds of a clock that never goes back */
  allows(now: number): boolean {
    return now - (this.#times[this.#next] ?? 0) >= 1000
  }

  /** Inbound messages count, and cannot be refused. */
  count(now: number): void {
    this.#times[this.#next] = now
    this.#next = (this.#next + 1) % this.#times.length
  }
}
