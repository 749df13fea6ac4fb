import { page } from '@recado/contract/conversations'
import { numberChangeLine, numberHistoryQuery } from '@recado/contract/number-history'
import { newToken, numberToken } from '@recado/contract/number-token'
import {
  credentialChecks,
  numberCredentials,
  numberHealth,
  numberSettings,
  numberView,
  partialCredentials,
  sandboxNumber,
  webhookSettings as webhookSettingsView,
} from '@recado/contract/numbers'
import { z } from 'zod'
import type { AppDeps } from '../app.ts'
import type { Routes } from '../platform/http-schemas.ts'
import { inTransaction } from '../platform/scope.ts'
import { numberAssetRoutes } from './asset-routes.ts'
import { changeNumberSettings } from './commands/change-settings.ts'
import { checkCredentials } from './commands/check-credentials.ts'
import { connectNumber } from './commands/connect-number.ts'
import { connectSandbox } from './commands/connect-sandbox.ts'
import { disconnectNumber } from './commands/disconnect-number.ts'
import { readNumberHealth, refreshNumber } from './commands/refresh-number.ts'
import { renewToken } from './commands/renew-token.ts'
import { numberHistory } from './history/read.ts'
import { identityRoutes } from './identity-routes.ts'
import { metaSettingsRoutes } from './meta-settings-routes.ts'
import { listNumbers, readNumberToken, readNumberView, webhookSettings } from './queries.ts'
import { registrationRoutes } from './registration-routes.ts'

const params = z.object({ id: z.uuid() })

export function numbersRoutes(deps: AppDeps): Routes {
  return async (app) => {
    await app.register(numberAssetRoutes(deps))
    await app.register(registrationRoutes(deps))
    await app.register(identityRoutes(deps))
    await app.register(metaSettingsRoutes(deps))
    app.get('/numbers', { schema: { summary: 'The connected numbers', response: { 200: page(numberView) } } }, async (request) => ({
      items: await inTransaction(request.scope, listNumbers),
      nextCursor: null,
    }))

    app.get(
      '/numbers/webhook',
      { schema: { summary: "What to copy into a Meta app's webhook settings", response: { 200: webhookSettingsView } } },
      async (request) => webhookSettings(request.scope, deps.vault, deps.config),
    )

    app.post(
      '/numbers/check',
      {
        schema: { summary: 'Check the fields of a manual connection, live', body: partialCredentials, response: { 200: credentialChecks } },
      },
      async (request) => {
        const { checks } = await checkCredentials(request.scope, deps, request.body)
        return { checks }
      },
    )

    app.post(
      '/numbers/connect',
      { schema: { summary: 'Connect a number by hand', body: numberCredentials, response: { 201: numberView } } },
      async (request, reply) => {
        return reply.code(201).send(await connectNumber(request.scope, deps, request.body))
      },
    )

    app.post(
      '/numbers/sandbox',
      { schema: { summary: 'Open and connect a sandbox number', body: sandboxNumber, response: { 201: numberView } } },
      async (request, reply) => {
        return reply.code(201).send(await connectSandbox(request.scope, deps, deps.sandbox, request.body))
      },
    )

    app.get('/numbers/:id', { schema: { summary: 'One number', params, response: { 200: numberView } } }, (request) =>
      inTransaction(request.scope, (scope) => readNumberView(scope, request.params.id)),
    )

    app.patch(
      '/numbers/:id',
      { schema: { summary: 'Change what we do with a number', params, body: numberSettings, response: { 200: numberView } } },
      (request) => inTransaction(request.scope, (scope) => changeNumberSettings(scope, request.params.id, request.body)),
    )

    app.delete(
      '/numbers/:id',
      { schema: { summary: 'Disconnect a number; its history stays', params, response: { 204: z.undefined() } } },
      async (request, reply) => {
        await disconnectNumber(request.scope, deps, request.params.id)
        return reply.code(204).send()
      },
    )

    app.post(
      '/numbers/:id/refresh',
      { schema: { summary: 'Read the facts of a number from Meta now', params, response: { 200: numberView } } },
      (request) => refreshNumber(request.scope, deps, request.params.id),
    )

    app.get(
      '/numbers/:id/history',
      {
        schema: {
          summary: 'What became of the number and its account at Meta, newest first',
          params,
          querystring: numberHistoryQuery,
          response: { 200: page(numberChangeLine) },
        },
      },
      (request) => inTransaction(request.scope, (scope) => numberHistory(scope, request.params.id, request.query)),
    )

    app.get(
      '/numbers/:id/token',
      { schema: { summary: "The account's token: permissions, expiry, state; never the token", params, response: { 200: numberToken } } },
      (request) => inTransaction(request.scope, (scope) => readNumberToken(scope, request.params.id)),
    )

    app.put(
      '/numbers/:id/token',
      {
        schema: {
          summary: 'Give the account a new token; what waited for it goes out',
          params,
          body: newToken,
          response: { 200: numberToken },
        },
      },
      (request) => renewToken(request.scope, deps, request.params.id, request.body.accessToken),
    )

    app.get(
      '/numbers/:id/health',
      { schema: { summary: 'Whether Meta lets the number send, and what is in the way', params, response: { 200: numberHealth } } },
      (request) => readNumberHealth(request.scope, deps, request.params.id),
    )
  }
}
