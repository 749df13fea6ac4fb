import { legalFacts, legalPage, legalTextChange, legalView } from '@recado/contract/legal'
import { locale } from '@recado/contract/team'
import { z } from 'zod'
import type { AppDeps } from '../app.ts'
import type { Routes } from '../platform/http-schemas.ts'
import { inTransaction } from '../platform/scope.ts'
import { legalOverview, saveFacts, saveText } from './texts.ts'

const params = z.object({ page: legalPage, locale })

export function legalRoutes({ config }: AppDeps): Routes {
  return async (app) => {
    app.get('/legal', { schema: { summary: 'The public pages and their facts (operator)', response: { 200: legalView } } }, (request) =>
      inTransaction(request.scope, (scope) => legalOverview(scope, config.PUBLIC_URL)),
    )
    app.put(
      '/legal/facts',
      { schema: { summary: 'What the public pages say of the company (operator)', body: legalFacts, response: { 200: legalView } } },
      (request) =>
        inTransaction(request.scope, async (scope) => {
          await saveFacts(scope, request.body)
          return legalOverview(scope, config.PUBLIC_URL)
        }),
    )
    app.put(
      '/legal/texts/:page/:locale',
      { schema: { summary: 'A page in own words, or ours again (operator)', params, body: legalTextChange, response: { 200: legalView } } },
      (request) =>
        inTransaction(request.scope, async (scope) => {
          await saveText(scope, request.params.page, request.params.locale, request.body.body)
          return legalOverview(scope, config.PUBLIC_URL)
        }),
    )
  }
}
