import { conversationCounts, conversationQuery, conversationView, page } from '@recado/contract/conversations'
import { draftMessage, messageView, outgoingMessage } from '@recado/contract/messages'
import { teamMove } from '@recado/contract/teams'
import { z } from 'zod'
import type { AppDeps } from '../app.ts'
import { findMessage, listFrom, rawMessage } from '../messages/queries.ts'
import { requireAbility } from '../platform/access.ts'
import type { Routes } from '../platform/http-schemas.ts'
import { inSnapshot, inTransaction } from '../platform/scope.ts'
import { accessConversation } from './access.ts'
import { closeConversation } from './commands/close-conversation.ts'
import { moveToTeam } from './commands/move-to-team.ts'
import { notePresence } from './commands/note-presence.ts'
import { readConversation } from './commands/read-conversation.ts'
import { reopenConversation } from './commands/reopen-conversation.ts'
import { retryMessage } from './commands/retry-message.ts'
import { sendMessage } from './commands/send-message.ts'
import { startConversation } from './commands/start-conversation.ts'
import { takeConversation } from './commands/take-conversation.ts'
import { readHistory } from './history.ts'
import { countConversations, listConversations, presentJoined } from './queries.ts'
import { readSnapshot } from './snapshot.ts'

const params = z.object({ id: z.uuid() })
const historyQuery = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z.string().max(300).optional(),
  from: z.string().max(300).optional().describe('of a message that GET /search found: everything from shortly before it up to the newest'),
})
/** Ours or WhatsApp's */
const messageParams = z.object({ id: z.uuid(), messageId: z.string().min(1).max(512) })
const presenceBody = z.object({ doing: z.enum(['looking', 'typing', 'left']) })

export function conversationRoutes(_deps: AppDeps): Routes {
  return async (app) => {
    app.get('/inbox', { schema: { response: { 200: z.any() } } }, (request) => {
      requireAbility(request.scope, 'conversations.read')
      return inSnapshot(request.scope, readSnapshot)
    })
    app.get('/conversations', { schema: { querystring: conversationQuery, response: { 200: page(conversationView) } } }, (request) => {
      requireAbility(request.scope, 'conversations.read')
      return listConversations(request.scope, request.query)
    })
    app.get('/conversations/counts', { schema: { response: { 200: conversationCounts } } }, (request) => {
      requireAbility(request.scope, 'conversations.read')
      return countConversations(request.scope)
    })
    app.get('/conversations/:id', { schema: { params, response: { 200: conversationView } } }, (request) =>
      inTransaction(request.scope, async (scope) => presentJoined(await accessConversation(scope, request.params.id, 'read'))),
    )
    app.get(
      '/conversations/:id/messages',
      { schema: { params, querystring: historyQuery, response: { 200: page(messageView) } } },
      (request) => {
        const { limit, cursor, from } = request.query
        return from === undefined
          ? readHistory(request.scope, request.params.id, limit, cursor)
          : inTransaction(request.scope, async (scope) => {
              const conversation = await accessConversation(scope, request.params.id, 'read')
              return listFrom(scope, conversation.id, from)
            })
      },
    )
    app.get('/conversations/:id/messages/:messageId', { schema: { params: messageParams, response: { 200: messageView } } }, (request) =>
      inTransaction(request.scope, async (scope) => {
        const conversation = await accessConversation(scope, request.params.id, 'read')
        return findMessage(scope, conversation.id, request.params.messageId)
      }),
    )
    app.get(
      '/conversations/:id/messages/:messageId/raw',
      { schema: { params: messageParams, response: { 200: z.object({ raw: z.unknown() }) } } },
      (request) => {
        requireAbility(request.scope, 'workspace.manage')
        return inTransaction(request.scope, async (scope) => {
          const conversation = await accessConversation(scope, request.params.id, 'read')
          return { raw: await rawMessage(scope, conversation.id, request.params.messageId) }
        })
      },
    )
    app.post(
      '/conversations/:id/messages',
      { schema: { params, body: draftMessage, response: { 202: messageView } } },
      async (request, reply) =>
        reply.code(202).send(await inTransaction(request.scope, (scope) => sendMessage(scope, request.params.id, request.body))),
    )
    app.post('/messages', { schema: { body: outgoingMessage, response: { 202: messageView } } }, async (request, reply) =>
      reply.code(202).send(await inTransaction(request.scope, (scope) => startConversation(scope, request.body))),
    )
    app.post('/messages/:id/retry', { schema: { params, response: { 202: messageView } } }, async (request, reply) =>
      reply.code(202).send(await inTransaction(request.scope, (scope) => retryMessage(scope, request.params.id))),
    )
    app.post('/conversations/:id/accept', { schema: { params, response: { 200: conversationView } } }, (request) =>
      inTransaction(request.scope, (scope) => takeConversation(scope, request.params.id)),
    )
    app.post('/conversations/:id/close', { schema: { params, response: { 200: conversationView } } }, (request) =>
      inTransaction(request.scope, (scope) => closeConversation(scope, request.params.id)),
    )
    app.post('/conversations/:id/team', { schema: { params, body: teamMove, response: { 200: conversationView } } }, (request) =>
      inTransaction(request.scope, (scope) => moveToTeam(scope, request.params.id, request.body.teamId)),
    )
    app.post('/conversations/:id/reopen', { schema: { params, response: { 200: conversationView } } }, (request) =>
      inTransaction(request.scope, (scope) => reopenConversation(scope, request.params.id)),
    )
    app.post('/conversations/:id/read', { schema: { params, response: { 200: conversationView } } }, (request) =>
      inTransaction(request.scope, (scope) => readConversation(scope, request.params.id)),
    )
    app.post('/conversations/:id/presence', { schema: { params, body: presenceBody } }, async (request, reply) => {
      await inTransaction(request.scope, (scope) => notePresence(scope, request.params.id, request.body.doing))
      return reply.code(204).send()
    })
  }
}
