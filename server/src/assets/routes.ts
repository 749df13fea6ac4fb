import { assetAccount, assetCompany, assetFlow, assetQuery } from '@recado/contract/assets'
import { page } from '@recado/contract/conversations'
import { numberChangeLine, numberHistoryQuery } from '@recado/contract/number-history'
import { z } from 'zod'
import type { AppDeps } from '../app.ts'
import { accountHistory } from '../numbers/history/read.ts'
import type { Routes } from '../platform/http-schemas.ts'
import { inTransaction } from '../platform/scope.ts'
import { accessAccount, listFlows, rereadAccount } from './ask-account.ts'
import { listCompanies } from './companies.ts'
import { listAssets, readAsset } from './queries.ts'

const params = z.object({ wabaId: z.string().regex(/^\d{1,30}$/) })
const historyQuery = numberHistoryQuery.pick({ limit: true, cursor: true })

/** Client company, portfolio, account, numbers: what they are and how they are. */
export function assetRoutes(deps: AppDeps): Routes {
  return async (app) => {
    app.get(
      '/assets',
      {
        schema: { summary: 'Accounts with their numbers and their health', querystring: assetQuery, response: { 200: page(assetAccount) } },
      },
      (request) => inTransaction(request.scope, (scope) => listAssets(scope, request.query)),
    )
    app.get(
      '/assets/summary',
      { schema: { summary: 'The client companies of the reader, counted', response: { 200: z.object({ items: z.array(assetCompany) }) } } },
      async (request) => ({ items: await listCompanies(request.scope) }),
    )
    app.get(
      '/assets/:wabaId',
      { schema: { summary: 'One account with its numbers', params, response: { 200: assetAccount } } },
      (request) => inTransaction(request.scope, (scope) => readAsset(scope, request.params.wabaId)),
    )
    app.post(
      '/assets/:wabaId/refresh',
      { schema: { summary: 'Read an account and its numbers from Meta now', params, response: { 200: assetAccount } } },
      (request) => rereadAccount(request.scope, deps, request.params.wabaId),
    )
    app.get(
      '/assets/:wabaId/flows',
      {
        schema: {
          summary: 'The flows of an account, read from Meta now',
          params,
          response: { 200: z.object({ items: z.array(assetFlow) }) },
        },
      },
      async (request) => ({ items: await listFlows(request.scope, deps, request.params.wabaId) }),
    )
    app.get(
      '/assets/:wabaId/history',
      {
        schema: {
          summary: 'What became of an account and its numbers at Meta, newest first',
          params,
          querystring: historyQuery,
          response: { 200: page(numberChangeLine) },
        },
      },
      (request) =>
        inTransaction(request.scope, async (scope) => {
          const { id } = await accessAccount(scope, request.params.wabaId, 'numbers.read')
          return accountHistory(scope, id, request.query)
        }),
    )
  }
}
