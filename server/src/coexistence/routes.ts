import { numberCoexistence } from '@recado/contract/coexistence'
import { z } from 'zod'
import type { AppDeps } from '../app.ts'
import { accessNumber } from '../numbers/access.ts'
import { targetOf } from '../numbers/ask-meta.ts'
import { Refusal } from '../platform/errors.ts'
import type { Routes } from '../platform/http-schemas.ts'
import { inTransaction } from '../platform/scope.ts'
import { askPhone } from './commands/ask-phone.ts'
import { readCoexistence } from './queries.ts'

const params = z.object({ id: z.uuid() })
const response = { 200: numberCoexistence }

/** Numbers that stay in the WhatsApp Business app. */
export function coexistenceRoutes(deps: AppDeps): Routes {
  return async (app) => {
    app.get(
      '/numbers/:id/coexistence',
      {
        schema: {
          summary: 'What the phone of a number hands over, and how far that has come; null for a number without the app',
          params,
          response,
        },
      },
      async (request) => ({ coexistence: await inTransaction(request.scope, (scope) => readCoexistence(scope, request.params.id)) }),
    )
    app.post(
      '/numbers/:id/coexistence/requests',
      {
        schema: {
          summary: 'Ask the phone for what was not asked for yet: contacts, then history; once each, within 24 hours',
          params,
          response,
        },
      },
      async (request) => {
        const { once: _once, ...own } = request.scope
        const number = await inTransaction(own, (scope) => accessNumber(scope, request.params.id, 'numbers.connect'))
        if (!number.is_coexistence) throw new Refusal('conflict', 'This number is not in the WhatsApp Business app')
        const { target } = await targetOf(own, deps, number)
        const asked = await askPhone(own, deps.graph, target, number)
        if (asked.length === 0) throw new Refusal('conflict', 'There is nothing left to ask the phone for')
        return { coexistence: await inTransaction({ ...own, now: new Date() }, (scope) => readCoexistence(scope, number.id)) }
      },
    )
  }
}
