import { useSyncExternalStore } from 'react'

/** What a list of contacts can show beside the name, in the order it stands. */
export const COLUMNS = ['phone', 'tags', 'owner', 'consent', 'company', 'email', 'language', 'lastSeen', 'created'] as const
export type Column = (typeof COLUMNS)[number]

const USUAL: readonly Column[] = ['phone', 'tags', 'owner', 'consent', 'lastSeen']
const KEY = 'recado-contact-columns'

let chosen: readonly Column[] = stored()
const listeners = new Set<() => void>()

function stored(): readonly Column[] {
  const words = (localStorage.getItem(KEY) ?? '').split(',')
  const known = COLUMNS.filter((column) => words.includes(column))
  return known.length > 0 ? known : USUAL
}

export function toggleColumn(column: Column): void {
  const next = COLUMNS.filter((known) => (known === column ? !chosen.includes(known) : chosen.includes(known)))
  if (next.length === 0) return
  chosen = next
  localStorage.setItem(KEY, next.join(','))
  for (const listener of listeners) listener()
}

export function useColumns(): readonly Column[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => chosen,
  )
}
