/** What tabs of one person tell each other. The leader is the tab that holds the connection. */
import type { Presence } from '@recado/contract/events'
import { newUuid } from '../ids.ts'
import { type EventSourceReader, readEvents, type StreamEars } from './event-stream.ts'
import type { Change } from './live-state.ts'

type TabMessage =
  | { kind: 'change'; change: Change }
  | { kind: 'presence'; presence: Presence }
  | { kind: 'connected'; isConnected: boolean }
  | { kind: 'reset'; to: string | null }
  /** "I have seen up to here": asked by a tab that starts or missed something. */
  | { kind: 'hello'; from: string; after: number }
  | { kind: 'replay'; to: string; changes: Change[] }
  | { kind: 'retry' }
  | { kind: 'outbox' }

export interface TabEars extends StreamEars {
  /** What this tab can tell another one that has seen only `after`; null when its memory is too short. */
  changesSince(after: number): Change[] | null
  isConnected(): boolean
  /** Another tab put something into the outbox or took it out. */
  outboxChanged(): void
}

export interface Tabs {
  /** After a reset, once everything was read again. */
  resume(): void
  retryNow(): void
  outboxChanged(): void
  close(): void
}

export function joinTabs(scopeKey: string, ears: TabEars): Tabs {
  const me = newUuid()
  const channel = new BroadcastChannel(`recado:${scopeKey}`)
  const tell = (message: TabMessage) => channel.postMessage(message)
  let reader: EventSourceReader | null = null
  let release: () => void = () => undefined
  const closing = new AbortController()

  const lead = () => {
    reader = readEvents({
      lastSeq: ears.lastSeq,
      sight: ears.sight,
      change: (change) => {
        ears.change(change)
        tell({ kind: 'change', change })
      },
      presence: (presence) => {
        ears.presence(presence)
        tell({ kind: 'presence', presence })
      },
      reset: () => {
        ears.reset()
        tell({ kind: 'reset', to: null })
      },
      connected: (isConnected) => {
        ears.connected(isConnected)
        tell({ kind: 'connected', isConnected })
      },
    })
  }

  const answerHello = (from: string, after: number) => {
    const changes = ears.changesSince(after)
    tell({ kind: 'connected', isConnected: ears.isConnected() })
    tell(changes ? { kind: 'replay', to: from, changes } : { kind: 'reset', to: from })
  }

  channel.onmessage = ({ data }: MessageEvent<TabMessage>) => {
    switch (data.kind) {
      case 'change':
        if (data.change.prev > ears.lastSeq()) tell({ kind: 'hello', from: me, after: ears.lastSeq() })
        else ears.change(data.change)
        return
      case 'replay':
        if (data.to === me) for (const change of data.changes) ears.change(change)
        return
      case 'presence':
        ears.presence(data.presence)
        return
      case 'connected':
        ears.connected(data.isConnected)
        return
      case 'reset':
        if (data.to === null || data.to === me) ears.reset()
        return
      case 'hello':
        if (reader) answerHello(data.from, data.after)
        return
      case 'retry':
        reader?.retryNow()
        return
      case 'outbox':
        ears.outboxChanged()
    }
  }

  if ('locks' in navigator) void holdLead(scopeKey, closing.signal, lead, (let_go) => (release = let_go))
  else lead()
  tell({ kind: 'hello', from: me, after: ears.lastSeq() })

  return {
    resume: () => {
      if (reader) reader.retryNow()
      else tell({ kind: 'hello', from: me, after: ears.lastSeq() })
    },
    retryNow: () => {
      if (reader) reader.retryNow()
      else tell({ kind: 'retry' })
    },
    outboxChanged: () => tell({ kind: 'outbox' }),
    close: () => {
      closing.abort()
      reader?.close()
      reader = null
      release()
      channel.close()
    },
  }
}

async function holdLead(scopeKey: string, signal: AbortSignal, lead: () => void, released: (letGo: () => void) => void): Promise<void> {
  const held = navigator.locks.request(`recado-events:${scopeKey}`, { signal }, () => {
    lead()
    return new Promise<void>(released)
  })
  await held.catch(() => undefined) // aborted: this tab closed while it waited for its turn
}
