/** Milliseconds of a clock that all processes of this machine share and that never steps. */
export const monotonicMs = (): number => Number(process.hrtime.bigint()) / 1e6

/** @param sorted ascending */
export function quantile(sorted: ArrayLike<number>, p: number): number {
  return Number((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * p))] ?? 0).toFixed(2))
}

/** Calls `send` for numbers from `from` on, at a rate, from a clock: late ones are made up for. */
export async function paced(rate: number, count: number, from: number, send: (n: number) => void): Promise<{ startedAt: number }> {
  const startedAt = monotonicMs()
  let sent = 0
  return new Promise((resolve) => {
    const clock = setInterval(() => {
      while (sent < count && startedAt + (sent * 1000) / rate <= monotonicMs()) send(from + sent++)
      if (sent < count) return
      clearInterval(clock)
      resolve({ startedAt })
    }, 1)
  })
}
