/**
 * Reads the messages of a conversation before it is opened: of the card under the pointer or the focus, and of the neighbours of the one
 * that is open, which are next when somebody goes through the list. Never of more than that, however long the list.
 */
import { type FocusEvent, type PointerEvent, useEffect, useMemo } from 'react'
import type { Threads } from './store-threads.ts'
import { useInbox, useInboxStore, useLatest } from './use-inbox.ts'

/** A pointer that only passes over a card stays on it for less. */
const DWELL_MS = 50

interface ListHints {
  onPointerOver(event: PointerEvent): void
  onPointerLeave(): void
  onPointerDown(event: PointerEvent): void
  onFocus(event: FocusEvent): void
}

/** For the element around the cards. */
export function useHints(): ListHints {
  const { threads } = useInboxStore()
  const hints = useMemo(() => makeHints(threads), [threads])
  useEffect(() => hints.leave, [hints])
  return hints.handlers
}

function makeHints(threads: Threads): { handlers: ListHints; leave(): void } {
  let over: string | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let letGo = () => {}
  const rest = (id: string | null) => {
    if (id === over) return
    clearTimeout(timer)
    letGo()
    letGo = () => {}
    over = id
    if (id !== null)
      timer = setTimeout(() => {
        letGo = threads.expect(id)
      }, DWELL_MS)
  }
  const handlers: ListHints = {
    onPointerOver: (event) => rest(cardAt(event.target)),
    onPointerLeave: () => rest(null),
    onPointerDown: (event) => {
      const id = cardAt(event.target)
      if (id !== null) threads.expect(id)
    },
    onFocus: (event) => rest(cardAt(event.target)),
  }
  return { handlers, leave: () => rest(null) }
}

function cardAt(target: EventTarget): string | null {
  const row = target instanceof Element ? target.closest('li') : null
  return row?.querySelector<HTMLElement>('[data-card]')?.dataset.card ?? null
}

/** Once the open conversation is there and nothing else is to be done. */
export function useNeighbours(rows: readonly string[], openId: string | null): void {
  const { threads } = useInboxStore()
  const isReady = useInbox((state) => (openId ? (state.pages[openId]?.isReady ?? false) : false))
  const expectBeside = useLatest((id: string) => {
    const at = rows.indexOf(id)
    if (at < 0) return
    for (const neighbour of [rows[at + 1], rows[at - 1]]) if (neighbour !== undefined) threads.expect(neighbour)
  })
  useEffect(() => {
    if (openId === null || !isReady) return
    return whenIdle(() => expectBeside(openId))
  }, [openId, isReady, expectBeside])
}

const AT_THE_LATEST_MS = 300

/** @returns calls it off */
function whenIdle(run: () => void): () => void {
  if (!('requestIdleCallback' in globalThis)) {
    const timer = setTimeout(run, AT_THE_LATEST_MS) // Safari
    return () => clearTimeout(timer)
  }
  const handle = requestIdleCallback(run, { timeout: AT_THE_LATEST_MS })
  return () => cancelIdleCallback(handle)
}
