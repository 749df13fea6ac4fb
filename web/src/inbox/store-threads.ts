/** Reads the messages of a conversation, newest page first, and the conversation itself where the list has not brought it. */
import type { ConversationView, Page } from '@recado/contract/conversations'
import { compareMessages } from '@recado/contract/message-order'
import type { MessageView } from '@recado/contract/messages'
import { api, isProblem } from '../api.ts'
import { withOpenThread } from './live-state.ts'
import type { Cell, ThreadPages } from './store-cell.ts'

const PAGE = 50

export interface Threads {
  open(conversationId: string): void
  /** @param count how many to read at once; a screenful or two unless said */
  older(conversationId: string, count?: number): void
  /** Reads from the newest message down to shortly before one that was searched for. @param from as the search gave it */
  reach(conversationId: string, from: string): void
  retry(conversationId: string): void
  /** Reads one conversation again, for instance after a command was refused. */
  refresh(conversationId: string): Promise<void>
  /**
   * After a reset. Keeps what is on screen. False when the conversation may not be seen any more.
   *
   * @param before the thread as it was when nothing was missing from it yet
   */
  reread(conversationId: string, before: readonly MessageView[]): Promise<boolean>
}

/** How much is read at once: so many, or down to a message. */
type Stretch = { readonly limit: number } | { readonly from: string }

export function makeThreads(cell: Cell): Threads {
  const put = (id: string, next: Partial<ThreadPages>) => {
    const known = cell.state().pages[id] ?? { cursor: null, isLoading: false, isReady: false, problem: null }
    cell.change(({ pages }) => ({ pages: { ...pages, [id]: { ...known, ...next } } }))
  }

  const readPage = async (id: string, cursor: string | null, what: Stretch = { limit: PAGE }): Promise<Page<MessageView>> => {
    const askedAt = cell.seq()
    const page = await api.get<Page<MessageView>>(`/conversations/${id}/messages`, { query: { ...what, cursor } })
    return cell.answer(askedAt, { messages: { conversationId: id, items: page.items } }) ? page : readPage(id, cursor, what)
  }

  const refresh = async (id: string): Promise<void> => {
    const askedAt = cell.seq()
    const conversation = await api.get<ConversationView>(`/conversations/${id}`)
    if (!cell.answer(askedAt, { conversations: [conversation] })) await refresh(id)
  }

  const read = async (id: string, cursor: string | null, what?: Stretch) => {
    put(id, { isLoading: true, problem: null })
    try {
      if (!cell.state().inbox?.conversations[id]) await refresh(id)
      const page = await readPage(id, cursor, what)
      put(id, { isLoading: false, isReady: true, cursor: page.nextCursor })
    } catch (problem) {
      put(id, { isLoading: false, problem })
    }
  }

  return {
    open: (id) => {
      const { inbox, pages } = cell.state()
      if (!inbox || pages[id]) return
      cell.change({ inbox: withOpenThread(inbox, id) })
      void read(id, null)
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
    reread: async (id, before) => {
      const known = new Set(before.map((message) => message.id))
      try {
        await refresh(id)
      } catch (problem) {
        if (isProblem(problem, 'not_found')) return false
        throw problem
      }
      const page = await readPage(id, null)
      const overlaps = page.items.some((message) => known.has(message.id)) || page.nextCursor === null
      const { inbox, pages } = cell.state()
      const first = page.items.at(-1)
      if (overlaps || !inbox || !first) return true
      // Further away than a page: what we had is no longer beside what we have, so the thread begins anew. What has come since stays.
      const thread = (inbox.threads[id] ?? []).filter((message) => compareMessages(message, first) >= 0)
      cell.change({
        inbox: { ...inbox, threads: { ...inbox.threads, [id]: thread } },
        pages: { ...pages, [id]: { cursor: page.nextCursor, isLoading: false, isReady: true, problem: null } },
      })
      return true
    },
  }
}
