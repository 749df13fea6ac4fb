/** Conversations and messages for tests: say what matters, the rest is filled in. */
import type { ConversationView } from '@recado/contract/conversations'
import type { InboxState } from '@recado/contract/events'
import type { MessageView } from '@recado/contract/messages'

export const ME = '00000000-0000-4000-8000-0000000000aa'
export const NUMBER = '00000000-0000-4000-8000-0000000000bb'
const AT = '2026-11-22T12:00:00.000Z'

export const idOf = (n: number) => `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`
export const at = (minutes: number) => new Date(Date.parse(AT) + minutes * 60_000).toISOString()

export function conversation(n: number, rest: Partial<ConversationView> = {}): ConversationView {
  return {
    id: idOf(n),
    numberId: NUMBER,
    contact: {
      id: idOf(10_000 + n),
      displayName: `Pessoa ${n}`,
      name: null,
      profileName: null,
      username: null,
      phone: null,
      bsuid: null,
      createdAt: AT,
    },
    status: 'open',
    teamId: null,
    assignee: null,
    windowExpiresAt: null,
    unreadCount: 0,
    waitingSince: null,
    lastMessageAt: AT,
    lastMessage: null,
    createdAt: AT,
    ...rest,
  }
}

export function message(n: number, rest: Partial<MessageView> = {}): MessageView {
  return {
    id: idOf(n),
    conversationId: idOf(1),
    direction: 'in',
    type: 'text',
    content: {},
    text: `mensagem ${n}`,
    at: at(n),
    arrival: n,
    wamid: `wamid.${n}`,
    contextWamid: null,
    media: null,
    marks: null,
    editedAt: null,
    revokedAt: null,
    clientId: null,
    author: null,
    origin: 'customer',
    status: null,
    statusTimes: {},
    error: null,
    ...rest,
  }
}

export function inbox(rest: Partial<InboxState> = {}): InboxState {
  return {
    seq: 0,
    sight: 'all',
    conversations: {},
    threads: {},
    numbers: {},
    members: {},
    teams: {},
    workspace: {
      id: idOf(0),
      name: 'Padaria',
      locale: 'pt-BR',
      timeZone: 'America/Sao_Paulo',
      markRead: 'on_open',
      showTyping: true,
      agentsSee: 'all',
      agentsSeePhones: true,
    },
    ...rest,
  }
}
