import {
  deliveryBody,
  deliveryNamed,
  deliveryPage,
  deliveryQuery,
  replayed,
  replayWish,
  webhooksSeen,
  webhookTest,
} from '@recado/contract/deliveries'
import { z } from 'zod'
import type { AppDeps } from '../app.ts'
import { accessNumber } from '../numbers/access.ts'
import type { Routes } from '../platform/http-schemas.ts'
import { inTransaction } from '../platform/scope.ts'
import { listDeliveries, readDeliveryBody, replayDeliveries } from './delivery-log.ts'
import { readSeen } from './read-seen.ts'
import { tryWebhooks } from './try-webhooks.ts'

const params = z.object({ id: z.uuid() })

/** What Meta delivered about a number. */
export function deliveryLogRoutes(deps: AppDeps): Routes {
  const { pipeline } = deps
  return async (app) => {
    app.get(
      '/numbers/:id/webhooks/seen',
      { schema: { summary: 'When each field of webhooks came last, and how many within a day', params, response: { 200: webhooksSeen } } },
      (request) => inTransaction(request.scope, (tx) => readSeen(tx, request.params.id)),
    )
    app.post(
      '/numbers/:id/webhooks/test',
      {
        schema: {
          summary: 'Try the way from Meta to here: its own call to our address, and a signed delivery of each field',
          params,
          response: { 200: webhookTest },
        },
      },
      (request) => tryWebhooks(request.scope, deps, request.params.id),
    )
    app.get(
      '/numbers/:id/deliveries',
      {
        schema: {
          summary: 'Webhook calls about a number, newest first',
          params,
          querystring: deliveryQuery,
          response: { 200: deliveryPage },
        },
      },
      (request) => listDeliveries(request.scope, pipeline, request.params.id, request.query),
    )
    app.get(
      '/numbers/:id/deliveries/:delivery',
      { schema: { summary: 'One of them as Meta sent it', params: deliveryNamed, response: { 200: deliveryBody } } },
      (request) => readDeliveryBody(request.scope, pipeline, request.params.id, request.params.delivery),
    )
    app.post(
      '/numbers/:id/deliveries/replay',
      { schema: { summary: 'Process them again; what is right already stays', params, body: replayWish, response: { 202: replayed } } },
      async (request, reply) => {
        const { once: _once, ...looking } = request.scope
        await inTransaction(looking, (tx) => accessNumber(tx, request.params.id, 'numbers.connect'))
        const queued = await replayDeliveries(looking, pipeline, request.params.id, request.body.ids)
        return reply.code(202).send({ queued })
      },
    )
  }
}
