/**
 * What the server tells a browser, and what a browser does with it. `applyEvent` is shared so that one test can prove,
 * for every command: snapshot + events = newer snapshot.
 */
import type { ContactView, ConversationView } from './conversations.ts'
import type { MediaView } from './media.ts'
import { compareMessages } from './message-order.ts'
import type { MessageError, MessageStatus, MessageView } from './messages.ts'
import type { NumberView } from './numbers.ts'
import type { MemberView, WorkspaceView } from './team.ts'
import type { TeamView } from './teams.ts'

export type Event =
  /** Always carries the conversation as it is after the message, so that a list needs nothing else. */
  | { type: 'message.created'; message: MessageView; conversation: ConversationView }
  | {
      type: 'message.updated'
      conversationId: string
      messageId: string
      wamid: string | null
      status: MessageStatus
      statusTimes: Record<string, number>
      error: MessageError | null
    }
  /** A message's file came, failed to come, or got its preview. */
  | { type: 'message.media'; conversationId: string; messageId: string; media: MediaView }
  /** Its author edited it or took it back; the card follows where it shows that message. */
  | { type: 'message.amended'; message: MessageView; conversation: ConversationView }
  | { type: 'conversation.updated'; conversation: ConversationView }
  /** The conversation is no longer yours to see. Made by the stream, never stored. */
  | { type: 'conversation.hidden'; conversationId: string }
  | { type: 'contact.updated'; contact: ContactView }
  /** Many contacts changed at once (an import, a bulk change): what lists them reads them again. */
  | { type: 'contacts.changed' }
  /** Two contacts were joined or separated: the conversation has other messages now, or (null) is gone into another. */
  | { type: 'conversation.rearranged'; conversationId: string; conversation: ConversationView | null }
  | { type: 'number.updated'; number: NumberView }
  | { type: 'number.removed'; numberId: string }
  | { type: 'member.updated'; member: MemberView }
  | { type: 'member.removed'; userId: string }
  | { type: 'team.updated'; team: TeamView }
  | { type: 'team.removed'; teamId: string }
  | { type: 'workspace.updated'; workspace: WorkspaceView }
  | { type: 'templates.synced'; wabaId: string }
  /** An alert was opened, changed or ended: who lists them reads them again. */
  | { type: 'alerts.changed' }

export type EventType = Event['type']

/** Not part of the log: who is looking at or typing in a conversation right now. Sent as SSE event `presence`, without an id. */
export interface Presence {
  conversationId: string
  userId: string
  name: string
  doing: 'looking' | 'typing' | 'left'
}

export interface InboxState {
  seq: number
  /** Whether this person saw every conversation when it was read. Told when the stream is opened: should it have changed, all is read anew. */
  sight: 'all' | 'own'
  conversations: Record<string, ConversationView>
  /** Threads that were opened, each sorted by `compareMessages`. An event for a thread that is not here only moves its card. */
  threads: Record<string, MessageView[]>
  numbers: Record<string, NumberView>
  members: Record<string, MemberView>
  teams: Record<string, TeamView>
  workspace: WorkspaceView
}

export function applyEvent(state: InboxState, seq: number, event: Event): InboxState {
  if (seq <= state.seq) return state
  return { ...reduce(state, event), seq }
}

