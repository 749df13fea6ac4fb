import { page } from '@recado/contract/conversations'
import { editedTemplate, newTemplate, templateSync, templateView } from '@recado/contract/numbers'
import { insightsConsent, templateAnalytics, templateAnalyticsQuery } from '@recado/contract/template-analytics'
import { LARGEST_SAMPLE } from '@recado/contract/template-draft/sample-rules'
import { libraryQuery, libraryTemplate } from '@recado/contract/template-library'
import {
  listedTemplate,
  migratedTemplates,
  templateDetail,
  templateEntry,
  templateHistoryQuery,
  templateLimits,
  templateListQuery,
  templateMigration,
} from '@recado/contract/template-life'
import { takenName, takenNamesQuery } from '@recado/contract/template-names'
import { sampleQuery, templateSample } from '@recado/contract/template-samples'
import { z } from 'zod'
import type { AppDeps } from '../app.ts'
import type { Routes } from '../platform/http-schemas.ts'
import { inTransaction } from '../platform/scope.ts'
import { analyticsOfTemplate, enableInsights } from './analytics/read-analytics.ts'
import { archiveTemplate, unarchiveTemplate, unpauseTemplate } from './commands/change-status.ts'
import { createTemplate } from './commands/create-template.ts'
import { deleteTemplate } from './commands/delete-template.ts'
import { editTemplate } from './commands/edit-template.ts'
import { limitTemplate, starTemplate } from './commands/mark-template.ts'
import { migrateTemplates } from './commands/migrate-templates.ts'
import { syncTemplates } from './commands/sync-templates.ts'
import { uploadSample } from './commands/upload-sample.ts'
import { templateHistory } from './history/read.ts'
import { readLibrary } from './library/read-library.ts'
import { listTemplates, oneTemplate } from './queries.ts'
import { listTakenNames } from './taken-names.ts'

const idParams = z.object({ id: z.uuid() })
const nothing = z.undefined()
const syncBody = z.object({ wabaId: z.string().max(30).optional() }).nullish()

const STATUS_CHANGES = [
  ['unpause', 'End a pause early', unpauseTemplate],
  ['archive', 'Archive a template; Meta deletes what stays archived for 28 days', archiveTemplate],
  ['unarchive', 'Bring an archived template back', unarchiveTemplate],
] as const

