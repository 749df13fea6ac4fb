/** The store, for components. One per person and workspace; it lives on when another page is shown, so that coming back is instant. */
import type { Event } from '@recado/contract/events'
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useSyncExternalStore } from 'react'
import { onSignedOut } from '../api.ts'
import { useActive, useMe } from '../session/me.ts'
import { countsQuery } from '../shell/counts.ts'
import { type InboxStore, startInbox } from './inbox-store.ts'
import { conversationOf } from './live-state.ts'
import type { InboxTab } from './store-cell.ts'

let running: { key: string; store: InboxStore } | null = null

/** Also for whoever is in no workspace any more: nobody listens, and nothing is to be told. */
export function stopInbox(): void {
  running?.store.close()
  running = null
}

export function useInboxStore(): InboxStore {
  const { user } = useMe()
  const { workspace } = useActive()
  const key = `${workspace.id}:${user.id}`
  if (running?.key !== key) {
    stopInbox()
    running = { key, store: startInbox(workspace.id, { id: user.id, name: user.name }) }
  }
  return running.store
}

onSignedOut(stopInbox)

/** @param select must give the same object for the same state */
export function useInbox<T>(select: (state: InboxTab) => T): T {
  const store = useInboxStore()
  return useSyncExternalStore(store.subscribe, () => select(store.state()))
}

const COUNTS_EVERY_MS = 2_000

/** Hands what the stream tells to the pages that ask by query: counts, templates, numbers, members, one's own rights. */
export function useFreshQueries(store: InboxStore): void {
  const client = useQueryClient()
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    let countedAt = 0
    const recount = () => {
      timer = undefined
      countedAt = Date.now()
      void client.invalidateQueries({ queryKey: countsQuery.queryKey })
    }
    // What was answered before the first snapshot may have changed before it too, and the stream tells only of what came after it.
    const catchUp = () => {
      if (!store.state().inbox) return
      begun()
      for (const key of new Set(Object.values(STALE).flat())) void client.invalidateQueries({ queryKey: [key] })
    }
    const begun = store.subscribe(catchUp)
    catchUp()
    const stop = store.onNews((news) => {
      if (news === 'reset') {
        void client.invalidateQueries()
        return
      }
      for (const key of staleKeys(news)) void client.invalidateQueries({ queryKey: [key] })
      const moved = news.some(
        (event) => conversationOf(event) !== null && event.type !== 'message.updated' && event.type !== 'message.amended',
      )
      if (moved) timer ??= setTimeout(recount, Math.max(100, countedAt + COUNTS_EVERY_MS - Date.now()))
    })
    return () => {
      begun()
      stop()
      clearTimeout(timer)
    }
  }, [client, store])
}

/** Which queries an event makes stale, by the first word of their keys. */
const STALE: Partial<Record<Event['type'], readonly string[]>> = {
  'templates.synced': ['templates'],
  'alerts.changed': ['alerts'],
  'contact.updated': ['contact', 'contacts'],
  'contacts.changed': ['contact', 'contacts'],
  'conversation.rearranged': ['contact'],
  'number.updated': ['numbers'],
  'number.removed': ['numbers'],
  'member.updated': ['members', 'session'],
  'member.removed': ['members', 'session', 'teams'],
  'team.updated': ['teams', 'templates'],
  'team.removed': ['teams', 'templates'],
  'workspace.updated': ['workspace', 'session'],
}

const staleKeys = (events: readonly Event[]) => new Set(events.flatMap(({ type }) => STALE[type] ?? []))

/** A moment that moves on, for countdowns. Everything on screen shares one clock per interval. */
export function useNow(everyMs = 30_000): number {
  const subscribe = useCallback((listener: () => void) => clockOf(everyMs).subscribe(listener), [everyMs])
  return useSyncExternalStore(subscribe, () => clockOf(everyMs).now())
}

interface Clock {
  now(): number
  subscribe(listener: () => void): () => void
}
const clocks = new Map<number, Clock>()

function clockOf(everyMs: number): Clock {
  const known = clocks.get(everyMs)
  if (known) return known
  const listeners = new Set<() => void>()
  let now = Date.now()
  let timer: ReturnType<typeof setInterval> | undefined
  const tick = () => {
    now = Date.now()
    for (const listener of listeners) listener()
  }
  const clock: Clock = {
    now: () => now,
    subscribe: (listener) => {
      listeners.add(listener)
      if (listeners.size === 1) {
        timer = setInterval(tick, everyMs)
        now = Date.now()
      }
      return () => {
        listeners.delete(listener)
        if (listeners.size === 0) clearInterval(timer)
      }
    },
  }
  clocks.set(everyMs, clock)
  return clock
}

/** Always the newest function, without being a new one. */
export function useLatest<Args extends unknown[], Result>(run: (...args: Args) => Result): (...args: Args) => Result {
  const latest = useRef(run)
  latest.current = run
  return useCallback((...args: Args) => latest.current(...args), [])
}
