import type { AppDeps } from '../app.ts'
import type { Routes } from '../platform/http-schemas.ts'
import { DELIVERIES, type Door } from './delivery-door.ts'

/** Meta's handshake; and deliveries that were addressed a little differently than they usually are, through the same door. */
export function webhookRoutes(deps: Pick<AppDeps, 'metaApps'>, door: Door): Routes {
  return async (app) => {
    app.removeAllContentTypeParsers()
    app.addContentTypeParser('*', (_request, _body, done) => done(null)) // the door reads it

    app.get<{ Querystring: Record<string, string | string[] | undefined> }>(DELIVERIES, async (request, reply) => {
      const { 'hub.mode': mode, 'hub.verify_token': token, 'hub.challenge': challenge } = request.query
      const known =
        mode === 'subscribe' && typeof token === 'string' && typeof challenge === 'string' && (await deps.metaApps.isVerifyToken(token))
      return known ? reply.type('text/plain').send(challenge) : reply.code(403).send()
    })

    app.post(DELIVERIES, (request, reply) => {
      reply.hijack()
      door(request.raw, reply.raw)
    })
  }
}