export function templatesRoutes(deps: AppDeps): Routes {
  return async (app) => {
    app.get(
      '/templates',
      {
        schema: { summary: 'Templates of the connected accounts', querystring: templateListQuery, response: { 200: page(listedTemplate) } },
      },
      (request) => inTransaction(request.scope, (scope) => listTemplates(scope, request.query)),
    )
    app.post(
      '/templates',
      {
        schema: {
          summary: "Create a template: Meta's own shape, plus numberId or wabaId",
          body: newTemplate,
          response: { 201: templateView },
        },
      },
      async (request, reply) => reply.code(201).send(await createTemplate(request.scope, deps, request.body)),
    )
    app.get(
      '/templates/library',
      {
        schema: {
          summary: "Meta's template library; POST /templates with library_template_name makes one of it",
          querystring: libraryQuery,
          response: { 200: page(libraryTemplate) },
        },
      },
      (request) => readLibrary(request.scope, deps, request.query),
    )
    app.get(
      '/templates/names',
      {
        schema: {
          summary: 'The languages in which a name is not free, and until when where Meta holds it after a deletion',
          querystring: takenNamesQuery,
          response: { 200: z.object({ items: z.array(takenName) }) },
        },
      },
      async (request) => ({ items: await listTakenNames(request.scope, request.query) }),
    )
    app.get(
      '/templates/:id',
      { schema: { summary: 'One language of a template', params: idParams, response: { 200: templateDetail } } },
      (request) => inTransaction(request.scope, (scope) => oneTemplate(scope, request.params.id)),
    )
    app.get(
      '/templates/:id/history',
      {
        schema: {
          summary: 'What happened to a template and who told, newest first',
          params: idParams,
          querystring: templateHistoryQuery,
          response: { 200: page(templateEntry) },
        },
      },
      (request) => inTransaction(request.scope, (scope) => templateHistory(scope, request.params.id, request.query)),
    )
    app.get(
      '/templates/:id/analytics',
      {
        schema: {
          summary: 'Sent, delivered, read, clicked and cost of a template, as Meta reports them',
          params: idParams,
          querystring: templateAnalyticsQuery,
          response: { 200: templateAnalytics },
        },
      },
      (request) => analyticsOfTemplate(request.scope, deps, request.params.id, Number(request.query.days)),
    )
    app.post(
      '/templates/:id/insights',
      {
        schema: {
          summary: "Have Meta count what becomes of the account's templates. This cannot be undone",
          params: idParams,
          body: insightsConsent,
          response: { 204: nothing },
        },
      },
      async (request, reply) => {
        await enableInsights(request.scope, deps, request.params.id)
        return reply.code(204).send()
      },
    )
    app.put(
      '/templates/:id',
      {
        schema: {
          summary: 'Edit a template; Meta reviews it again, and limits how often',
          params: idParams,
          body: editedTemplate,
          response: { 200: templateView },
        },
      },
      (request) => editTemplate(request.scope, deps, request.params.id, request.body),
    )
    app.delete(
      '/templates/:id',
      {
        schema: {
          summary: 'Delete one language of a template; Meta blocks its name for 30 days',
          params: idParams,
          response: { 204: nothing },
        },
      },
      async (request, reply) => {
        await deleteTemplate(request.scope, deps, request.params.id)
        return reply.code(204).send()
      },
    )
    app.patch(
      '/templates/:id',
      {
        schema: {
          summary: 'Say from which role on a template may be sent, and for which teams it is kept',
          params: idParams,
          body: templateLimits,
          response: { 200: templateDetail },
        },
      },
      (request) =>
        inTransaction(request.scope, async (scope) => {
          await limitTemplate(scope, request.params.id, request.body)
          return oneTemplate(scope, request.params.id)
        }),
    )
    for (const method of ['PUT', 'DELETE'] as const) {
      app.route({
        method,
        url: '/templates/:id/favourite',
        schema: {
          summary: method === 'PUT' ? 'Star a template, for oneself' : 'Take the star away',
          params: idParams,
          response: { 204: nothing },
        },
        handler: async (request, reply) => {
          await inTransaction(request.scope, (scope) => starTemplate(scope, request.params.id, method === 'PUT'))
          return reply.code(204).send()
        },
      })
    }
    for (const [verb, summary, change] of STATUS_CHANGES) {
      app.post(`/templates/:id/${verb}`, { schema: { summary, params: idParams, response: { 200: templateView } } }, (request) =>
        change(request.scope, deps, request.params.id),
      )
    }
    app.post(
      '/templates/migrate',
      {
        schema: {
          summary: 'Copy templates into another account of the same business, with the result of each',
          body: templateMigration,
          response: { 200: migratedTemplates },
        },
      },
      (request) => migrateTemplates(request.scope, deps, request.body),
    )
    app.post(
      '/templates/sync',
      { schema: { summary: 'Read the templates from Meta now', body: syncBody, response: { 200: templateSync } } },
      (request) => syncTemplates(request.scope, deps, request.body?.wabaId),
    )
    await app.register(sampleRoute(deps))
  }
}

/** The body is the file: not parsed, read by the command when it has decided that it may come in. */
function sampleRoute(deps: AppDeps): Routes {
  return async (app) => {
    app.removeAllContentTypeParsers()
    app.addContentTypeParser('*', (_request, _payload, done) => done(null, undefined))
    app.post(
      '/templates/samples',
      {
        bodyLimit: LARGEST_SAMPLE,
        config: { hasLongBody: true },
        schema: {
          summary: 'Upload the file that reviewers see in a header or card; the body is the file itself',
          querystring: sampleQuery,
          response: { 201: templateSample },
        },
      },
      async (request, reply) => reply.code(201).send(await uploadSample(request.scope, deps, { ...request.query, bytes: request.raw })),
    )
  }
}
