/** The inbox of one person in one workspace, in this tab: what is known, what was written and not sent, and how both change. */
import type { Event } from '@recado/contract/events'
import { draftsOf } from './drafts.ts'
import { type ListView, viewKey } from './list-view.ts'
import { conversationOf } from './live-state.ts'
import { aloneAmongTabs, type Outbox, openShelf, outbox, postItem } from './outbox-store.ts'
import { type Cell, type InboxTab, makeCell } from './store-cell.ts'
import { type Commands, makeCommands } from './store-commands.ts'
import { type Lists, makeLists } from './store-lists.ts'
import { type Live, makeLive } from './store-live.ts'
import { makeThreads, type Threads } from './store-threads.ts'

/** For what lies outside the inbox: 'reset' means that anything may have changed, rights too. */
export type Hearer = (news: readonly Event[] | 'reset') => void

export interface InboxStore {
  readonly me: Cell['me']
  state(): InboxTab
  subscribe(listener: () => void): () => void
  readonly lists: Lists
  readonly threads: Threads
  readonly commands: Commands
  /** What is on screen, so that it is read again first after a reset. */
  setScreen(screen: { view: ListView; conversationId: string | null }): void
  /** Tries the first snapshot again. */
  restart(): void
  onNews(listener: Hearer): () => void
  close(): void
}

export function startInbox(workspaceId: string, me: Cell['me']): InboxStore {
  const scopeKey = `${workspaceId}:${me.id}`
  const cell = makeCell(me)
  const lists = makeLists(cell)
  const threads = makeThreads(cell)
  const drafts = draftsOf(scopeKey)
  const hearers = new Set<Hearer>()
  let screen: { view: ListView; conversationId: string | null } | undefined

  const box: Outbox = outbox({
    scopeKey,
    shelf: openShelf(scopeKey),
    items: () => cell.state().outbox,
    setItems: (items) => cell.change({ outbox: items }),
    stored: () => live.outboxChanged(),
    seq: cell.seq,
    post: postItem,
    alone: aloneAmongTabs,
    taken: (message, askedAt) => void cell.answer(askedAt, { messages: { conversationId: message.conversationId, items: [message] } }),
  })
  const live: Live = makeLive(cell, scopeKey, {
    applied: (events) => {
      forgetShown(box, cell, events)
      forgetGone(cell, events)
      for (const hear of hearers) hear(events)
    },
    connected: box.drain,
    outboxChanged: () => void box.reload(),
    reread: async () => {
      for (const hear of hearers) hear('reset')
      const open = screen && viewKey(screen.view)
      cell.change(({ listings }) => ({ listings: Object.fromEntries(Object.entries(listings).filter(([key]) => key === open)) }))
      if (screen) await lists.reread(screen.view)
      const read = new Set<string>()
      let looked: string | null | undefined
      do {
        looked = screen?.conversationId
        if (looked && (await threads.reread(looked))) read.add(looked)
      } while (screen?.conversationId !== looked) // meanwhile somebody turned to another
      return read
    },
  })
  cell.change({ drafts: drafts.all() })
  const stopDrafts = drafts.onChange((id, text) => cell.change((state) => ({ drafts: { ...state.drafts, [id]: text } })))
  void box.reload().then(box.drain)
  void live.start()

  return {
    me,
    state: cell.state,
    subscribe: cell.subscribe,
    lists,
    threads,
    commands: makeCommands(cell, { threads, outbox: box, storeDraft: drafts.save }),
    setScreen: (next) => {
      screen = next
    },
    restart: () => {
      cell.change({ problem: null })
      void live.start()
    },
    onNews: (listener) => {
      hearers.add(listener)
      return () => hearers.delete(listener)
    },
    close: () => {
      live.close()
      stopDrafts()
      box.close()
    },
  }
}

/** Other messages stand in them now, or they are out of sight and may come back with others; whoever looks at one reads it anew. */
function forgetGone(cell: Cell, events: readonly Event[]): void {
  const isGone = (event: Event) => event.type === 'conversation.rearranged' || event.type === 'conversation.hidden'
  const ids = events.flatMap((event) => (isGone(event) ? [conversationOf(event)] : []))
  if (ids.length === 0) return
  cell.change(({ pages }) => ({ pages: Object.fromEntries(Object.entries(pages).filter(([id]) => !ids.includes(id))) }))
}

/** What an event shows needs no longer to be kept for sending, even if the answer to the request never came. */
function forgetShown(box: Outbox, cell: Cell, events: readonly Event[]): void {
  const waiting = new Set(cell.state().outbox.map((item) => item.clientId))
  for (const event of events) {
    const clientId = event.type === 'message.created' ? event.message.clientId : null
    if (clientId && waiting.has(clientId)) box.remove(clientId)
  }
}
