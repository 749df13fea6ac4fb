import { alertQuery, alertView } from '@recado/contract/alerts'
import { page } from '@recado/contract/conversations'
import { z } from 'zod'
import type { Routes } from '../platform/http-schemas.ts'
import { inTransaction } from '../platform/scope.ts'
import { listAlerts } from './queries.ts'
import { resolveAlert } from './resolve-alert.ts'

const params = z.object({ id: z.uuid() })

export function alertRoutes(): Routes {
  return async (app) => {
    app.get(
      '/alerts',
      {
        schema: {
          summary: 'What somebody should know about accounts and numbers',
          querystring: alertQuery,
          response: { 200: page(alertView) },
        },
      },
      (request) => inTransaction(request.scope, (scope) => listAlerts(scope, request.query)),
    )
    app.post(
      '/alerts/:id/resolve',
      { schema: { summary: 'Somebody has dealt with it', params, response: { 200: alertView } } },
      (request) => inTransaction(request.scope, (scope) => resolveAlert(scope, request.params.id)),
    )
  }
}
