interface Rhythm {
  ask(): void
  stop(): void
}

/** Does something when it is asked for, however often that is: soon after the first time, and then at most once per interval. */
export function rhythm({ afterMs, everyMs }: { afterMs: number; everyMs: number }, run: () => void): Rhythm {
  let timer: ReturnType<typeof setTimeout> | undefined
  let ranAt = Number.NEGATIVE_INFINITY
  const go = () => {
    timer = undefined
    ranAt = performance.now()
    run()
  }
  return {
    ask: () => {
      timer ??= setTimeout(go, Math.max(afterMs, ranAt + everyMs - performance.now()))
    },
    stop: () => clearTimeout(timer),
  }
}
