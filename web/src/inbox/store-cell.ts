/** The state of the inbox in this tab, and the one way to change it. What the parts beside this file do is all done through a cell. */
import type { ConversationView } from '@recado/contract/conversations'
import type { InboxState } from '@recado/contract/events'
import type { MessageView } from '@recado/contract/messages'
import type { Listing, NextPage } from './list-view.ts'
import { type Answer, type Change, changesSince, withAnswer } from './live-state.ts'
import type { OutboxItem } from './outbox-queue.ts'
import type { PresenceState } from './presence.ts'

export interface ListingState extends Listing {
  /** What scrolling on reads; null at the end. */
  next: NextPage | null
  isLoading: boolean
  problem: unknown
}

export interface ThreadPages {
  /** Where older messages go on; null when the beginning is on screen. */
  cursor: string | null
  /** The oldest message read so far: with the newest and all between them it is what the thread shows. */
  oldest: MessageView | null
  isLoading: boolean
  /** Whether the newest page has come. */
  isReady: boolean
  problem: unknown
}

/** What we did and the server has not answered yet. */
export type ConversationPatch = Partial<Pick<ConversationView, 'status' | 'assignee' | 'unreadCount' | 'contact'>>

export interface InboxTab {
  /** null until the first snapshot. */
  inbox: InboxState | null
  problem: unknown
  listings: Readonly<Record<string, ListingState>>
  pages: Readonly<Record<string, ThreadPages>>
  presence: PresenceState
  outbox: readonly OutboxItem[]
  drafts: Readonly<Record<string, string>>
  patches: Readonly<Record<string, ConversationPatch>>
  /** Grows with everything the person did that reorders a list, which then must not wait. */
  ownMoves: number
}

export interface Cell {
  readonly me: { id: string; name: string }
  state(): InboxTab
  change(next: Partial<InboxTab> | ((state: InboxTab) => Partial<InboxTab>)): void
  log(): readonly Change[]
  setLog(log: readonly Change[]): void
  seq(): number
  /** Puts an answer in, brought up to date; false when too much happened since it was asked for, so that it must be asked again. */
  answer(askedAt: number, answer: Answer): boolean
  /** Begins anew from a snapshot. What is on screen stays; `answered` begins empty. */
  begin(snapshot: InboxState): void
  /** The conversations that an answer has told of since the newest snapshot. */
  answered(): ReadonlySet<string>
  subscribe(listener: () => void): () => void
}

export function makeCell(me: Cell['me']): Cell {
  let state: InboxTab = {
    inbox: null,
    problem: null,
    listings: {},
    pages: {},
    presence: {},
    outbox: [],
    drafts: {},
    patches: {},
    ownMoves: 0,
  }
  let log: readonly Change[] = []
  let answered = new Set<string>()
  const listeners = new Set<() => void>()
  const cell: Cell = {
    me,
    state: () => state,
    change: (next) => {
      state = { ...state, ...(typeof next === 'function' ? next(state) : next) }
      for (const listener of listeners) listener()
    },
    log: () => log,
    setLog: (next) => {
      log = next
    },
    seq: () => state.inbox?.seq ?? 0,
    answer: (askedAt, answer) => {
      const { inbox } = state
      const since = changesSince(log, askedAt, cell.seq())
      if (!inbox || !since) return false
      for (const { id } of answer.conversations ?? []) answered.add(id)
      cell.change({ inbox: withAnswer(inbox, answer, since) })
      return true
    },
    begin: (snapshot) => {
      log = []
      answered = new Set()
      const conversations = { ...state.inbox?.conversations, ...snapshot.conversations }
      cell.change({ inbox: { ...snapshot, conversations, threads: state.inbox?.threads ?? {} }, problem: null })
    },
    answered: () => answered,
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
  return cell
}

/** One conversation as the person should see it: with what they just did. */
export function conversationIn(state: InboxTab, id: string): ConversationView | undefined {
  return conversationsIn(state)[id]
}

// Asked on every render, so the same state must give the same object.
const NONE: Readonly<Record<string, ConversationView>> = {}
let lastSeen: { from: unknown; patches: unknown; all: Readonly<Record<string, ConversationView>> } | undefined

export function conversationsIn(state: InboxTab): Readonly<Record<string, ConversationView>> {
  const from = state.inbox?.conversations ?? NONE
  if (Object.keys(state.patches).length === 0) return from
  if (lastSeen?.from === from && lastSeen.patches === state.patches) return lastSeen.all
  const all = { ...from }
  for (const [id, patch] of Object.entries(state.patches)) {
    const conversation = from[id]
    if (conversation) all[id] = { ...conversation, ...patch }
  }
  lastSeen = { from, patches: state.patches, all }
  return all
}
