import { useEffect, useMemo, useRef } from 'react'
import { type ListView, rowsOf, viewKey } from './list-view.ts'
import { conversationsIn, type ListingState } from './store-cell.ts'
import { useInbox, useInboxStore, useNow } from './use-inbox.ts'

/** The rows of a view as they are now, and where its reading stands. */
export function useRows(view: ListView): { rows: readonly string[]; listing: ListingState | undefined } {
  const store = useInboxStore()
  const key = viewKey(view)
  const isReady = useInbox((state) => state.inbox !== null)
  const listing = useInbox((state) => state.listings[key])
  const conversations = useInbox(conversationsIn)
  const now = useNow()
  const before = useRef<readonly string[]>([])

  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says all of the view
  useEffect(() => {
    if (isReady) store.lists.open(view)
  }, [store, isReady, key, listing === undefined])

  const rows = useMemo(() => {
    if (!listing) return []
    const next = rowsOf(listing, conversations, { me: store.me.id, now, before: before.current })
    const isSame = next.length === before.current.length && next.every((id, at) => before.current[at] === id)
    return isSame ? before.current : next
  }, [listing, conversations, store.me.id, now])
  before.current = rows
  return { rows, listing }
}
