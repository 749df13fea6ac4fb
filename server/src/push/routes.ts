import { pushState, pushSubscription } from '@recado/contract/push'
import { z } from 'zod'
import type { AppDeps } from '../app.ts'
import type { Routes } from '../platform/http-schemas.ts'
import { pushKeys } from './push-keys.ts'
import { dropSubscription, hasSubscription, keepSubscription } from './subscriptions.ts'

const PERSON = { access: 'person' } as const
const nothing = z.undefined()

/** Of the browser that asks, whatever workspace it stands in. */
export function pushRoutes(deps: AppDeps): Routes {
  return async (app) => {
    app.get(
      '/push',
      { config: PERSON, schema: { summary: 'Whether this browser is called while nobody looks', response: { 200: pushState } } },
      async (request) => ({
        publicKey: (await pushKeys(deps.db, deps.vault)).publicKey,
        isOn: await hasSubscription(deps.db, request.person.session.id),
      }),
    )
    app.put(
      '/push/subscription',
      { config: PERSON, schema: { summary: 'Call this browser', body: pushSubscription, response: { 204: nothing } } },
      async (request, reply) => {
        await keepSubscription(deps, request.person.session.id, request.body)
        return reply.code(204).send()
      },
    )
    app.delete(
      '/push/subscription',
      { config: PERSON, schema: { summary: 'Call this browser no more', response: { 204: nothing } } },
      async (request, reply) => {
        await dropSubscription(deps.db, request.person.session.id)
        return reply.code(204).send()
      },
    )
  }
}
