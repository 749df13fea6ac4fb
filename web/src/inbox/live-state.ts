/**
 * How what the server tells by events and what it answers to requests become one state. Events are numbered and complete; an answer is
 * a look at the past, taken somewhere between asking and receiving. So an answer is put in and then every event that came since it was
 * asked for is applied again: nothing an event has said can be undone by an older answer.
 */
import type { ConversationView } from '@recado/contract/conversations'
import { applyEvent, type Event, type InboxState } from '@recado/contract/events'
import { compareMessages } from '@recado/contract/message-order'
import type { MessageView } from '@recado/contract/messages'

/** `prev` is the number this browser had seen before: the log has no hole between the two, though numbers may be missing. */
export interface Change {
  prev: number
  seq: number
  event: Event
}

/** Enough for minutes of a busy workspace; whoever needs more asks for everything anew. */
const LOG_LENGTH = 4000

export function extendLog(log: readonly Change[], changes: readonly Change[]): Change[] {
  const last = log.at(-1)?.seq ?? Number.NEGATIVE_INFINITY
  return [...log, ...changes.filter((change) => change.seq > last)].slice(-LOG_LENGTH)
}

/** Everything after `seq`, or null when the log does not reach that far back. `now` is the newest number known, for an empty log. */
export function changesSince(log: readonly Change[], seq: number, now: number): Change[] | null {
  if (seq >= now) return []
  const first = log[0]
  return first && first.prev <= seq ? log.filter((change) => change.seq > seq) : null
}

/** Applies a batch on the few conversations it touches, so that a burst does not copy ten thousand for every event. */
export function applyChanges(state: InboxState, changes: readonly Change[]): InboxState {
  const fresh = changes.filter((change) => change.seq > state.seq)
  if (fresh.length === 0) return state
  const touched = touchedBy(state, fresh)
  const before: InboxState = { ...state, conversations: pick(state.conversations, touched), threads: pick(state.threads, touched) }
  const after = fresh.reduce((known, { seq, event }) => applyEvent(known, seq, event), before)
  return {
    ...after,
    conversations: replace(state.conversations, before.conversations, keepParts(before.conversations, after.conversations)),
    threads: replace(state.threads, before.threads, after.threads),
  }
}

/** The person and the agent of a conversation that say what they said stay the same objects: what shows them is not drawn again. */
function keepParts(before: InboxState['conversations'], after: InboxState['conversations']): InboxState['conversations'] {
  return Object.fromEntries(Object.entries(after).map(([id, now]) => [id, withParts(now, before[id])]))
}

function withParts(now: ConversationView, before: ConversationView | undefined): ConversationView {
  if (before === undefined || before === now) return now
  const contact = isSame(before.contact, now.contact) ? before.contact : now.contact
  const assignee = before.assignee && now.assignee && isSame(before.assignee, now.assignee) ? before.assignee : now.assignee
  return { ...now, contact, assignee }
}

/** Of two flat objects. */
function isSame<T extends object>(a: T, b: T): boolean {
  const known = new Map<string, unknown>(Object.entries(a))
  const entries = Object.entries(b)
  return entries.length === known.size && entries.every(([name, value]) => known.has(name) && known.get(name) === value)
}

export interface Answer {
  conversations?: readonly ConversationView[]
  messages?: { conversationId: string; items: readonly MessageView[] }
  /** All of an open thread: what it had and these do not say is let go. */
  thread?: { conversationId: string; items: readonly MessageView[] }
}

/** @param since what the log holds since the answer was asked for */
export function withAnswer(state: InboxState, answer: Answer, since: readonly Change[]): InboxState {
  const put = { ...state, conversations: withConversations(state, answer), threads: withMessages(state, answer) }
  const ids = new Set([
    ...(answer.conversations ?? []).map((conversation) => conversation.id),
    (answer.messages ?? answer.thread)?.conversationId ?? '',
  ])
  const contacts = new Set((answer.conversations ?? []).map((conversation) => conversation.contact.id))
  const again = since.filter(
    ({ event }) => ids.has(conversationOf(event) ?? '') || (event.type === 'contact.updated' && contacts.has(event.contact.id)),
  )
  const first = again[0]
  return first ? { ...applyChanges({ ...put, seq: first.seq - 1 }, again), seq: state.seq } : put
}

