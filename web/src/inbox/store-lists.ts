/** Reads the pages of list views. */
import type { ConversationView, Page } from '@recado/contract/conversations'
import { api } from '../api.ts'
import { afterPage, compareKeys, firstPage, type ListView, type NextPage, type SortKey, viewKey, viewQuery } from './list-view.ts'
import type { Cell, ListingState } from './store-cell.ts'

const PAGE = 100
/** Rows beyond these are read again when somebody scrolls to them. */
const REREAD_AT_MOST = 500

export interface Lists {
  /** Reads the first page of a view that was not read yet. */
  open(view: ListView): void
  more(view: ListView): void
  retry(view: ListView): void
  /** After a reset: reads the open view again as far as it was read, keeping what is on screen until then. */
  reread(view: ListView): Promise<void>
}

export function makeLists(cell: Cell): Lists {
  const listing = (view: ListView) => cell.state().listings[viewKey(view)]

  const put = (view: ListView, change: Partial<ListingState>) => {
    const known = listing(view) ?? { view, boundary: null, next: firstPage(view), isLoading: false, problem: null }
    cell.change(({ listings }) => ({ listings: { ...listings, [viewKey(view)]: { ...known, ...change } } }))
  }

  const ask = async (view: ListView, { sort, cursor }: NextPage): Promise<Page<ConversationView>> => {
    const askedAt = cell.seq()
    const page = await api.get<Page<ConversationView>>('/conversations', { query: { ...viewQuery(view), sort, limit: PAGE, cursor } })
    return cell.answer(askedAt, { conversations: page.items }) ? page : ask(view, { sort, cursor })
  }

  /** One page, and the first of the next stretch where this one ended early: a list that stops in the middle looks finished. */
  const readPage = async (
    view: ListView,
    from: NextPage,
  ): Promise<{ count: number; next: NextPage | null; boundary: ListingState['boundary'] }> => {
    const page = await ask(view, from)
    const count = page.items.length
    const after = afterPage(from, page)
    if (after.next === null || after.next.sort === from.sort) return { count, ...after }
    const second = await readPage(view, after.next)
    return { ...second, count: count + second.count }
  }

  const read = async (view: ListView, from: NextPage) => {
    put(view, { isLoading: true, problem: null })
    // After a reset the view goes on elsewhere, or was let go: a page from the middle would then look like all before it.
    const isStillNext = () => isSame(listing(view)?.next, from)
    try {
      const { boundary, next } = await readPage(view, from)
      if (isStillNext()) put(view, { boundary, next, isLoading: false })
    } catch (problem) {
      if (isStillNext()) put(view, { isLoading: false, problem })
    }
  }

  return {
    open: (view) => {
      if (!listing(view)) void read(view, firstPage(view))
    },
    more: (view) => {
      const known = listing(view)
      if (known?.next && !known.isLoading && known.problem === null) void read(view, known.next)
    },
    retry: (view) => void read(view, listing(view)?.next ?? firstPage(view)),
    reread: async (view) => {
      let rows = 0
      const wanted = listing(view)?.boundary ?? null
      for (let next: NextPage | null = wanted === null ? null : firstPage(view); next; ) {
        const page: Awaited<ReturnType<typeof readPage>> = await readPage(view, next)
        rows += page.count
        put(view, { boundary: page.boundary, next: page.next, isLoading: false, problem: null })
        const { boundary } = page
        const isFar = isKey(boundary) && isKey(wanted) && compareKeys(boundary, wanted) >= 0
        next = isFar || rows >= REREAD_AT_MOST ? null : page.next
      }
    },
  }
}

const isSame = (a: NextPage | null | undefined, b: NextPage): boolean => a?.sort === b.sort && a.cursor === b.cursor

function isKey(boundary: ListingState['boundary']): boundary is SortKey {
  return boundary !== null && boundary !== 'end'
}
