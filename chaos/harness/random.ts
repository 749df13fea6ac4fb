/** Everything random in a run comes from its seed (mulberry32), so that a seed replays it. */
export class Random {
  private state: number

  constructor(seed: number) {
    this.state = seed >>> 0
  }

  /** 0 ≤ n < 1 */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0
    let t = this.state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }

  below(limit: number): number {
    return Math.floor(this.next() * limit)
  }

  chance(share: number): boolean {
    return this.next() < share
  }

  /** Small numbers often, large ones seldom: few customers write most messages. */
  skewed(limit: number): number {
    return Math.min(limit - 1, Math.floor(limit * this.next() ** 3))
  }

  shuffle<T>(items: readonly T[]): T[] {
    const copy = [...items]
    for (let i = copy.length - 1; i > 0; i--) {
      const j = this.below(i + 1)
      const [a, b] = [copy[i], copy[j]]
      if (a !== undefined && b !== undefined) [copy[i], copy[j]] = [b, a]
    }
    return copy
  }
}
