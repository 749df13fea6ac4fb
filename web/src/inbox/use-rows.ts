import type { ConversationView } from '@recado/contract/conversations'
import { useEffect, useState } from 'react'
import { type ListView, rowsOf, viewKey } from './list-view.ts'
import { conversationsIn, type ListingState } from './store-cell.ts'
import { useInbox, useInboxStore, useNow } from './use-inbox.ts'

/** The rows of a view as they are now, and where its reading stands. What happens inside a row changes nothing here. */
export function useRows(view: ListView): { rows: readonly string[]; listing: ListingState | undefined } {
  const store = useInboxStore()
  const key = viewKey(view)
  const isReady = useInbox((state) => state.inbox !== null)
  const listing = useInbox((state) => state.listings[key])
  const now = useNow()
  const [read] = useState(() => rowsReader(store.me.id))
  const rows = useInbox((state) => read({ listing: state.listings[key], conversations: conversationsIn(state), now }))

  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says all of the view
  useEffect(() => {
    if (isReady) store.lists.open(view)
  }, [store, isReady, key, listing === undefined])
  return { rows, listing }
}

interface Source {
  readonly listing: ListingState | undefined
  readonly conversations: Readonly<Record<string, ConversationView>>
  readonly now: number
}

/** Works the rows out once per state, and gives the same rows while they are in the same order. */
function rowsReader(me: string): (source: Source) => readonly string[] {
  let last: Source | undefined
  let rows: readonly string[] = []
  return (source) => {
    const { listing, conversations, now } = source
    if (last?.listing === listing && last?.conversations === conversations && last.now === now) return rows
    last = source
    const next = listing ? rowsOf(listing, conversations, { me, now, before: rows }) : []
    if (next.length !== rows.length || next.some((id, at) => rows[at] !== id)) rows = next
    return rows
  }
}
