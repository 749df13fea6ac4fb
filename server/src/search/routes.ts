import { searchAnswer, searchQuery } from '@recado/contract/contacts'
import type { AppDeps } from '../app.ts'
import type { Routes } from '../platform/http-schemas.ts'
import { inTransaction } from '../platform/scope.ts'
import { search } from './search.ts'

export function searchRoutes(_deps: AppDeps): Routes {
  return async (app) => {
    app.get(
      '/search',
      { schema: { summary: 'Find people, conversations and messages', querystring: searchQuery, response: { 200: searchAnswer } } },
      (request) => inTransaction(request.scope, (scope) => search(scope, request.query)),
    )
  }
}
