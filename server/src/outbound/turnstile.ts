export interface Turnstile {
  /** Runs the work as soon as fewer than the limit are inside; first come, first served. */
  pass<T>(work: () => Promise<T>): Promise<T>
}

export function createTurnstile(limit: number): Turnstile {
  const waiting: (() => void)[] = []
  let inside = 0

  function leave(): void {
    const next = waiting.shift()
    if (next === undefined) inside--
    else next() // straight into the place that has become free
  }

  return {
    async pass(work) {
      if (inside >= limit) await new Promise<void>((resolve) => waiting.push(resolve))
      else inside++
      return work().finally(leave)
    },
  }
}