function reduce(state: InboxState, event: Event): InboxState {
  switch (event.type) {
    case 'message.created':
    case 'message.amended':
      return withMessage(withConversation(state, event.conversation), event.message)
    case 'message.updated':
      return withStatus(state, event)
    case 'message.media':
      return withMedia(state, event)
    case 'conversation.updated':
      return withConversation(state, event.conversation)
    case 'conversation.hidden':
      return withoutConversation(state, event.conversationId)
    case 'conversation.rearranged': {
      const rest = withoutConversation(state, event.conversationId)
      return event.conversation === null ? rest : withConversation(rest, event.conversation)
    }
    case 'contact.updated':
      return withContact(state, event.contact)
    case 'number.updated':
      return { ...state, numbers: { ...state.numbers, [event.number.id]: event.number } }
    case 'number.removed': {
      const { [event.numberId]: _gone, ...numbers } = state.numbers
      return { ...state, numbers }
    }
    case 'member.updated':
      return { ...state, members: { ...state.members, [event.member.userId]: event.member } }
    case 'member.removed': {
      const { [event.userId]: _gone, ...members } = state.members
      return { ...state, members, teams: mapped(state.teams, (team) => withoutMember(team, event.userId)) }
    }
    case 'team.updated':
      return { ...state, teams: { ...state.teams, [event.team.id]: event.team } }
    case 'team.removed':
      return withoutTeam(state, event.teamId)
    case 'workspace.updated':
      return { ...state, workspace: event.workspace }
    case 'contacts.changed':
    case 'templates.synced':
    case 'alerts.changed':
      return state
  }
}

const mapped = <T>(all: Record<string, T>, change: (one: T) => T): Record<string, T> =>
  Object.fromEntries(Object.entries(all).map(([id, one]) => [id, change(one)]))

const withoutMember = (team: TeamView, userId: string): TeamView => ({ ...team, memberIds: team.memberIds.filter((id) => id !== userId) })

/** What was the team's is nobody's in particular. */
function withoutTeam(state: InboxState, teamId: string): InboxState {
  const { [teamId]: _gone, ...teams } = state.teams
  return {
    ...state,
    teams,
    conversations: mapped(state.conversations, (one) => (one.teamId === teamId ? { ...one, teamId: null } : one)),
    numbers: mapped(state.numbers, (one) => (one.defaultTeamId === teamId ? { ...one, defaultTeamId: null } : one)),
  }
}

/** Its thread goes too: whoever shows it reads it again. */
function withoutConversation(state: InboxState, conversationId: string): InboxState {
  const { [conversationId]: _gone, ...conversations } = state.conversations
  const { [conversationId]: _thread, ...threads } = state.threads
  return { ...state, conversations, threads }
}

function withConversation(state: InboxState, conversation: ConversationView): InboxState {
  return { ...state, conversations: { ...state.conversations, [conversation.id]: conversation } }
}

function withMessage(state: InboxState, message: MessageView): InboxState {
  const thread = state.threads[message.conversationId]
  if (!thread) return state
  const others = thread.filter((known) => known.id !== message.id)
  const at = others.findLastIndex((known) => compareMessages(known, message) < 0) + 1
  const next = [...others.slice(0, at), message, ...others.slice(at)]
  return { ...state, threads: { ...state.threads, [message.conversationId]: next } }
}

function withStatus(state: InboxState, event: Extract<Event, { type: 'message.updated' }>): InboxState {
  const { status, statusTimes, error, wamid } = event
  const thread = state.threads[event.conversationId]
  const threads = thread
    ? {
        ...state.threads,
        [event.conversationId]: thread.map((m) => (m.id === event.messageId ? { ...m, status, statusTimes, error, wamid } : m)),
      }
    : state.threads
  const conversation = state.conversations[event.conversationId]
  const isLast = conversation?.lastMessage?.id === event.messageId
  const conversations =
    conversation?.lastMessage && isLast
      ? { ...state.conversations, [conversation.id]: { ...conversation, lastMessage: { ...conversation.lastMessage, status } } }
      : state.conversations
  return { ...state, threads, conversations }
}

function withMedia(state: InboxState, event: Extract<Event, { type: 'message.media' }>): InboxState {
  const thread = state.threads[event.conversationId]
  if (!thread) return state
  const changed = thread.map((message) => (message.id === event.messageId ? { ...message, media: event.media } : message))
  return { ...state, threads: { ...state.threads, [event.conversationId]: changed } }
}

function withContact(state: InboxState, contact: ContactView): InboxState {
  const touched = Object.values(state.conversations).filter((conversation) => conversation.contact.id === contact.id)
  const changed = Object.fromEntries(touched.map((conversation) => [conversation.id, { ...conversation, contact }]))
  return { ...state, conversations: { ...state.conversations, ...changed } }
}
