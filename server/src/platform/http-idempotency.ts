/**
 * Idempotency-Key on a POST: for 24 hours the same key gets the same answer, and the work is done once.
 *
 * The row is claimed before the work with a token of this attempt; `inTransaction` marks it in the very transaction that does the work
 * (scope.ts); the answer is added after. So whatever dies in between, the work is never done twice: a claim without the mark may be taken
 * over, and one with the mark but no answer says so instead of trying again.
 */
import { createHash } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Refusal } from './errors.ts'
import { newId } from './ids.ts'
import { enterWorkspace, inTransaction, type Once, type Scope, type TxScope, WORK_DONE } from './scope.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Set while this request owns an Idempotency-Key. */
    once: Once | null
  }
  interface FastifyContextConfig {
    /** The answer shows a secret for the only time: it is never stored, not even to repeat it. */
    answerHoldsSecret?: boolean
  }
}

const KEPT_MS = 24 * 3600_000
/** Longer than any request may take. */
const ABANDONED_MS = 60_000
const SWEEP_ONE_IN = 200

/** Call it after the hook that sets `request.scope`. A request without a workspace has nothing to repeat. */
export function honourIdempotencyKeys(app: FastifyInstance, scopeOf: (request: FastifyRequest) => Scope | null): void {
  app.decorateRequest('once', null)
  app.addHook('preHandler', async (request, reply) => {
    const given = request.headers['idempotency-key']
    const scope = given === undefined || request.method !== 'POST' ? null : scopeOf(request)
    if (!scope || given === undefined) return undefined
    const claim = await inTransaction(scope, (tx) => claimKey(tx, keyOf(scope, String(given)), printOf(request)))
    if ('answer' in claim) return repeat(reply, claim.answer)
    request.once = claim
    Object.defineProperty(request, 'scope', { value: { ...scope, once: claim }, configurable: true })
    return undefined
  })
  app.addHook('onSend', async (request, reply, payload) => {
    if (request.once) await keepAnswer(request.scope, request.once, answerOf(request, reply, payload))
    return payload
  })
}

/** Two members, or two keys, that choose the same word do not meet. */
function keyOf({ actor }: Scope, given: string): string {
  if (!/^[\x20-\x7e]{1,255}$/.test(given)) throw new Refusal('invalid', 'Idempotency-Key is 1 to 255 printable ASCII characters')
  const who = actor.kind === 'person' ? actor.userId : actor.kind === 'api_key' ? actor.keyId : actor.name
  return `${who} ${given}`
}

/** Computed over the body as validated, so that spaces and the order of headers do not matter. */
function printOf(request: FastifyRequest): string {
  return createHash('sha256')
    .update(`${request.method} ${request.url}\n${JSON.stringify(request.body) ?? ''}`)
    .digest('hex')
}

interface Answer {
  readonly status: number
  readonly body: string
}

async function claimKey(scope: TxScope, key: string, print: string): Promise<Once | { answer: Answer }> {
  const once: Once = { key, attempt: newId() }
  const values = { workspace_id: scope.workspaceId, key, request_hash: print, body: once.attempt, created_at: scope.now }
  const fresh = await scope.db
    .insertInto('idempotent_answer')
    .values(values)
    .onConflict((oc) => oc.columns(['workspace_id', 'key']).doNothing())
    .returning('key')
    .executeTakeFirst()
  if (Math.random() * SWEEP_ONE_IN < 1) await sweep(scope)
  if (fresh) return once
  const row = await rows(scope, key).selectAll().forUpdate().executeTakeFirstOrThrow()
  const age = scope.now.getTime() - row.created_at.getTime()
  if (age < KEPT_MS) {
    if (row.request_hash !== print) throw new Refusal('idempotency_mismatch', 'This Idempotency-Key was used for another request')
    if (row.status === WORK_DONE) throw new Refusal('conflict', 'This was done; its answer is not kept')
    if (row.status !== null) return { answer: { status: row.status, body: row.body ?? '' } }
    if (age < ABANDONED_MS) throw new Refusal('conflict', 'The first request with this key is still at work', { retryAfterSeconds: 1 })
  }
  await scope.db
    .updateTable('idempotent_answer')
    .set({ ...values, status: null })
    .where('workspace_id', '=', scope.workspaceId)
    .where('key', '=', key)
    .execute()
  return once
}

function rows(scope: TxScope, key: string) {
  return scope.db.selectFrom('idempotent_answer').where('workspace_id', '=', scope.workspaceId).where('key', '=', key)
}

function repeat(reply: FastifyReply, { status, body }: Answer): FastifyReply {
  const type = status >= 400 ? 'application/problem+json; charset=utf-8' : 'application/json; charset=utf-8'
  if (body !== '') void reply.type(type)
  return reply
    .code(status)
    .header('idempotency-replayed', 'true')
    .serializer((text: string) => text)
    .send(body)
}

/** null: nothing happened that a second try could not do better (our fault, or too early), so the key is free again. */
function answerOf(request: FastifyRequest, reply: FastifyReply, payload: unknown): Answer | null {
  const { statusCode: status } = reply
  if (status >= 500 || status === 429) return null
  if (request.routeOptions.config.answerHoldsSecret === true && status < 300) return { status: WORK_DONE, body: '' }
  return { status, body: typeof payload === 'string' ? payload : '' }
}

async function keepAnswer(scope: Scope, { key, attempt }: Once, answer: Answer | null): Promise<void> {
  await scope.db.transaction().execute(async (db) => {
    await enterWorkspace(db, scope.workspaceId)
    const mine = { workspace_id: scope.workspaceId, key, body: attempt }
    if (answer) {
      await db
        .updateTable('idempotent_answer')
        .set(answer)
        .where((eb) => eb.and(mine))
        .execute()
    } else {
      await db
        .deleteFrom('idempotent_answer')
        .where((eb) => eb.and(mine))
        .where('status', 'is', null)
        .execute()
    }
  })
}

async function sweep(scope: TxScope): Promise<void> {
  await scope.db
    .deleteFrom('idempotent_answer')
    .where('workspace_id', '=', scope.workspaceId)
    .where('created_at', '<', new Date(scope.now.getTime() - KEPT_MS))
    .execute()
}
