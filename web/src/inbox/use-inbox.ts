/** The store, for components. One per person and workspace; it lives on when another page is shown, so that coming back is instant. */
import type { MeView } from '@recado/contract/team'
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useRef, useState, useSyncExternalStore } from 'react'
import { onSignedOut } from '../api.ts'
import { meQuery } from '../session/me.ts'
import { type InboxStore, startInbox } from './inbox-store.ts'
import type { InboxTab } from './store-cell.ts'

let running: { key: string; store: InboxStore } | null = null

/** Also for whoever is in no workspace any more: nobody listens, and nothing is to be told. */
export function stopInbox(): void {
  running?.store.close()
  running = null
}

/** Nothing that stands on screen outlives the workspace or the person it was drawn for, so this is asked for once. */
export function useInboxStore(): InboxStore {
  const client = useQueryClient()
  const [store] = useState(() => storeOf(client.getQueryData(meQuery.queryKey)))
  return store
}

function storeOf(me: MeView | undefined): InboxStore {
  if (!me?.active) throw new Error('the inbox needs an active workspace')
  const { user, active } = me
  const key = `${active.workspace.id}:${user.id}`
  if (running?.key !== key) {
    stopInbox()
    running = { key, store: startInbox(active.workspace.id, { id: user.id, name: user.name }) }
  }
  return running.store
}

onSignedOut(stopInbox)

/** @param select must give the same object for the same state */
export function useInbox<T>(select: (state: InboxTab) => T): T {
  const store = useInboxStore()
  return useSyncExternalStore(store.subscribe, () => select(store.state()))
}

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
