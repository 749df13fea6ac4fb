import { Counter } from 'prom-client'
import type { AppDeps } from '../app.ts'
import { failpoint } from '../platform/failpoint.ts'
import type { Routes } from '../platform/http-schemas.ts'
import { metrics } from '../platform/metrics.ts'
import { CannotStore } from './deliveries.ts'
import { signingApp } from './signature.ts'

const refusedSignatures = new Counter({
  name: 'recado_webhook_signatures_refused_total',
  help: 'Webhook calls without a valid signature',
  registers: [metrics],
})

/** Meta sends up to 3 MB; a little room, and no more. */
const BODY_LIMIT = 4 * 1024 * 1024

/**
 * Hops 1 and 2: verify, store, answer. No parsing, no look-ups: whatever else is broken, a genuine delivery is on disk before Meta
 * sees 200, and what cannot be stored is asked for again.
 */
export function webhookRoutes(deps: AppDeps): Routes {
  return async (app) => {
    app.removeAllContentTypeParsers()
    app.addHook('onResponse', async () => failpoint('ingress:after_200'))
    app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: BODY_LIMIT }, (_request, body, done) => done(null, body))

    app.get<{ Querystring: Record<string, string | string[] | undefined> }>('/webhooks/whatsapp', async (request, reply) => {
      const { 'hub.mode': mode, 'hub.verify_token': token, 'hub.challenge': challenge } = request.query
      const known =
        mode === 'subscribe' && typeof token === 'string' && typeof challenge === 'string' && (await deps.metaApps.isVerifyToken(token))
      return known ? reply.type('text/plain').send(challenge) : reply.code(403).send()
    })

    app.post<{ Body: Buffer | undefined }>('/webhooks/whatsapp', { bodyLimit: BODY_LIMIT }, async (request, reply) => {
      const body = request.body ?? Buffer.alloc(0)
      failpoint('ingress:after_body')
      const signer = signingApp(request.headers['x-hub-signature-256']?.toString(), body, await deps.metaApps.activeApps())
      if (signer === null) {
        refusedSignatures.inc()
        return reply.code(401).send()
      }
      failpoint('ingress:after_hmac')
      const refusal = await deps.deliveries.store(body, signer).then(() => null, asRefusal)
      if (refusal !== null) {
        request.log.error({ outcome: refusal.message }, 'delivery not stored')
        return reply.code(503).header('retry-after', '5').send()
      }
      failpoint('ingress:before_200')
      return reply.code(200).send()
    })
  }
}

function asRefusal(error: unknown): CannotStore {
  if (error instanceof CannotStore) return error
  throw error
}
