/** Keeps the outbox in the browser, so that what was written survives a reload, and empties it in order, one conversation at a time. */
import type { MessageView } from '@recado/contract/messages'
import { ApiProblem, api } from '../api.ts'
import { afterPost, nextToSend, type OutboxItem, outcomeOf, type PostOutcome, retryDelay } from './outbox-queue.ts'

const DATABASE = 'recado-outbox'
const ITEMS = 'items'

interface StoredItem extends OutboxItem {
  /** Workspace and person: another one signing in on this computer must not send it. */
  scopeKey: string
}

export interface Shelf {
  all(): Promise<OutboxItem[]>
  put(item: OutboxItem): Promise<void>
  remove(clientId: string): Promise<void>
}

/** IndexedDB, or the tab's own memory where the browser refuses it (private windows of some). */
export async function openShelf(scopeKey: string): Promise<Shelf> {
  const database = await openDatabase()
  if (!database) return memoryShelf()
  const store = (mode: IDBTransactionMode) => database.transaction(ITEMS, mode).objectStore(ITEMS)
  return {
    all: async () => {
      const items = await done<StoredItem[]>(store('readonly').getAll())
      return items.filter((item) => item.scopeKey === scopeKey)
    },
    put: async (item) => void (await done(store('readwrite').put({ ...item, scopeKey }))),
    remove: async (clientId) => void (await done(store('readwrite').delete(clientId))),
  }
}

function openDatabase(): Promise<IDBDatabase | null> {
  return new Promise((resolve) => {
    const request = indexedDB.open(DATABASE, 1)
    request.onupgradeneeded = () => request.result.createObjectStore(ITEMS, { keyPath: 'clientId' })
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => resolve(null)
  })
}

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}

export function memoryShelf(): Shelf {
  const items = new Map<string, OutboxItem>()
  return {
    all: async () => [...items.values()],
    put: async (item) => void items.set(item.clientId, item),
    remove: async (clientId) => void items.delete(clientId),
  }
}

export interface OutboxEnds {
  scopeKey: string
  shelf: Promise<Shelf>
  items(): readonly OutboxItem[]
  setItems(items: readonly OutboxItem[]): void
  /** The stored items changed, so other tabs should look. */
  stored(): void
  /** Where the event stream stands, to be handed back with what was asked then. */
  seq(): number
  taken(message: MessageView, askedAt: number): void
  post(item: OutboxItem): Promise<Posted>
  /** Runs the work while no other tab runs work of this name. */
  alone(name: string, work: () => Promise<void>): Promise<void>
}

export interface Posted {
  outcome: PostOutcome
  message: MessageView | null
}

export interface Outbox {
  add(item: OutboxItem): void
  /** Drops what was refused, or forgets what an event has already shown. */
  remove(clientId: string): void
  /** Sends what waits, in every conversation; called at start, on reconnection and after each addition. */
  drain(): void
  /** Reads what is stored: at start, and when another tab changed it. */
  reload(): Promise<void>
  close(): void
}

export function outbox(ends: OutboxEnds): Outbox {
  const busy = new Set<string>()
  /** Shown already, but not stored yet. */
  const unstored = new Set<string>()
  let timer: ReturnType<typeof setTimeout> | undefined
  let isOpen = true

  const store = async (change: (shelf: Shelf) => Promise<void>) => {
    await change(await ends.shelf)
    ends.stored()
  }

  const settle = async (item: OutboxItem, outcome: PostOutcome) => {
    const next = afterPost(ends.items(), item.clientId, outcome)
    ends.setItems(next)
    const kept = next.find((one) => one.clientId === item.clientId)
    await store((shelf) => (kept ? shelf.put(kept) : shelf.remove(item.clientId)))
  }

  const drainConversation = async (conversationId: string) => {
    for (let item = nextToSend(ends.items(), conversationId); item && isOpen; item = nextToSend(ends.items(), conversationId)) {
      const askedAt = ends.seq()
      const { outcome, message } = await ends.post(item)
      if (message) ends.taken(message, askedAt)
      await settle(item, outcome)
      if (outcome.kind !== 'later') continue
      clearTimeout(timer)
      timer = setTimeout(drain, Math.max(outcome.afterMs, retryDelay(item.attempts, Math.random())))
      return
    }
  }

  const drain = () => {
    const waiting = new Set(ends.items().flatMap((item) => (item.refused ? [] : [item.conversationId])))
    for (const conversationId of waiting) {
      if (busy.has(conversationId)) continue
      busy.add(conversationId)
      // One tab at a time empties a conversation, so that the order of writing is kept.
      void ends
        .alone(`recado-outbox:${ends.scopeKey}:${conversationId}`, () => drainConversation(conversationId))
        .finally(() => {
          busy.delete(conversationId)
          if (isOpen && nextToSend(ends.items(), conversationId)?.attempts === 0) drain() // added while the last answer was on its way
        })
    }
  }

  return {
    add: (item) => {
      unstored.add(item.clientId)
      ends.setItems([...ends.items(), item])
      void store((shelf) => shelf.put(item)).then(() => {
        unstored.delete(item.clientId)
        drain()
      })
    },
    remove: (clientId) => {
      ends.setItems(ends.items().filter((item) => item.clientId !== clientId))
      void store((shelf) => shelf.remove(clientId))
    },
    drain,
    reload: async () => {
      const stored = await (await ends.shelf).all()
      const known = new Set(stored.map((item) => item.clientId))
      ends.setItems([...stored, ...ends.items().filter((item) => unstored.has(item.clientId) && !known.has(item.clientId))])
    },
    close: () => {
      isOpen = false
      clearTimeout(timer)
    },
  }
}

export async function postItem(item: OutboxItem): Promise<Posted> {
  try {
    // The message's own clientId makes a repeat the same message, at once; a claimed Idempotency-Key of a server that died would wait.
    const message = await api.post<MessageView>(`/conversations/${item.conversationId}/messages`, {
      ...item.draft,
      clientId: item.clientId,
    })
    return { outcome: { kind: 'taken' }, message }
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error
    return { outcome: outcomeOf(error.status, error.code, error.message, error.retryAfter), message: null }
  }
}

export async function aloneAmongTabs(name: string, work: () => Promise<void>): Promise<void> {
  if ('locks' in navigator) await navigator.locks.request(name, work)
  else await work()
}
