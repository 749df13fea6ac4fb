import { startTransition, useEffect, useState } from 'react'
import type { ThreadRow } from './thread-rows.ts'

/** The lowest a row gets, in px. */
const LOWEST_ROW = 40
const SPARE_ROWS = 4

/**
 * What fits on the screen is drawn at once, what lies above it right after: a conversation is there at the click, however long it is.
 * @param isSought somebody is taken to a message in it, wherever that stands: then all of it
 */
export function useScreenful(rows: readonly ThreadRow[], isSought: boolean): { shown: readonly ThreadRow[]; isWhole: boolean } {
  const [isDrawn, setDrawn] = useState(false)
  const fitting = Math.ceil(window.innerHeight / LOWEST_ROW) + SPARE_ROWS
  const isWhole = isDrawn || isSought || rows.length <= fitting
  useEffect(() => {
    const next = setTimeout(() => startTransition(() => setDrawn(true)))
    return () => clearTimeout(next)
  }, [])
  return { shown: isWhole ? rows : rows.slice(-fitting), isWhole }
}
