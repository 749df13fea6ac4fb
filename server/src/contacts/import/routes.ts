import { importMapping, importView } from '@recado/contract/contacts'
import { z } from 'zod'
import type { AppDeps } from '../../app.ts'
import type { Routes } from '../../platform/http-schemas.ts'
import { inTransaction } from '../../platform/scope.ts'
import { checkImport, confirmImport, faultsOf, LARGEST_FILE, listImports, readImport, removeImport, uploadImport } from './commands.ts'

const params = z.object({ id: z.uuid() })
const one = { 200: importView }

/** Upload, map the columns and have the rows checked, look at what was found, confirm. */
export function contactImportRoutes(_deps: AppDeps): Routes {
  return async (app) => {
    app.addContentTypeParser('application/octet-stream', { parseAs: 'buffer', bodyLimit: LARGEST_FILE }, (_request, body, done) =>
      done(null, body),
    )
    app.get(
      '/contact-imports',
      { schema: { summary: 'Files of contacts, latest first', response: { 200: z.object({ items: z.array(importView) }) } } },
      async (request) => ({
        items: await inTransaction(request.scope, listImports),
      }),
    )
    app.post(
      '/contact-imports',
      {
        schema: {
          summary: 'Upload a CSV or XLSX file of contacts as application/octet-stream',
          querystring: z.object({ fileName: z.string().trim().min(1).max(200) }),
          response: { 201: importView },
        },
      },
      async (request, reply) => reply.code(201).send(await uploadImport(request.scope, request.query.fileName, request.body)),
    )
    app.get('/contact-imports/:id', { schema: { summary: 'One import and how far it is', params, response: one } }, (request) =>
      inTransaction(request.scope, (scope) => readImport(scope, request.params.id)),
    )
    app.post(
      '/contact-imports/:id/check',
      { schema: { summary: 'Say where each column goes, and check every row', params, body: importMapping, response: one } },
      (request) => inTransaction(request.scope, (scope) => checkImport(scope, request.params.id, request.body)),
    )
    app.post(
      '/contact-imports/:id/confirm',
      { schema: { summary: 'Write the rows that are good: all or none', params, response: one } },
      (request) => inTransaction(request.scope, (scope) => confirmImport(scope, request.params.id)),
    )
    app.get('/contact-imports/:id/faults', { schema: { summary: 'The rows that are not, as CSV', params } }, async (request, reply) =>
      reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="not-imported.csv"')
        .send(await inTransaction(request.scope, (scope) => faultsOf(scope, request.params.id))),
    )
    app.delete(
      '/contact-imports/:id',
      { schema: { summary: 'Forget an import', params, response: { 204: z.undefined() } } },
      async (request, reply) => {
        await inTransaction(request.scope, (scope) => removeImport(scope, request.params.id))
        return reply.code(204).send()
      },
    )
  }
}
