/** The first snapshot, what comes after it, and beginning anew when the server says that too much was missed. */
import type { Event, InboxState } from '@recado/contract/events'
import { api } from '../api.ts'
import { connectionBack, connectionLost, onRetryConnection } from '../session/connection.ts'
import { applyChanges, type Change, changesSince, conversationOf, extendLog, withoutStrays } from './live-state.ts'
import { withPresence } from './presence.ts'
import type { Cell } from './store-cell.ts'
import { joinTabs, type Tabs } from './tab-channel.ts'

/** Events that come together are shown together: at most one paint per frame, and the first one at once. */
const FRAME_MS = 16
const RESET_AGAIN_MS = 3_000

export interface LiveEars {
  /** After every batch. */
  applied(events: readonly Event[]): void
  connected(): void
  outboxChanged(): void
  /** After a new snapshot: reads again what is on screen and says which threads were read. */
  reread(): Promise<ReadonlySet<string>>
}

export interface Live {
  start(): Promise<void>
  outboxChanged(): void
  close(): void
}

export function makeLive(cell: Cell, scopeKey: string, ears: LiveEars): Live {
  let waiting: Change[] = []
  let flushedAt = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let tabs: Tabs | undefined
  let isConnected = false
  let isResetting = false
  let isClosed = false

  const newest = () => waiting.at(-1)?.seq ?? cell.seq()

  const flush = () => {
    timer = undefined
    flushedAt = performance.now()
    const changes = waiting
    waiting = []
    const { inbox } = cell.state()
    if (!inbox || changes.length === 0) return
    cell.setLog(extendLog(cell.log(), changes))
    cell.change(({ pages }) => ({ inbox: withoutStrays(applyChanges(inbox, changes), pages) }))
    ears.applied(changes.map((change) => change.event))
  }

  const reset = async () => {
    if (isResetting || isClosed) return
    isResetting = true
    try {
      const snapshot = await api.get<InboxState>('/inbox')
      startFrom(snapshot)
      forgetAllBut(snapshot, await ears.reread())
      tabs?.resume()
    } catch {
      setTimeout(() => void reset(), RESET_AGAIN_MS) // no answer now; what is on screen stays
    } finally {
      isResetting = false
    }
  }

  const startFrom = (snapshot: InboxState) => {
    waiting = []
    cell.begin(snapshot)
  }

  /**
   * What was neither read again nor spoken of since may have changed unseen; it is read again when somebody looks. An event says all
   * about a conversation, and of its thread only what has just come: threads stay only where they were read.
   */
  const forgetAllBut = (snapshot: InboxState, read: ReadonlySet<string>) => {
    const answered = cell.answered()
    const spokenOf = new Set(cell.log().map(({ event }) => conversationOf(event)))
    const keep = <T>(all: Readonly<Record<string, T>>, stays: (id: string) => boolean) =>
      Object.fromEntries(Object.entries(all).filter(([id]) => stays(id)))
    cell.change(({ inbox, pages }) => {
      if (!inbox) return {}
      const conversations = keep(inbox.conversations, (id) => id in snapshot.conversations || answered.has(id) || spokenOf.has(id))
      const isRead = (id: string) => read.has(id)
      return { inbox: { ...inbox, conversations, threads: keep(inbox.threads, isRead) }, pages: keep(pages, isRead) }
    })
  }

  const join = () =>
    joinTabs(scopeKey, {
      lastSeq: newest,
      sight: () => cell.state().inbox?.sight,
      changesSince: (after) => changesSince([...cell.log(), ...waiting], after, newest()),
      isConnected: () => isConnected,
      change: (change) => {
        if (change.seq <= newest()) return
        waiting.push(change)
        timer ??= setTimeout(flush, Math.max(0, flushedAt + FRAME_MS - performance.now()))
      },
      presence: (presence) => cell.change((state) => ({ presence: withPresence(state.presence, presence, Date.now()) })),
      reset: () => void reset(),
      connected: (now) => {
        isConnected = now
        if (!now) {
          connectionLost()
          void api.get('/session').catch(() => undefined) // perhaps it was not the line but the session that ended
          return
        }
        connectionBack()
        ears.connected()
      },
      outboxChanged: ears.outboxChanged,
    })

  const unregister = onRetryConnection(() => (tabs ? tabs.retryNow() : void start()))

  const start = async () => {
    try {
      startFrom(await api.get<InboxState>('/inbox'))
    } catch (problem) {
      cell.change({ problem })
      return
    }
    if (!isClosed) tabs ??= join()
  }

  return {
    start,
    outboxChanged: () => tabs?.outboxChanged(),
    close: () => {
      isClosed = true
      clearTimeout(timer)
      unregister()
      tabs?.close()
    },
  }
}
