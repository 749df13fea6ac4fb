/**
 * One connection per browser, however many tabs: the tab that holds the lock reads the stream and tells the others. When it closes,
 * the lock falls to the next one, which goes on from the last number it saw. Where the browser has no locks (plain http), every tab
 * reads for itself.
 */
import type { Event, Presence } from '@recado/contract/events'
import { apiUrl } from '../api.ts'
import type { Change } from './live-state.ts'
import { retryDelay } from './outbox-queue.ts'

/** A server that says nothing for this long is gone, whatever the socket says; it sends a beat every 15 s, from the beginning. */
const SILENCE_MS = 45_000

export interface StreamEars {
  /** The newest change this tab has seen. */
  lastSeq(): number
  /** What the person could see when the snapshot was read. */
  sight(): 'all' | 'own' | undefined
  change(change: Change): void
  presence(presence: Presence): void
  /** What we have is too old to be continued: read everything again, then call `resume`. */
  reset(): void
  connected(isConnected: boolean): void
}

export interface EventSourceReader {
  retryNow(): void
  close(): void
}

/** Reads the stream and keeps reading, whatever happens to the connection. */
export function readEvents(ears: StreamEars): EventSourceReader {
  let source: EventSource | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let failures = 0
  let heardAt = 0

  const open = () => {
    clearTimeout(timer)
    source?.close()
    const opened = new EventSource(apiUrl('/events', { after: ears.lastSeq(), sight: ears.sight() }))
    source = opened
    const heard = () => {
      heardAt = Date.now()
    }
    heard()
    opened.onopen = () => {
      heard()
      failures = 0
      ears.connected(true)
    }
    opened.onerror = () => fail()
    opened.addEventListener('beat', heard)
    opened.addEventListener('change', (message: MessageEvent<string>) => {
      heard()
      const event: Event = JSON.parse(message.data)
      ears.change({ prev: ears.lastSeq(), seq: Number(message.lastEventId), event })
    })
    opened.addEventListener('presence', (message: MessageEvent<string>) => {
      heard()
      const presence: Presence = JSON.parse(message.data)
      ears.presence(presence)
    })
    opened.addEventListener('reset', () => {
      close()
      ears.reset()
    })
  }
  const fail = () => {
    source?.close()
    source = null
    ears.connected(false)
    clearTimeout(timer)
    timer = setTimeout(open, retryDelay(failures, Math.random()))
    failures += 1
  }
  const watch = setInterval(() => {
    if (source && Date.now() - heardAt > SILENCE_MS) fail()
  }, 5_000)
  const close = () => {
    clearTimeout(timer)
    source?.close()
    source = null
  }
  open()
  return {
    retryNow: open,
    close: () => {
      clearInterval(watch)
      close()
    },
  }
}
