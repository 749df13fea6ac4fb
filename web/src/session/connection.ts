/** Whether the server can be reached, as the event stream and the browser see it. The strip on top of every page shows it. */
import { useSyncExternalStore } from 'react'

export interface Connection {
  /** When it was lost, ms; null while it holds. */
  lostAt: number | null
}

let connection: Connection = { lostAt: null }
const listeners = new Set<() => void>()
const retries = new Set<() => void>()

function change(next: Connection): void {
  connection = next
  for (const listener of listeners) listener()
}

export function connectionLost(now = Date.now()): void {
  if (connection.lostAt === null) change({ lostAt: now })
}

export function connectionBack(): void {
  if (connection.lostAt !== null) change({ lostAt: null })
}

/** What "try now" does: whoever holds a stream registers how to open it again. */
export function onRetryConnection(retry: () => void): () => void {
  retries.add(retry)
  return () => retries.delete(retry)
}

export function retryConnection(): void {
  for (const retry of retries) retry()
}

export function useConnection(): Connection {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => connection,
  )
}

/** The browser knows first when the network is gone; coming back is confirmed by the stream, or here where there is none. */
export function watchNetwork(): void {
  addEventListener('offline', () => connectionLost())
  addEventListener('online', () => (retries.size > 0 ? retryConnection() : connectionBack()))
}