/** A thread is opened empty, so that what arrives while its first page is on the way is kept. */
export function withOpenThread(state: InboxState, conversationId: string): InboxState {
  return state.threads[conversationId] ? state : { ...state, threads: { ...state.threads, [conversationId]: [] } }
}

/** How far down a thread was read, and whether there is more. */
type Depth = Readonly<Record<string, { readonly cursor: string | null; readonly oldest: MessageView | null }>>

/**
 * A message that comes so late that its place is among those not read yet is left for when they are: at the top of what was read it
 * would stand beside the wrong neighbour.
 */
export function withoutStrays(state: InboxState, depth: Depth): InboxState {
  const threads = { ...state.threads }
  let found = false
  for (const [id, { cursor, oldest }] of Object.entries(depth)) {
    const [first] = threads[id] ?? []
    if (cursor === null || !oldest || !first || compareMessages(first, oldest) >= 0) continue
    threads[id] = (threads[id] ?? []).filter((message) => compareMessages(message, oldest) >= 0)
    found = true
  }
  return found ? { ...state, threads } : state
}

export function conversationOf(event: Event): string | null {
  switch (event.type) {
    case 'message.created':
    case 'message.amended':
    case 'conversation.updated':
      return event.conversation.id
    case 'message.updated':
    case 'message.media':
    case 'conversation.hidden':
    case 'conversation.rearranged':
      return event.conversationId
    case 'contact.updated':
    case 'contacts.changed':
    case 'number.updated':
    case 'number.removed':
    case 'member.updated':
    case 'member.removed':
    case 'team.updated':
    case 'team.removed':
    case 'workspace.updated':
    case 'templates.synced':
    case 'alerts.changed':
      return null
  }
}

function touchedBy(state: InboxState, changes: readonly Change[]): Set<string> {
  const ids = new Set<string>()
  const contacts = new Set<string>()
  for (const { event } of changes) {
    const id = conversationOf(event)
    if (id) ids.add(id)
    if (event.type === 'contact.updated') contacts.add(event.contact.id)
  }
  if (contacts.size > 0) {
    for (const conversation of Object.values(state.conversations)) if (contacts.has(conversation.contact.id)) ids.add(conversation.id)
  }
  return ids
}

function pick<T>(all: Readonly<Record<string, T>>, ids: ReadonlySet<string>): Record<string, T> {
  const picked: Record<string, T> = {}
  for (const id of ids) {
    const one = all[id]
    if (one !== undefined) picked[id] = one
  }
  return picked
}

function replace<T>(all: Record<string, T>, before: Record<string, T>, after: Record<string, T>): Record<string, T> {
  if (before === after) return all
  const next = { ...all, ...after }
  for (const id of Object.keys(before)) if (!(id in after)) delete next[id]
  return next
}

function withConversations(state: InboxState, { conversations = [] }: Answer): InboxState['conversations'] {
  if (conversations.length === 0) return state.conversations
  return { ...state.conversations, ...Object.fromEntries(conversations.map((conversation) => [conversation.id, conversation])) }
}

function withMessages(state: InboxState, { messages, thread }: Answer): InboxState['threads'] {
  if (thread) return { ...state.threads, [thread.conversationId]: thread.items.toSorted(compareMessages) }
  const known = messages && state.threads[messages.conversationId]
  if (!messages || !known) return state.threads
  const byId = new Map(known.map((message) => [message.id, message]))
  for (const message of messages.items) byId.set(message.id, message)
  return { ...state.threads, [messages.conversationId]: [...byId.values()].sort(compareMessages) }
}
