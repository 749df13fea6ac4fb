import fastify, { type FastifyInstance } from 'fastify'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type Edge, edge } from '../test/edge.ts'
import { createPerson, createWorkspace } from '../test/sign-in.ts'
import { Refusal } from './errors.ts'
import { honourIdempotencyKeys } from './http-idempotency.ts'
import { answerProblems } from './http-problem.ts'
import { newId } from './ids.ts'
import { inTransaction, type Scope } from './scope.ts'

let w: Edge
let app: FastifyInstance
let workspaceId: string
let userId: string
/** What the route does besides its work; each test says. */
let meanwhile: () => Promise<void>

beforeAll(async () => {
  w = await edge()
  const ana = await createPerson(w.deps.db)
  workspaceId = await createWorkspace(w.deps.db, ana)
  userId = ana.userId
  app = fastify()
  answerProblems(app, () => false)
  app.decorateRequest('scope', { getter: scopeOf })
  honourIdempotencyKeys(app, (request) => request.scope)
  app.post<{ Body: { name: string } }>('/contacts', async (request, reply) => {
    const id = newId()
    await inTransaction(request.scope, async (scope) => {
      await scope.db.insertInto('contact').values({ workspace_id: workspaceId, id, name: request.body.name }).execute()
    })
    await meanwhile()
    return reply.code(201).send({ id })
  })
  await app.ready()
})
afterAll(async () => {
  await app.close()
  await w.close()
})
beforeEach(() => {
  meanwhile = async () => undefined
})

function scopeOf(): Scope {
  return {
    db: w.deps.db,
    workspaceId,
    actor: { kind: 'person', userId, name: 'Ana', role: 'owner', abilities: new Set() },
    now: new Date(),
  }
}
const post = (key: string, name: string) =>
  app.inject({ method: 'POST', url: '/contacts', headers: { 'idempotency-key': key }, payload: { name } })
const made = async (name: string) => (await w.owner.selectFrom('contact').select('id').where('name', '=', name).execute()).length
const grow = (key: string, seconds: number) =>
  w.owner
    .updateTable('idempotent_answer')
    .set({ created_at: new Date(Date.now() - seconds * 1000) })
    .where('key', 'like', `%${key}`)
    .execute()

test('the same key is the same answer, and the work is done once', async () => {
  const first = await post('k-same', 'same')
  const second = await post('k-same', 'same')
  expect([second.statusCode, second.body]).toEqual([201, first.body])
  expect(second.headers).toMatchObject({ 'idempotency-replayed': 'true', 'content-type': 'application/json; charset=utf-8' })
  expect(await made('same')).toBe(1)
})

test('the same key with another body is refused', async () => {
  await post('k-other', 'other')
  expect((await post('k-other', 'another')).json()).toMatchObject({ status: 422, code: 'idempotency_mismatch' })
  expect(await made('another')).toBe(0)
})

test('of many at the same moment one does the work', async () => {
  const answers = await Promise.all(Array.from({ length: 8 }, () => post('k-many', 'many')))
  expect(await made('many')).toBe(1)
  for (const { statusCode } of answers) expect([201, 409]).toContain(statusCode)
  expect((await post('k-many', 'many')).statusCode).toBe(201)
})

test('without a key everything happens as often as it is asked for', async () => {
  for (let n = 0; n < 2; n++) await app.inject({ method: 'POST', url: '/contacts', payload: { name: 'free' } })
  expect(await made('free')).toBe(2)
})

test('a refusal is an answer too', async () => {
  meanwhile = () => Promise.reject(new Refusal('window_closed', 'closed'))
  const first = await post('k-refused', 'refused')
  meanwhile = async () => undefined
  const second = await post('k-refused', 'refused')
  expect([second.statusCode, second.body, second.headers['content-type']]).toEqual([
    409,
    first.body,
    'application/problem+json; charset=utf-8',
  ])
})

test('when we failed before anything was done, the key is free again', async () => {
  const failing = fastify()
  answerProblems(failing, () => false)
  failing.decorateRequest('scope', { getter: scopeOf })
  honourIdempotencyKeys(failing, (request) => request.scope)
  failing.post('/contacts', async (request) => {
    await inTransaction(request.scope, () => Promise.reject(new Error('the disk is full')))
  })
  const again = { method: 'POST', url: '/contacts', headers: { 'idempotency-key': 'k-failed' }, payload: { name: 'failed' } } as const
  expect((await failing.inject(again)).statusCode).toBe(500)
  await failing.close()
  expect((await post('k-failed', 'failed')).statusCode).toBe(201)
})

test('done, but we died before the answer was stored: never done again', async () => {
  meanwhile = () => Promise.reject(new Error('out of memory'))
  expect((await post('k-lost', 'lost')).statusCode).toBe(500)
  meanwhile = async () => undefined
  await grow('k-lost', 3600)
  expect((await post('k-lost', 'lost')).json()).toMatchObject({ status: 409, code: 'conflict' })
  expect(await made('lost')).toBe(1)
})

test('a claim whose process died before the work is taken over after a minute', async () => {
  await post('k-dead', 'dead')
  const key = `${userId} k-dead`
  await w.owner.updateTable('idempotent_answer').set({ status: null, body: newId() }).where('key', '=', key).execute()
  await w.owner.deleteFrom('contact').where('name', '=', 'dead').execute()
  expect((await post('k-dead', 'dead')).json()).toMatchObject({ status: 409, code: 'conflict', details: { retryAfterSeconds: 1 } })
  await grow('k-dead', 61)
  expect((await post('k-dead', 'dead')).statusCode).toBe(201)
  expect(await made('dead')).toBe(1)
})

test('whoever was only slow, and finds their claim taken over, takes their work back', async () => {
  await post('k-slow', 'slow')
  const once = { key: `${userId} k-slow`, attempt: newId() }
  const late = inTransaction({ ...scopeOf(), once }, async (scope) => {
    await scope.db.insertInto('contact').values({ workspace_id: workspaceId, id: newId(), name: 'late' }).execute()
  })
  await expect(late).rejects.toMatchObject({ code: 'conflict' })
  expect(await made('late')).toBe(0)
})

test('after 24 hours a key is new', async () => {
  await post('k-old', 'old')
  await grow('k-old', 24 * 3600 + 1)
  expect((await post('k-old', 'older')).statusCode).toBe(201)
})

test('two people who choose the same key do not meet', async () => {
  await post('k-shared', 'mine')
  const colleague = await createPerson(w.deps.db, 'Bia')
  const before = userId
  userId = colleague.userId
  expect((await post('k-shared', 'theirs')).statusCode).toBe(201)
  userId = before
})

test('a key that is none is refused', async () => {
  expect((await post('x'.repeat(256), 'long')).json()).toMatchObject({ status: 422, code: 'invalid' })
})
