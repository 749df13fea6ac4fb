/** The simulator behind our own address. Its Graph API is for anybody with one of its tokens; its phones, for whoever owns the account. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { AppDeps } from '../app.ts'
import { requireAbility } from '../platform/access.ts'
import { Refusal } from '../platform/errors.ts'
import type { Routes } from '../platform/http-schemas.ts'
import { inTransaction } from '../platform/scope.ts'
import { askAgain, authenticate } from '../team/authenticate.ts'
import { accessSandboxWaba, ownsSandboxWaba } from './access.ts'
import type { Sandbox } from './child.ts'
import { type Forward, forwarder } from './forward.ts'
import { dialogPath, graphPath, phonePath } from './paths.ts'
import { isSandboxTicket } from './ticket.ts'

export function sandboxRoutes(deps: AppDeps): Routes {
  return async (app) => {
    const { sandbox } = deps
    if (!sandbox) return
    const { forward, close } = forwarder()
    app.addHook('onClose', close)
    // Bodies stay streams: any type, any size, not looked at.
    app.removeAllContentTypeParsers()
    app.addContentTypeParser('*', (_request, payload, done) => done(null, payload))

    app.all('/sandbox/graph/*', QUIET, (request, reply) => forward(request, reply, sandbox.baseUrl, found(graphPath(request.url))))
    app.get('/sandbox/sdk.js', QUIET, (request, reply) => forward(request, reply, sandbox.baseUrl, '/sdk.js'))
    app.all('/sandbox/dialog/*', QUIET, (request, reply) => {
      const ticket = new URL(`http://sandbox${request.url}`).searchParams.get('ticket') ?? ''
      if (!isSandboxTicket(deps.vault, ticket, new Date())) throw new Refusal('link_expired', 'Open the popup from its page again')
      return forward(request, reply, sandbox.baseUrl, found(dialogPath(request.url)))
    })
    await app.register(phoneRoutes(deps, sandbox, forward))
  }
}

function phoneRoutes(deps: AppDeps, sandbox: Sandbox, forward: Forward): Routes {
  return async (app) => {
    authenticate(app, deps)
    app.all('/sandbox/api/app', QUIET, async (request, reply) => {
      requireAbility(request.scope, 'installation.manage') // the app is everybody's
      return forward(request, reply, sandbox.baseUrl, '/api/app')
    })
    app.all('/sandbox/api/*', QUIET, async (request, reply) => {
      const { wabaId, path } = found(phonePath(request.url))
      await inTransaction(request.scope, (scope) => accessSandboxWaba(scope, wabaId))
      if (path.endsWith('/stream')) askWhileOpen(request, reply, () => mayStillListen(request, deps, wabaId))
      return forward(request, reply, sandbox.baseUrl, path)
    })
  }
}

const ASK_AGAIN_MS = 2_000

/** A stream outlives the moment at which its reader was let in, so the question is put again for as long as it lasts. */
function askWhileOpen(request: FastifyRequest, reply: FastifyReply, allowed: () => Promise<boolean>): void {
  const cut = () => request.raw.socket.destroy()
  const timer = setInterval(() => void allowed().then((still) => still || cut(), cut), ASK_AGAIN_MS)
  reply.raw.once('close', () => clearInterval(timer))
}

async function mayStillListen(request: FastifyRequest, deps: AppDeps, wabaId: string): Promise<boolean> {
  const scope = await askAgain(request, deps)
  return scope !== null && (await inTransaction(scope, (tx) => ownsSandboxWaba(tx, wabaId)))
}

/** Not part of our API's description, and not for our rate limits: the simulator has Meta's. */
const QUIET = { schema: { hide: true }, config: { rateLimit: false } }

function found<T>(target: T | null): T {
  if (target === null) throw new Refusal('not_found', 'The sandbox has no such address')
  return target
}
