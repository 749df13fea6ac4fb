/** Every error leaves as application/problem+json (RFC 9457) with a stable `code`. One of the few places that catch. */
import type { Socket } from 'node:net'
import type { Problem, RefusalCode } from '@recado/contract/errors'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import { databaseTrouble } from './database-trouble.ts'
import { Refusal } from './errors.ts'
import { fieldProblems } from './field-problems.ts'
import { newId } from './ids.ts'

/** What fastify itself refuses, in our words. */
const FASTIFY_REFUSALS: Readonly<Record<string, RefusalCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'payload_too_large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupported_media_type',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'invalid',
  FST_ERR_CTP_INVALID_JSON_BODY: 'invalid',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'invalid',
  FST_ERR_BAD_URL: 'invalid',
}

/** @param answerPage answers a request for an unknown address with a page where that is what is wanted; false where not */
export function answerProblems(app: FastifyInstance, answerPage: (request: FastifyRequest, reply: FastifyReply) => boolean): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const refusal = asRefusal(error)
    if (databaseTrouble(error) !== null) request.log.warn({ err: error, outcome: 'database_away' }, 'request not answered')
    if (refusal) return sendProblem(reply, problemOf(refusal))
    return sendProblem(reply, bug(error, request))
  })
  app.setNotFoundHandler((request, reply) => {
    if (answerPage(request, reply)) return reply
    return sendProblem(reply, problemOf(new Refusal('not_found', `There is no ${request.method} ${request.url.split('?')[0]} here`)))
  })
}

export function sendProblem(reply: FastifyReply, problem: Problem): FastifyReply {
  const wait = problem.details?.retryAfterSeconds
  if (typeof wait === 'number') void reply.header('retry-after', String(wait))
  if (problem.status === 401) void reply.header('www-authenticate', 'Bearer')
  // Sent as text: the route's own response schemas do not apply to refusals.
  return reply.code(problem.status).type('application/problem+json; charset=utf-8').serializer(JSON.stringify).send(problem)
}

/** An address that is not even one (half an escape, a part that is too long) has no route, so no error handler either. */
export function answerUnroutable(error: FastifyError, _request: FastifyRequest, reply: FastifyReply): void {
  sendProblem(reply, problemOf(asRefusal(error) ?? new Refusal('invalid', 'The address is not valid')))
}

/** Long enough to read the answer in. */
const LINGER_MS = 1_000

/** A request whose head cannot be read never becomes one: the answer goes onto the socket, and the socket ends. */
export function answerUnreadable(error: Error & { readonly code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy()
  setTimeout(() => socket.destroy(), LINGER_MS).unref() // whoever keeps their half open does not keep ours
  if (error.code !== 'HPE_HEADER_OVERFLOW') {
    const status = error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? '408 Request Timeout' : '400 Bad Request'
    return void socket.end(`HTTP/1.1 ${status}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n`)
  }
  const refusal = new Refusal('headers_too_large', 'Address and headers together are longer than 16 KiB')
  const body = JSON.stringify(problemOf(refusal))
  const head = `HTTP/1.1 431 Request Header Fields Too Large\r\ncontent-type: application/problem+json; charset=utf-8\r\ncontent-length: ${body.length}`
  socket.end(`${head}\r\nconnection: close\r\n\r\n${body}`)
}

export function problemOf(refusal: Refusal): Problem {
  const { fields, ...details } = refusal.details
  return {
    type: `/docs#${refusal.code}`,
    title: refusal.code.replaceAll('_', ' '),
    status: refusal.httpStatus,
    code: refusal.code,
    detail: refusal.message,
    ...(Array.isArray(fields) ? { fields } : {}),
    ...(Object.keys(details).length > 0 ? { details } : {}),
  }
}

/** When the database is away: about as long as it takes to start again. */
const COME_BACK_SECONDS = 5

export const databaseAway = (): Refusal => new Refusal('unavailable', 'The database is away', { retryAfterSeconds: COME_BACK_SECONDS })

function asRefusal(error: FastifyError): Refusal | null {
  if (error instanceof Refusal) return error
  if (databaseTrouble(error) !== null) return databaseAway()
  if (hasZodFastifySchemaValidationErrors(error)) {
    const fields = error.validation.flatMap(fieldProblems)
    return new Refusal('invalid', `The ${error.validationContext ?? 'request'} is not valid`, { fields })
  }
  const code = FASTIFY_REFUSALS[error.code]
  if (code) return new Refusal(code, error.message)
  return error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500 ? new Refusal('invalid', error.message) : null
}

/** The caller gets a reference and nothing else; the log gets the rest under the same reference. */
function bug(error: Error, request: FastifyRequest): Problem {
  const reference = newId().slice(-12)
  request.log.error({ err: error, reference, method: request.method, route: request.routeOptions.url }, 'request failed')
  return {
    type: '/docs#internal',
    title: 'internal error',
    status: 500,
    code: 'internal',
    detail: `Something went wrong on our side; the log has it under ${reference}`,
    details: { reference },
  }
}
