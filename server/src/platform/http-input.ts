/** What every request must satisfy before a route's own schema looks at it. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Refusal } from './errors.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Its body is a file, which may take minutes. */
    hasLongBody?: boolean
  }
}

const LONGEST_BODY_MS = 30_000
/** In Node's own words for a request that takes too long. */
const TOO_SLOW = 'HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n'

/** A body that trickles in holds a connection and a place in memory: what is no file must be here soon. */
export function hurryBodies(app: FastifyInstance): void {
  app.addHook('onRequest', async ({ raw, routeOptions }, reply) => {
    const hasBody = raw.headers['content-length'] !== undefined || raw.headers['transfer-encoding'] !== undefined
    if (!hasBody || raw.complete || routeOptions.config.hasLongBody === true) return
    const clock = setTimeout(() => raw.socket.end(TOO_SLOW).destroySoon(), LONGEST_BODY_MS)
    clock.unref()
    const stop = () => clearTimeout(clock)
    raw.once('end', stop).once('close', stop)
    reply.raw.once('finish', stop) // answered without reading it
  })
}

/** JSON and nothing else: a form or plain text, which a foreign page could post, is a 415. */
export function acceptJsonOnly(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error')
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body: string, done) => {
    if (body === '') return done(null, undefined) // many clients announce JSON and then send nothing
    parse(request, body, (error, value) => done(error ?? storable(value), value))
  })
  app.addHook('onRequest', async (request) => {
    if (/%00/.test(request.url)) throw new Refusal('invalid', 'The address holds a character that cannot be stored (U+0000)')
  })
}

const DEEPEST = 40

/** PostgreSQL stores neither U+0000 nor half a surrogate pair, and nothing we accept is nested deeper than a template's components. */
function storable(value: unknown): Refusal | null {
  const todo: { value: unknown; depth: number }[] = [{ value, depth: 0 }]
  for (let next = todo.pop(); next; next = todo.pop()) {
    if (typeof next.value === 'string' && !isStorable(next.value)) {
      return new Refusal('invalid', 'A text holds a character that cannot be stored (U+0000 or half a surrogate pair)')
    }
    if (typeof next.value !== 'object' || next.value === null) continue
    if (next.depth === DEEPEST) return new Refusal('invalid', `Nested deeper than ${DEEPEST}`)
    for (const [key, inner] of Object.entries(next.value)) {
      todo.push({ value: key, depth: next.depth }, { value: inner, depth: next.depth + 1 })
    }
  }
  return null
}

const HALF_PAIR = /\p{Surrogate}/u

function isStorable(text: string): boolean {
  return !text.includes('\0') && !HALF_PAIR.test(text)
}

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * A browser sends our cookie along with requests that other sites make it send. So whatever changes something must come from our own
 * pages; browsers say where from in Origin (or Sec-Fetch-Site), and programs that are not browsers send neither.
 */
export function refuseForeignOrigin(request: FastifyRequest, publicUrl: string): void {
  if (SAFE.has(request.method)) return
  const { origin, host } = request.headers
  const site = request.headers['sec-fetch-site']
  const ours = origin === undefined ? site === undefined || site === 'same-origin' || site === 'none' : isOurs(origin, host, publicUrl)
  if (!ours) throw new Refusal('origin_refused', `This came from another site; Recado is at ${publicUrl}`)
}

function isOurs(origin: string, host: string | undefined, publicUrl: string): boolean {
  const own = new URL(publicUrl)
  // On plain http there are several names for one machine (localhost, 127.0.0.1, its address in the LAN); each may talk to itself.
  return origin === own.origin || (own.protocol === 'http:' && origin === `http://${host}`)
}
