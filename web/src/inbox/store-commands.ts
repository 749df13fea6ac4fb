/** What a person does. Shown at once; the server's answer or its refusal follows. */
import type { ContactView, ConversationView } from '@recado/contract/conversations'
import type { MediaView } from '@recado/contract/media'
import type { DraftMessage, MessageView, OutgoingMessage } from '@recado/contract/messages'
import { type ApiProblem, api, isProblem } from '../api.ts'
import { newUuid } from '../ids.ts'
import type { Outbox } from './outbox-store.ts'
import { heldMoves } from './own-moves.ts'
import { LOOKING_EVERY_MS, TYPING_EVERY_MS } from './presence.ts'
import { type Cell, type ConversationPatch, conversationIn } from './store-cell.ts'
import type { Threads } from './store-threads.ts'

/** Nothing to add, or why it was refused. */
export type CommandResult = { ok: true } | { ok: false; problem: ApiProblem }

export interface Commands {
  accept(id: string): Promise<CommandResult>
  closeConversation(id: string): Promise<CommandResult>
  reopen(id: string): Promise<CommandResult>
  markRead(id: string): void
  rename(contact: ContactView, name: string | null): Promise<CommandResult>
  /** @param media the file that a draft with a file is about, for the bubble */
  send(conversationId: string, draft: DraftMessage, text: string, media?: MediaView): void
  /** To somebody who may have no conversation yet; answers with it. */
  start(message: OutgoingMessage): Promise<MessageView>
  retry(message: MessageView): Promise<CommandResult>
  dropWaiting(clientId: string): void
  saveDraft(id: string, text: string): void
  reportPresence(id: string, doing: 'looking' | 'typing' | 'left'): void
}

export interface CommandParts {
  threads: Threads
  outbox: Outbox
  storeDraft(id: string, text: string): void
}

export function makeCommands(cell: Cell, { threads, outbox, storeDraft }: CommandParts): Commands {
  const reported = new Map<string, number>()
  const hold = heldMoves(cell)
  let order = Date.now()

  const act = async (id: string, path: string, next: ConversationPatch): Promise<CommandResult> => {
    const move = hold(id, next)
    const askedAt = cell.seq()
    try {
      const conversation = await api.post<ConversationView>(`/conversations/${id}/${path}`)
      if (!cell.answer(askedAt, { conversations: [conversation] })) await threads.refresh(id)
      move.done()
      return { ok: true }
    } catch (problem) {
      const isRefused = isProblem(problem) && problem.code !== 'offline'
      if (isRefused) await threads.refresh(id).catch(() => undefined) // the refusal is what is told
      move.undone()
      if (!isProblem(problem)) throw problem
      return { ok: false, problem }
    }
  }

  return {
    accept: (id) => act(id, 'accept', { status: 'open', assignee: cell.me }),
    closeConversation: (id) => act(id, 'close', { status: 'closed', unreadCount: 0 }),
    reopen: (id) => act(id, 'reopen', { status: 'open', assignee: cell.me }),
    markRead: (id) => {
      const conversation = conversationIn(cell.state(), id)
      if (conversation && conversation.unreadCount > 0) void act(id, 'read', { unreadCount: 0 })
    },
    rename: async (contact, name) => {
      try {
        await api.patch(`/contacts/${contact.id}`, { name })
        return { ok: true }
      } catch (problem) {
        if (!isProblem(problem)) throw problem
        return { ok: false, problem }
      }
    },
    send: (conversationId, draft, text, media) => {
      const clientId = newUuid()
      order = Math.max(order + 1, Date.now())
      const at = new Date().toISOString()
      outbox.add({
        clientId,
        conversationId,
        draft: { ...draft, clientId },
        text,
        media: media ?? null,
        at,
        order,
        attempts: 0,
        refused: null,
      })
    },
    start: (message) => api.post<MessageView>('/messages', message, message.clientId ? { idempotencyKey: message.clientId } : {}),
    retry: async (message) => {
      const askedAt = cell.seq()
      try {
        const again = await api.post<MessageView>(`/messages/${message.id}/retry`)
        cell.answer(askedAt, { messages: { conversationId: message.conversationId, items: [again] } })
        return { ok: true }
      } catch (problem) {
        if (!isProblem(problem)) throw problem
        return { ok: false, problem }
      }
    },
    dropWaiting: outbox.remove,
    saveDraft: (id, text) => {
      if ((cell.state().drafts[id] ?? '') === text) return
      cell.change(({ drafts }) => ({ drafts: { ...drafts, [id]: text } }))
      storeDraft(id, text)
    },
    reportPresence: (id, doing) => {
      const key = `${id} ${doing}`
      const every = doing === 'typing' ? TYPING_EVERY_MS : doing === 'looking' ? LOOKING_EVERY_MS : 0
      const now = Date.now()
      if (now - (reported.get(key) ?? 0) < every) return
      reported.set(key, now)
      if (doing === 'left') reported.delete(`${id} looking`)
      void api.post(`/conversations/${id}/presence`, { doing }, { keepalive: doing === 'left' }).catch(() => undefined) // said again soon
    },
  }
}
