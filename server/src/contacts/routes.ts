import { Readable } from 'node:stream'
import {
  attributePatch,
  attributeView,
  blockAnswer,
  blockedQuery,
  blockedView,
  blockRequest,
  contactBulk,
  contactDetail,
  contactFilter,
  contactPage,
  contactPatch,
  contactQuery,
  mergeRequest,
  newAttribute,
  newConsent,
  newContact,
  newTag,
  tagPatch,
  tagView,
} from '@recado/contract/contacts'
import { page } from '@recado/contract/conversations'
import { z } from 'zod'
import type { AppDeps } from '../app.ts'
import { requireAbility } from '../platform/access.ts'
import type { Routes } from '../platform/http-schemas.ts'
import { inTransaction } from '../platform/scope.ts'
import { changeAttribute, createAttribute, listAttributes, removeAttribute } from './attributes.ts'
import { blockContacts } from './commands/block-contacts.ts'
import { changeContact } from './commands/change-contact.ts'
import { changeMany } from './commands/change-many.ts'
import { createContact } from './commands/create-contact.ts'
import { mergeContacts, undoMerge } from './commands/merge-contacts.ts'
import { noteConsent } from './commands/note-consent.ts'
import { listBlocked } from './commands/read-blocked.ts'
import { unblockStranger } from './commands/unblock-stranger.ts'
import { exportContacts } from './export.ts'
import { listContacts, readContact } from './queries.ts'
import { changeTag, createTag, listTags, removeTag } from './tags.ts'

const params = z.object({ id: z.uuid() })
const mergeParams = z.object({ id: z.uuid(), mergeId: z.uuid() })
const listOf = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item) })
const detail = { 200: contactDetail }
const nothing = { 204: z.undefined() }
/** Digits of a phone, or a BSUID, as the list names them. */
const strangerNamed = z.object({ user: z.string().regex(/^(?:\d{6,20}|[A-Z]{2}\.[\w.-]{1,128})$/) })

export function contactRoutes(deps: AppDeps): Routes {
  return async (app) => {
    await app.register(peopleRoutes)
    await app.register(wordRoutes)
    await app.register(blockRoutes(deps))
  }
}

