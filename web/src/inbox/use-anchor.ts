/**
 * Keeps the thread still. Who is at the bottom stays there while messages come and the composer grows; who reads above is not pulled,
 * and sees how many are new; history put in above, and pictures that come there, move nothing.
 */
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import type { ThreadRow } from './thread-rows.ts'
import { useLatest } from './use-inbox.ts'

const NEAR_BOTTOM = 48
const NEAR_TOP = 600

export interface Anchor {
  newBelow: number
  toBottom(): void
  /** Somebody is taken elsewhere: what grows below no longer pulls them down. */
  letGo(): void
  /** The day at the top edge, while its own separator is out of sight. */
  day: string | null
}

export function useAnchor(scroller: RefObject<HTMLElement | null>, rows: readonly ThreadRow[], older: () => void): Anchor {
  const atBottom = useRef(true)
  const held = useRef<Held | null>(null)
  const lastKnown = useRef('')
  const [newBelow, setNewBelow] = useState(0)
  const [day, setDay] = useState<string | null>(null)
  const readOlder = useLatest(older)

  const toBottom = useCallback(() => {
    const element = scroller.current
    if (!element) return
    atBottom.current = true
    element.scrollTop = element.scrollHeight
    setNewBelow(0)
  }, [scroller])

  const letGo = useCallback(() => {
    atBottom.current = false
  }, [])

  useLayoutEffect(() => {
    const element = scroller.current
    if (!element) return
    const bubbles = rows.filter((row) => row.kind === 'bubble')
    const last = bubbles.at(-1)
    const before = lastKnown.current
    const isAppended = before !== '' && last !== undefined && last.key !== before
    if (atBottom.current || (isAppended && isOurs(last))) toBottom()
    else {
      held.current = keepInPlace(element, held.current)
      if (isAppended) setNewBelow((count) => count + newSince(bubbles, before))
    }
    lastKnown.current = last?.key ?? ''
    if (element.scrollHeight <= element.clientHeight + NEAR_TOP) readOlder()
  }, [rows, scroller, toBottom, readOlder])

  useEffect(() => {
    const element = scroller.current
    if (!element) return
    const listen = () => {
      atBottom.current = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_BOTTOM
      held.current = atBottom.current ? null : keepInPlace(element, held.current) // something may have changed since we scrolled
      if (atBottom.current) setNewBelow(0)
      if (element.scrollTop < NEAR_TOP) readOlder()
      setDay(dayAtTop(element))
    }
    // The composer growing, a picture that came or the line about older messages changes sizes without a scroll.
    const sizes = new ResizeObserver(() => {
      if (atBottom.current) element.scrollTop = element.scrollHeight
      else held.current = keepInPlace(element, held.current)
    })
    sizes.observe(element)
    if (element.firstElementChild) sizes.observe(element.firstElementChild)
    element.addEventListener('scroll', listen, { passive: true })
    return () => {
      sizes.disconnect()
      element.removeEventListener('scroll', listen)
    }
  }, [scroller, readOlder])

  return { newBelow, toBottom, letGo, day }
}

/** The topmost message in sight, and how far below the upper edge it stands. */
interface Held {
  readonly message: Element
  readonly top: number
  /** where the thread was scrolled to then */
  readonly scrollTop: number
}

function hold(scroller: HTMLElement): Held | null {
  const messages = scroller.querySelectorAll('[data-message]')
  const edge = scroller.getBoundingClientRect().top
  let [from, to] = [0, messages.length]
  while (from < to) {
    const middle = (from + to) >> 1
    if ((messages[middle]?.getBoundingClientRect().bottom ?? 0) > edge) to = middle
    else from = middle + 1
  }
  const message = messages[from]
  return message ? { message, top: message.getBoundingClientRect().top - edge, scrollTop: scroller.scrollTop } : null
}

/** Scrolls by as much as the held message was moved by what changed above it. Somebody who scrolled meanwhile is not pulled back. */
function keepInPlace(scroller: HTMLElement, held: Held | null): Held | null {
  if (held === null || !held.message.isConnected || scroller.scrollTop !== held.scrollTop) return hold(scroller)
  const moved = held.message.getBoundingClientRect().top - scroller.getBoundingClientRect().top - held.top
  if (moved === 0) return held
  scroller.scrollTop += moved
  return hold(scroller)
}

type BubbleRow = Extract<ThreadRow, { kind: 'bubble' }>

function isOurs(row: BubbleRow): boolean {
  return row.entry.kind === 'waiting'
}

function newSince(bubbles: readonly BubbleRow[], lastKnown: string): number {
  const at = bubbles.findLastIndex((row) => row.key === lastKnown)
  return bubbles.slice(at + 1).filter((row) => row.entry.kind === 'stored' && row.entry.message.direction === 'in').length
}

function dayAtTop(scroller: HTMLElement): string | null {
  if (scroller.scrollTop < 24) return null
  const edge = scroller.getBoundingClientRect().top
  const days = [...scroller.querySelectorAll<HTMLElement>('[data-day]')]
  const above = days.findLast((element) => element.getBoundingClientRect().top < edge)
  const isNear = days.some((element) => Math.abs(element.getBoundingClientRect().top - edge - 12) < 36)
  return isNear ? null : (above?.dataset.day ?? null)
}
