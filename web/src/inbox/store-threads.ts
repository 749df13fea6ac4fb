/** Reads the messages of a conversation, newest page first, and the conversation itself where the list has not brought it. */
import type { ConversationView, Page } from '@recado/contract/conversations'
import type { MessageView } from '@recado/contract/messages'
import { api, isProblem, READING_TIMEOUT_MS } from '../api.ts'
import { withOpenThread, withoutStrays } from './live-state.ts'
import type { Cell, ThreadPages } from './store-cell.ts'

const PAGE = 50
/** The most the server gives at once, and how much of a thread is read anew; whoever had scrolled further scrolls again. */
const LONG_PAGE = 100
const MOST_ANEW = 1_000
const MOST_EXPECTED = 12

export interface Threads {
  open(conversationId: string): void
  /**
   * Reads what somebody will probably open next. Of what nobody opened after all only the last few are kept, and a failure is nobody's.
   * @returns lets go of it, unless it came or was opened meanwhile
   */
  expect(conversationId: string): () => void
  /** @param count how many to read at once; a screenful or two unless said */
  older(conversationId: string, count?: number): void
  /** Reads from the newest message down to shortly before one that was searched for. @param from as the search gave it */
  reach(conversationId: string, from: string): void
  retry(conversationId: string): void
  /** Reads one conversation again, for instance after a command was refused. */
  refresh(conversationId: string): Promise<void>
  /**
   * After a reset: as much of the thread as was here. What was missed may stand anywhere in it, since a message can come long after
   * those around it. False when the conversation may not be seen any more.
   */
  reread(conversationId: string): Promise<boolean>
}

/** How much is read at once: so many, or down to a message. */
type Stretch = { readonly limit: number } | { readonly from: string }
interface Stoppable {
  readonly signal?: AbortSignal
}

export function makeThreads(cell: Cell): Threads {
  /** read before anybody asked, the oldest first; with what stops the reading */
  const expected = new Map<string, AbortController>()

  const put = (id: string, next: Partial<ThreadPages>) => {
    const known = cell.state().pages[id] ?? { cursor: null, oldest: null, isLoading: false, isReady: false, problem: null }
    cell.change(({ pages }) => ({ pages: { ...pages, [id]: { ...known, ...next } } }))
    cell.change(({ inbox, pages }) => ({ inbox: inbox && withoutStrays(inbox, pages) }))
  }

  const forget = (id: string) => cell.change(({ pages: { [id]: _gone, ...pages } }) => ({ pages }))

  const getPage = (id: string, cursor: string | null, { signal, ...what }: Stretch & Stoppable) =>
    api.get<Page<MessageView>>(`/conversations/${id}/messages`, { query: { ...what, cursor }, ...(signal ? { signal } : {}) })

  /** null when the thread was read anew meanwhile and goes on elsewhere */
  const readPage = async (id: string, cursor: string | null, what: Stretch & Stoppable): Promise<Page<MessageView> | null> => {
    const askedAt = cell.seq()
    const page = await getPage(id, cursor, what)
    if (cursor !== null && cell.state().pages[id]?.cursor !== cursor) return null
    return cell.answer(askedAt, { messages: { conversationId: id, items: page.items } }) ? page : readPage(id, cursor, what)
  }

  const readAnew = async (id: string): Promise<Pick<ThreadPages, 'cursor' | 'oldest'>> => {
    const askedAt = cell.seq()
    const wanted = Math.min(Math.max(cell.state().inbox?.threads[id]?.length ?? 0, PAGE), MOST_ANEW)
    const items: MessageView[] = []
    let cursor: string | null = null
    do {
      const page: Page<MessageView> = await getPage(id, cursor, { limit: Math.min(wanted - items.length, LONG_PAGE) })
      items.push(...page.items)
      cursor = page.nextCursor
    } while (cursor !== null && items.length < wanted)
    const isIn = cell.answer(askedAt, { thread: { conversationId: id, items } })
    return isIn ? { cursor, oldest: items.at(-1) ?? null } : readAnew(id)
  }

  const refresh = async (id: string): Promise<void> => {
    const askedAt = cell.seq()
    const conversation = await api.get<ConversationView>(`/conversations/${id}`)
    if (!cell.answer(askedAt, { conversations: [conversation] })) await refresh(id)
  }

  const read = async (id: string, cursor: string | null, what: Stretch & Stoppable = { limit: PAGE }) => {
    put(id, { isLoading: true, problem: null })
    try {
      if (!cell.state().inbox?.conversations[id]) await refresh(id)
      const page = await readPage(id, cursor, what)
      if (!cell.state().inbox?.threads[id]) return forget(id) // out of sight meanwhile; whoever looks again reads it again
      if (page !== null) put(id, { isLoading: false, isReady: true, cursor: page.nextCursor, oldest: page.items.at(-1) ?? null })
    } catch (problem) {
      if (what.signal?.aborted && !isProblem(problem)) return // let go of, and perhaps being read again
      if (expected.has(id)) letGo(id)
      else put(id, { isLoading: false, problem })
    }
  }

  /** As if it had never been read. */
  const letGo = (id: string) => {
    expected.get(id)?.abort()
    expected.delete(id)
    cell.change(({ inbox, pages: { [id]: _page, ...pages } }) => {
      if (!inbox) return { pages }
      const { [id]: _thread, ...threads } = inbox.threads
      return { pages, inbox: { ...inbox, threads } }
    })
  }

  const begin = (id: string): boolean => {
    const { inbox, pages } = cell.state()
    if (!inbox || pages[id]) return false
    cell.change({ inbox: withOpenThread(inbox, id) })
    return true
  }

  return {
    open: (id) => {
      expected.delete(id)
      if (begin(id)) void read(id, null)
    },
    expect: (id) => {
      const stopper = new AbortController()
      if (!cell.state().inbox?.conversations[id] || !begin(id)) return () => undefined
      expected.set(id, stopper)
      const tooLate = setTimeout(() => stopper.abort(new DOMException('no answer', 'TimeoutError')), READING_TIMEOUT_MS)
      void read(id, null, { limit: PAGE, signal: stopper.signal }).finally(() => clearTimeout(tooLate))
      for (const oldest of [...expected.keys()].slice(0, -MOST_EXPECTED)) letGo(oldest)
      return () => {
        if (expected.get(id) === stopper && !cell.state().pages[id]?.isReady) letGo(id)
      }
    },
    older: (id, limit = PAGE) => {
      const known = cell.state().pages[id]
      if (known?.isReady && known.cursor !== null && !known.isLoading && known.problem === null) void read(id, known.cursor, { limit })
    },
    reach: (id, from) => {
      const { inbox } = cell.state()
      if (!inbox) return
      cell.change({ inbox: withOpenThread(inbox, id) })
      void read(id, null, { from })
    },
    retry: (id) => void read(id, cell.state().pages[id]?.cursor ?? null),
    refresh,
    reread: async (id) => {
      try {
        await refresh(id)
      } catch (problem) {
        if (isProblem(problem, 'not_found')) return false
        throw problem
      }
      put(id, { isLoading: false, isReady: true, problem: null, ...(await readAnew(id)) })
      return true
    },
  }
}
