/**
 * Every operation of our own OpenAPI document, called with what its schemas allow and with what they do not, by an owner, an agent and
 * an API key. Nothing breaks, every refusal is a problem with a known code, and nothing of another workspace moves.
 */
import { problem, REFUSALS } from '@recado/contract/errors'
import Ajv from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { type World, world } from '../../server/src/test/world.ts'
import { type JsonSchema, ODD, spoilt, valid } from './from-schema.ts'

const PER_OPERATION = 30

interface Parameter {
  readonly name: string
  readonly in: string
  readonly required?: boolean
  readonly schema: JsonSchema
}
interface Operation {
  readonly parameters?: readonly Parameter[]
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: JsonSchema }>> }
}

/** Streams that never end, and what would end the caller's own session, or with it the story. */
const LEFT_OUT = new Set(['get /api/v1/events', 'delete /api/v1/session', 'put /api/v1/session/password'])

let w: World
let operations: [string, string, Operation][]
let callers: Record<string, string>[]
let ids: string[]
let foreignBefore: string

beforeAll(async () => {
  w = await world({ META_GRAPH_URL: 'http://127.0.0.1:9' }) // nobody answers there: Meta is away
  const { paths } = (await w.app.inject('/api/v1/openapi.json')).json() as { paths: Record<string, Record<string, Operation>> }
  operations = Object.entries(paths)
    .flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]): [string, string, Operation] => [method, path, operation]),
    )
    .filter(([method, path]) => !LEFT_OUT.has(`${method} ${path}`))
  await w.customerWrites('5511970000001', 'oi')
  const [conversation] = await w.list()
  const thread = (await w.home.owner.get(`/api/v1/conversations/${conversation.id}/messages`)).body
  ids = [conversation.id, conversation.contact.id, thread.items[0].id, w.home.numberId, w.home.wabaId]
  const agent = await w.colleague('Agente', 'agent')
  const { key } = (await w.home.owner.send('POST', '/api/v1/api-keys', { name: 'all' })).body
  callers = [{ cookie: w.home.owner.cookie }, { cookie: agent.cookie }, { authorization: `Bearer ${key}` }]
  await w.place('Outra')
  foreignBefore = await foreignRows()
})
afterAll(() => w.close())

/** Every row of every workspace but ours, as text. */
async function foreignRows(): Promise<string> {
  const tables = await sql<{ name: string }>`
    select table_name as name from information_schema.columns where table_schema = 'public' and column_name = 'workspace_id' order by 1`.execute(
    w.owner,
  )
  const rows: unknown[] = []
  for (const { name } of tables.rows) {
    const found =
      await sql`select to_jsonb(t) as row from ${sql.table(name)} t where workspace_id <> ${w.home.workspaceId} order by t::text`.execute(
        w.owner,
      )
    rows.push([name, found.rows])
  }
  return JSON.stringify(rows)
}

const CURSORS = ['', '[]', '["a"]', '[null,null]', '["2026-01-01T00:00:00Z",1,"x"]', '["x","y"]', '[1e400,"a"]', '["a","b","c","d"]'].map(
  (text) => Buffer.from(text).toString('base64url'),
)
const asText = (value: unknown) => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''))
const encoded = (value: unknown) => encodeURIComponent(asText(value).toWellFormed())

/** A cursor with as many parts as the list may want, of the wrong kind. */
const cursor = fc.oneof(
  fc.constantFrom(...CURSORS),
  fc
    .array(fc.oneof(fc.string(), fc.integer(), fc.double(), fc.uuid(), fc.constant('\u0000')), { minLength: 1, maxLength: 4 })
    .map((parts) => Buffer.from(JSON.stringify(parts)).toString('base64url')),
)

const odd = fc.constantFrom(...ODD)
const orOdd = (schema: JsonSchema) => fc.oneof({ weight: 3, arbitrary: valid(schema) }, { weight: 1, arbitrary: odd })

function queryOf(parameters: readonly Parameter[]): fc.Arbitrary<string> {
  const pairs = parameters.map(({ name, schema }) => {
    const value = name === 'cursor' ? cursor : orOdd(schema)
    return fc
      .option(fc.array(value, { minLength: 1, maxLength: 2 }), { nil: [] })
      .map((values) => values.map((one) => `${name}=${encoded(one)}`))
  })
  return fc.tuple(...pairs).map((given) => given.flat().join('&'))
}

function pathOf(path: string): fc.Arbitrary<string> {
  const places = path.match(/\{\w+\}/g) ?? []
  const id = fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...ids) }, { weight: 1, arbitrary: fc.uuid() }, { weight: 1, arbitrary: odd })
  return fc
    .tuple(...places.map(() => id))
    .map((values) =>
      values.reduce<string>((built, value, nth) => built.replace(places[nth] ?? '', () => encoded(value).slice(0, 5_000)), path),
    )
}

function requestsFor(path: string, { parameters = [], requestBody }: Operation) {
  const schema = requestBody?.content['application/json']?.schema
  const good = schema === undefined ? fc.constant(undefined) : valid(schema)
  const body = schema === undefined ? fc.oneof(good, odd) : fc.oneof(good, spoilt(good), spoilt(spoilt(good)), odd)
  return fc.record({ path: pathOf(path), query: queryOf(parameters.filter((one) => one.in === 'query')), body })
}

const isProblem = new Ajv({ strict: false, validateFormats: false }).compile<{ code: string }>(z.toJSONSchema(problem))

test('whatever is sent to any operation, the answer is an answer', async () => {
  const wrong: unknown[] = []
  const statuses = new Map<number, number>()
  let nth = 0
  for (const [method, path, operation] of operations) {
    for (const request of fc.sample(requestsFor(path, operation), { numRuns: PER_OPERATION, seed: 13 })) {
      const headers = { ...callers[nth++ % callers.length], ...(request.body === undefined ? {} : { 'content-type': 'application/json' }) }
      const url = request.query === '' ? request.path : `${request.path}?${request.query}`
      const payload = request.body === undefined ? {} : { payload: JSON.stringify(request.body) }
      const answer = await w.app.inject({ method: method.toUpperCase() as 'GET', url, headers, ...payload })
      statuses.set(answer.statusCode, (statuses.get(answer.statusCode) ?? 0) + 1)
      if (answer.statusCode < 400) continue
      const type = String(answer.headers['content-type'])
      const body = type.startsWith('application/problem+json') ? answer.json() : null
      // A bug is `internal`, which is no code of ours; the 5xx that are say that Meta or the sandbox is away.
      const isGood = body !== null && isProblem(body) && REFUSALS[body.code as keyof typeof REFUSALS] === answer.statusCode
      if (!isGood)
        wrong.push([method, url.slice(0, 300), JSON.stringify(request.body)?.slice(0, 300), answer.statusCode, answer.body.slice(0, 200)])
    }
  }
  expect(wrong).toEqual([])
  expect(nth).toBeGreaterThan(operations.length * PER_OPERATION - 1)
  expect(statuses.get(200) ?? 0).toBeGreaterThan(50) // some got through to the work itself
  expect(statuses.get(422) ?? 0).toBeGreaterThan(50)
}, 240_000)

test('nothing of another workspace has changed', async () => {
  expect(await foreignRows()).toBe(foreignBefore)
})
