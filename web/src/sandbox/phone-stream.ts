/** The simulator's event stream, reconnected for as long as somebody listens. */
const FIRST_PAUSE_MS = 500
const LONGEST_PAUSE_MS = 5_000

interface Listener {
  events: readonly string[]
  onOpen(): void
  onLost(): void
  onEvent(event: string): void
}

/** A browser gives a stream up for good when it is answered with an error, as it is while the simulator restarts; hence our own patience. */
export function followStream(url: string, listener: Listener): () => void {
  let source: EventSource | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let pause = FIRST_PAUSE_MS

  const connect = () => {
    const current = new EventSource(url)
    source = current
    current.onopen = () => {
      pause = FIRST_PAUSE_MS
      listener.onOpen()
    }
    current.onerror = () => {
      listener.onLost()
      if (current.readyState !== EventSource.CLOSED) return
      timer = setTimeout(connect, pause)
      pause = Math.min(pause * 2, LONGEST_PAUSE_MS)
    }
    for (const event of listener.events) current.addEventListener(event, () => listener.onEvent(event))
  }
  connect()
  return () => {
    clearTimeout(timer)
    source?.close()
  }
}
