import { contactView, page } from '@recado/contract/conversations'
import { z } from 'zod'
import type { AppDeps } from '../app.ts'
import { requireAbility } from '../platform/access.ts'
import type { Routes } from '../platform/http-schemas.ts'
import { inTransaction } from '../platform/scope.ts'
import { accessContact } from './access.ts'
import { renameContact, saveContact } from './commands.ts'
import { presentContact } from './present.ts'
import { listContacts } from './queries.ts'

const params = z.object({ id: z.uuid() })
const query = z.object({
  q: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z.string().max(300).optional(),
})
/** null goes back to the name the person gave themselves */
const body = z.strictObject({ name: z.string().trim().min(1).max(120).nullable() })

const newContact = z.strictObject({ phone: z.string().min(6).max(40), name: z.string().trim().min(1).max(120).nullable() })

export function contactRoutes(_deps: AppDeps): Routes {
  return async (app) => {
    app.get('/contacts', { schema: { querystring: query, response: { 200: page(contactView) } } }, (request) => {
      requireAbility(request.scope, 'conversations.read')
      return inTransaction(request.scope, (scope) => listContacts(scope, request.query))
    })
    app.post('/contacts', { schema: { body: newContact } }, async (request, reply) => {
      await inTransaction(request.scope, (scope) => saveContact(scope, request.body))
      return reply.code(204).send()
    })
    app.get('/contacts/:id', { schema: { params, response: { 200: contactView } } }, (request) =>
      inTransaction(request.scope, async (scope) => presentContact(await accessContact(scope, request.params.id, 'read'))),
    )
    app.patch('/contacts/:id', { schema: { params, body, response: { 200: contactView } } }, (request) =>
      inTransaction(request.scope, (scope) => renameContact(scope, request.params.id, request.body.name)),
    )
  }
}
