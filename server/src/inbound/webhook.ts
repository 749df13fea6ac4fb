import type { FastifyReply, FastifyRequest } from 'fastify'
import type { AppDeps } from '../app.ts'
import { failpoint } from '../platform/failpoint.ts'
import type { Routes } from '../platform/http-schemas.ts'
import { CannotStore } from './deliveries.ts'
import { noteRefusedSignature } from './refused-signatures.ts'
import { signingApp } from './signature.ts'

/** Meta sends up to 3 MB; a little room, and no more. */
const BODY_LIMIT = 4 * 1024 * 1024
/** Anybody may begin a body here, up to that size, and nobody needs longer for one. */
const BODY_WITHIN_MS = 10_000

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

    app.post<{ Body: Buffer | undefined }>(
      '/webhooks/whatsapp',
      { bodyLimit: BODY_LIMIT, config: { bodyWithinMs: BODY_WITHIN_MS } },
      async (request, reply) => {
        const body = request.body ?? Buffer.alloc(0)
        failpoint('ingress:after_body')
        const apps = await deps.metaApps.activeApps().catch(asUnknown)
        if (apps instanceof CannotStore) return askAgain(request, reply, apps)
        const signer = signingApp(request.headers['x-hub-signature-256']?.toString(), body, apps)
        if (signer === null) {
          noteRefusedSignature()
          return reply.code(401).send()
        }
        failpoint('ingress:after_hmac')
        const refusal = await deps.deliveries.store(body, signer).then(() => null, asRefusal)
        if (refusal !== null) return askAgain(request, reply, refusal)
        failpoint('ingress:before_200')
        return reply.code(200).send()
      },
    )
  }
}

/** Meta sends again what is not answered 200; nothing of it is lost. */
function askAgain(request: FastifyRequest, reply: FastifyReply, refusal: CannotStore): FastifyReply {
  request.log.error({ outcome: refusal.message }, 'delivery not stored')
  return reply.code(503).header('retry-after', '5').send()
}

/** Started while the database was away: who may sign is not known yet. */
const asUnknown = (error: unknown) => new CannotStore(error instanceof Error ? error.message : 'the apps could not be read')

function asRefusal(error: unknown): CannotStore {
  if (error instanceof CannotStore) return error
  throw error
}
