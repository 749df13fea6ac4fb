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
import { type NamedOperation, operationsOf, requestsFor } from './from-openapi.ts'

const PER_OPERATION = 30

let w: World
let operations: NamedOperation[]
let callers: Record<string, string>[]
let ids: string[]
let foreignBefore: string

beforeAll(async () => {
  w = await world({ META_GRAPH_URL: 'http://127.0.0.1:9' }) // nobody answers there: Meta is away
  operations = operationsOf((await w.app.inject('/api/v1/openapi.json')).json())
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

const isProblem = new Ajv({ strict: false, validateFormats: false }).compile<{ code: string }>(z.toJSONSchema(problem))

test('whatever is sent to any operation, the answer is an answer', async () => {
  const wrong: unknown[] = []
  const statuses = new Map<number, number>()
  let nth = 0
  for (const [method, path, operation] of operations) {
    for (const request of fc.sample(requestsFor(path, operation, ids), { numRuns: PER_OPERATION, seed: 13 })) {
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
}, 600_000)

test('nothing of another workspace has changed', async () => {
  expect(await foreignRows()).toBe(foreignBefore)
})
