/**
 * Keeps the thread still. Who is at the bottom stays there while messages come and the composer grows; who reads above is not pulled,
 * and sees how many are new; history put in above moves nothing.
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
  const before = useRef({ first: '', last: '', height: 0 })
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
    const [first, last] = [bubbles[0]?.key ?? '', bubbles.at(-1)]
    const known = before.current
    const isPrepended = known.first !== '' && first !== known.first && bubbles.some((row) => row.key === known.first)
    const isAppended = known.last !== '' && last !== undefined && last.key !== known.last
    if (isPrepended && !atBottom.current) element.scrollTop += element.scrollHeight - known.height
    if (atBottom.current || (isAppended && isOurs(last))) toBottom()
    else if (isAppended) setNewBelow((count) => count + newSince(bubbles, known.last))
    before.current = { first, last: last?.key ?? '', height: element.scrollHeight }
    if (element.scrollHeight <= element.clientHeight + NEAR_TOP) readOlder()
  }, [rows, scroller, toBottom, readOlder])

  useEffect(() => {
    const element = scroller.current
    if (!element) return
    const listen = () => {
      atBottom.current = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_BOTTOM
      if (atBottom.current) setNewBelow(0)
      if (element.scrollTop < NEAR_TOP) readOlder()
      setDay(dayAtTop(element))
    }
    // The composer growing or a picture loading changes sizes without a scroll.
    const sizes = new ResizeObserver(() => {
      if (atBottom.current) element.scrollTop = element.scrollHeight
      before.current.height = element.scrollHeight
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