const peopleRoutes: Routes = async (app) => {
  app.get(
    '/contacts',
    { schema: { summary: 'The people of the workspace, newest first', querystring: contactQuery, response: { 200: contactPage } } },
    (request) => inTransaction(request.scope, (scope) => listContacts(scope, request.query)),
  )
  app.post(
    '/contacts',
    { schema: { summary: 'Add somebody who has not written yet', body: newContact, response: { 201: contactDetail } } },
    async (request, reply) => reply.code(201).send(await inTransaction(request.scope, (scope) => createContact(scope, request.body))),
  )
  app.get(
    '/contacts/export',
    { schema: { summary: 'The people a filter finds, as CSV', querystring: contactFilter } },
    (request, reply) => {
      requireAbility(request.scope, 'contacts.export')
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="contacts-${request.scope.now.toISOString().slice(0, 10)}.csv"`)
        .send(Readable.from(exportContacts(request.scope, request.query)))
    },
  )
  app.post(
    '/contacts/bulk',
    { schema: { summary: 'Change tags or owner of many', body: contactBulk, response: { 200: z.object({ changed: z.number() }) } } },
    (request) => inTransaction(request.scope, (scope) => changeMany(scope, request.body)),
  )
  app.get('/contacts/:id', { schema: { summary: 'Everything about one person', params, response: detail } }, (request) =>
    inTransaction(request.scope, (scope) => readContact(scope, request.params.id)),
  )
  app.patch(
    '/contacts/:id',
    { schema: { summary: 'Change what is known of them', params, body: contactPatch, response: detail } },
    (request) => inTransaction(request.scope, (scope) => changeContact(scope, request.params.id, request.body)),
  )
  app.post(
    '/contacts/:id/consent',
    { schema: { summary: 'Add to the consent ledger', params, body: newConsent, response: detail } },
    (request) => inTransaction(request.scope, (scope) => noteConsent(scope, request.params.id, request.body)),
  )
  app.post(
    '/contacts/:id/merge',
    { schema: { summary: 'Join another contact into this one', params, body: mergeRequest, response: detail } },
    (request) => inTransaction(request.scope, (scope) => mergeContacts(scope, request.params.id, request.body.contactId)),
  )
  app.post(
    '/contacts/:id/merges/:mergeId/undo',
    { schema: { summary: 'Take a merge back', params: mergeParams, response: detail } },
    (request) => inTransaction(request.scope, (scope) => undoMerge(scope, request.params.id, request.params.mergeId)),
  )
}

/** Tags and attributes: the words a workspace has for its people. */
const wordRoutes: Routes = async (app) => {
  app.get(
    '/tags',
    { schema: { summary: 'The tags, and how many people have each', response: { 200: listOf(tagView) } } },
    async (request) => ({
      items: await inTransaction(request.scope, listTags),
    }),
  )
  app.post('/tags', { schema: { summary: 'Make a tag', body: newTag, response: { 201: tagView } } }, async (request, reply) =>
    reply.code(201).send(await inTransaction(request.scope, (scope) => createTag(scope, request.body))),
  )
  app.patch(
    '/tags/:id',
    { schema: { summary: 'Rename or recolour a tag', params, body: tagPatch, response: { 200: tagView } } },
    (request) => inTransaction(request.scope, (scope) => changeTag(scope, request.params.id, request.body)),
  )
  app.delete('/tags/:id', { schema: { summary: 'Remove a tag from everybody', params, response: nothing } }, async (request, reply) => {
    await inTransaction(request.scope, (scope) => removeTag(scope, request.params.id))
    return reply.code(204).send()
  })
  app.get(
    '/contact-attributes',
    { schema: { summary: "The workspace's own fields", response: { 200: listOf(attributeView) } } },
    async (request) => ({
      items: await inTransaction(request.scope, listAttributes),
    }),
  )
  app.post(
    '/contact-attributes',
    { schema: { summary: 'Add a field', body: newAttribute, response: { 201: attributeView } } },
    async (request, reply) => reply.code(201).send(await inTransaction(request.scope, (scope) => createAttribute(scope, request.body))),
  )
  app.patch(
    '/contact-attributes/:id',
    { schema: { summary: 'Rename a field, or change its choices', params, body: attributePatch, response: { 200: attributeView } } },
    (request) => inTransaction(request.scope, (scope) => changeAttribute(scope, request.params.id, request.body)),
  )
  app.delete('/contact-attributes/:id', { schema: { summary: 'Remove a field', params, response: nothing } }, async (request, reply) => {
    await inTransaction(request.scope, (scope) => removeAttribute(scope, request.params.id))
    return reply.code(204).send()
  })
}

function blockRoutes(deps: AppDeps): Routes {
  return async (app) => {
    const change = (block: boolean) => ({
      summary: block ? 'Block people on a number' : 'Let people through again',
      params,
      body: blockRequest,
    })
    app.get(
      '/numbers/:id/blocked',
      {
        schema: {
          summary: 'Whom Meta keeps away from a number, in pages as Meta gives them',
          params,
          querystring: blockedQuery,
          response: { 200: page(blockedView) },
        },
      },
      (request) => listBlocked(request.scope, deps, request.params.id, request.query),
    )
    app.post('/numbers/:id/blocked', { schema: { ...change(true), response: { 200: blockAnswer } } }, (request) =>
      blockContacts(request.scope, deps, { numberId: request.params.id, contactIds: request.body.contactIds, block: true }),
    )
    app.delete(
      '/numbers/:id/blocked/strangers',
      {
        schema: {
          summary: 'Let somebody through again who is no contact',
          params,
          querystring: strangerNamed,
          response: { 204: z.undefined() },
        },
      },
      async (request, reply) => {
        await unblockStranger(request.scope, deps, request.params.id, request.query.user)
        return reply.code(204).send()
      },
    )
    app.delete('/numbers/:id/blocked', { schema: { ...change(false), response: { 200: blockAnswer } } }, (request) =>
      blockContacts(request.scope, deps, { numberId: request.params.id, contactIds: request.body.contactIds, block: false }),
    )
  }
}
