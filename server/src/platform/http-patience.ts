import type { FastifyInstance, FastifyReply } from 'fastify'
import { databaseAway, problemOf } from './http-problem.ts'

/** Almost every answer is there by then; for the others it is asked whether the database is. */
const ASK_AFTER_MS = 1_000

/**
 * Nobody waits for a database that says nothing: 503 in less than two seconds. What was asked may still be carried out once it goes on,
 * as after any answer that was lost on the way; whoever asks again under the same client id or Idempotency-Key does it once.
 */
export function refuseWhileSilent(app: FastifyInstance, isSilent: () => Promise<boolean>): void {
  app.addHook('onRequest', async (_request, reply) => {
    const look = async () => {
      if (reply.sent) return
      if (await isSilent()) refuse(reply)
      else timer = setTimeout(look, ASK_AFTER_MS)
    }
    let timer = setTimeout(look, ASK_AFTER_MS)
    reply.raw.once('close', () => clearTimeout(timer))
  })
}

/** Past the hooks of the reply, which may be waiting for the database themselves. */
function refuse(reply: FastifyReply): void {
  if (reply.sent || reply.raw.headersSent) return
  const { raw } = reply.hijack()
  const headers = Object.entries(reply.getHeaders()).flatMap(([name, value]) => (value === undefined ? [] : ([[name, value]] as const)))
  const problem = databaseAway()
  raw.writeHead(problem.httpStatus, {
    ...Object.fromEntries(headers),
    'content-type': 'application/problem+json; charset=utf-8',
    'retry-after': String(problem.details['retryAfterSeconds']),
  })
  raw.end(JSON.stringify(problemOf(problem)))
}
