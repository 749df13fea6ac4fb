/** One listener for four APIs: /graph is Meta's, /dialog its signup's, /api the phones', /control the one who runs us. */
import http, { type IncomingMessage, type ServerResponse } from 'node:http'
import { ZodError } from 'zod'
import { bearerIs, controlRoutes } from '../control/api.ts'
import { dashboardRoutes } from '../control/dashboard.ts'
import { numberDecisionRoutes } from '../control/numbers.ts'
import { templateRoutes } from '../control/templates.ts'
import { answerGraph, type GraphDeps } from '../graph/answer.ts'
import { parseJson } from '../graph/call.ts'
import { phoneRoutes } from '../phone/api.ts'
import { signupRoutes } from '../signup/routes.ts'
import { Refused } from './refused.ts'
import { json, type Reply } from './reply.ts'
import { type ApiAnswer, router } from './routes.ts'

const MOST_BYTES = 110 * 1024 * 1024

export function createListener(deps: GraphDeps): http.Server {
  const { world } = deps
  const match = router({
    ...phoneRoutes(deps),
    ...controlRoutes(deps),
    ...dashboardRoutes(world),
    ...templateRoutes(deps),
    ...numberDecisionRoutes(deps),
    ...signupRoutes(world),
  })

  async function answer(request: IncomingMessage, raw: Buffer): Promise<ApiAnswer> {
    const target = request.url ?? '/'
    const method = request.method ?? 'GET'
    if (target.startsWith('/graph/'))
      return answerGraph(deps, { method, target: target.slice('/graph'.length), headers: request.headers, raw })
    const url = new URL(target, 'http://simulator')
    if (url.pathname === '/healthz') return json({ ok: true })
    if (url.pathname.startsWith('/control/') && !bearerIs(request.headers.authorization, world.config.controlToken)) {
      throw new Refused(401, 'not_signed_in', 'The control token is missing or wrong')
    }
    const found = match(method, url.pathname)
    if (!found) throw new Refused(404, 'not_found', `Nothing at ${method} ${url.pathname}`)
    const body = raw.length === 0 ? undefined : parseJson(raw.toString('utf8'))
    if (raw.length > 0 && body === undefined) throw new Refused(400, 'invalid', 'The body is not JSON')
    return found.handler({ params: found.params, query: url.searchParams, body })
  }

  /** What one turn of the loop answered is put on file together, then sent. */
  let answered: { readonly response: ServerResponse; readonly reply: Reply }[] = []
  const commitAndSend = () => {
    const sending = answered
    answered = []
    world.commit()
    for (const { response, reply } of sending) {
      const delay = reply.delayMs ?? 0
      if (delay > 0) setTimeout(() => write(response, reply), delay)
      else write(response, reply)
    }
  }

  async function serve(request: IncomingMessage, response: ServerResponse, raw: Buffer): Promise<void> {
    const reply = await answer(request, raw).catch(failed)
    if ('stream' in reply) return reply.stream(request, response)
    if (answered.length === 0) setImmediate(commitAndSend)
    answered.push({ response, reply })
  }

  const server = http.createServer({ keepAliveTimeout: 65_000 }, (request, response) => {
    const chunks: Buffer[] = []
    let size = 0
    request.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size <= MOST_BYTES) chunks.push(chunk)
      else request.destroy()
    })
    request.on('end', () => void serve(request, response, chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)))
    request.on('error', () => response.destroy())
  })
  return server
}

/** What our own APIs refuse, and what is a bug: the latter is said on stderr, where the server that runs us listens. */
function failed(error: unknown): Reply {
  if (error instanceof Refused) return json({ code: error.code, message: error.message }, error.status)
  if (error instanceof ZodError)
    return json({ code: 'invalid', message: error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ') }, 422)
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
  return json({ error: { message: 'An unknown error occurred', type: 'OAuthException', code: 1 } }, 500)
}

function write(response: ServerResponse, reply: Reply): void {
  const { status, contentType, headers, fault } = reply
  if (fault === 'hang' || response.destroyed) return
  if (fault === 'reset') {
    response.socket?.resetAndDestroy()
    return
  }
  const body = fault === 'truncate' ? reply.body.slice(0, Math.floor(reply.body.length / 2)) : reply.body
  // A text leaves with its head in one piece; bytes would cost a second one.
  response.writeHead(status, { 'content-type': contentType, 'content-length': Buffer.byteLength(body), ...headers })
  response.end(body)
}
