/** Hands a request to the simulator and its answer back, byte for byte and as they come, so that event streams and faults pass too. */
import type { IncomingHttpHeaders } from 'node:http'
import type { Socket } from 'node:net'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Agent, type Dispatcher } from 'undici'
import { Refusal } from '../platform/errors.ts'

/** About one connection, which is not the next one (RFC 9110, 7.6.1), or between the browser and us only. */
const KEPT_BACK = new Set(
  'connection keep-alive proxy-connection te trailer transfer-encoding upgrade host expect cookie set-cookie'.split(' '),
)
/** What test customers upload is shown as a picture and never run, even when somebody opens its address. */
const INERT = { 'content-security-policy': "default-src 'none'; sandbox", 'x-content-type-options': 'nosniff' }

export type Forward = (request: FastifyRequest, reply: FastifyReply, baseUrl: string | null, path: string) => Promise<FastifyReply>

export function forwarder(): { forward: Forward; close: () => Promise<void> } {
  // An event stream may be silent for long, and a switched-on delay is for the simulator to end.
  const agent = new Agent({ bodyTimeout: 0, headersTimeout: 120_000, connections: 512 })

  return {
    async forward(request, reply, baseUrl, path) {
      if (baseUrl === null) throw new Refusal('unavailable', 'The sandbox simulator is starting; try again in a moment')
      const { socket } = request.raw // out of reach once the request's body was given up
      const answer = await call(agent, request, reply, baseUrl + path)
      if (answer === 'unreachable') throw new Refusal('unavailable', 'The sandbox simulator does not answer; try again in a moment')
      if (answer === 'cut') return cut(socket, reply)
      return reply
        .code(answer.statusCode)
        .headers({ ...forwardable(answer.headers), ...INERT })
        .send(answer.body)
    },
    close: () => agent.destroy(),
  }
}

type Answer = Dispatcher.ResponseData | 'unreachable' | 'cut'

async function call(agent: Agent, request: FastifyRequest, reply: FastifyReply, url: string): Promise<Answer> {
  const over = new AbortController()
  reply.raw.once('close', () => over.abort()) // answered, or the caller hung up
  try {
    return await agent.request({
      origin: new URL(url).origin,
      path: url.slice(new URL(url).origin.length),
      method: request.method as Dispatcher.HttpMethod,
      headers: forwardable(request.headers),
      body: hasBody(request.headers) ? request.raw : null,
      signal: over.signal,
    })
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ECONNREFUSED' ? 'unreachable' : 'cut'
  }
}

/** The simulator broke the connection on purpose, as a fault that is switched on: so do we. */
function cut(socket: Socket, reply: FastifyReply): FastifyReply {
  reply.hijack()
  socket.destroy()
  return reply
}

const hasBody = (headers: IncomingHttpHeaders) => headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined

function forwardable(headers: IncomingHttpHeaders): Record<string, string | string[]> {
  const kept: Record<string, string | string[]> = {}
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined && !KEPT_BACK.has(name)) kept[name] = value
  }
  return kept
}
