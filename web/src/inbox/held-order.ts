/**
 * Rows do not jump from under the pointer: while somebody is in the list, a new order waits until they leave, at most three seconds.
 * Rows that only come at the end, and whatever the person did, show at once; rows that are gone go at once.
 */
import { useEffect, useRef, useState } from 'react'

const HOLD_MS = 3_000

/** What may be shown of `next` while `shown` must not move; the same object when nothing changes. */
export function heldRows(shown: readonly string[], next: readonly string[]): readonly string[] {
  const exists = new Set(next)
  const kept = shown.every((id) => exists.has(id)) ? shown : shown.filter((id) => exists.has(id))
  const startsAlike = kept.every((id, at) => next[at] === id)
  return startsAlike && next.length >= kept.length ? (kept.length === next.length ? kept : next) : kept
}

/** @param moves changes when the order must be shown at once: another view, or something the person did */
export function useHeldOrder(next: readonly string[], isHeld: boolean, moves: unknown): readonly string[] {
  const [shown, setShown] = useState(next)
  const [seenMoves, setSeenMoves] = useState(moves)
  const since = useRef<number | null>(null)
  const visible = !isHeld || seenMoves !== moves ? next : heldRows(shown, next)
  if (visible !== shown) setShown(visible)
  if (seenMoves !== moves) setSeenMoves(moves)

  const isWaiting = visible !== next && !(visible.length === next.length && visible.every((id, at) => next[at] === id))
  useEffect(() => {
    if (!isWaiting) {
      since.current = null
      return
    }
    since.current ??= Date.now()
    const timer = setTimeout(() => setShown(next), Math.max(0, since.current + HOLD_MS - Date.now()))
    return () => clearTimeout(timer)
  }, [isWaiting, next])
  return visible
}
