/** What Meta delivered: seen by field, read raw or covered, processed again, and missed when it stops against a number's habit. */
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { reviewAccount } from '../server/src/alerts/review.ts'
import { startWebhookTally, type WebhookTally } from '../server/src/inbound/tally.ts'
import { processDue } from '../server/src/inbound/worker.ts'
import { inTransaction } from '../server/src/platform/scope.ts'
import { contactOf, envelope, textFrom } from '../server/src/test/meta-webhooks.ts'
import { type World, world } from '../server/src/test/world.ts'

let w: World
let tally: WebhookTally
beforeAll(async () => {
  w = await world()
  tally = startWebhookTally(w.deps.pipeline, w.deps.log)
})
afterAll(async () => {
  await tally?.stop()
  await w?.close()
})

const CUSTOMER = '5511988887777'
async function processed(): Promise<void> {
  while (await processDue({ ...w.inbound, noteSeen: tally.note }));
  await tally.flush()
}
async function writes(text: string, place = w.home): Promise<void> {
  await w.deliver(envelope(place, { contacts: [contactOf(CUSTOMER, 'Marina')], messages: [textFrom(CUSTOMER, text)] }))
  await processed()
}
const base = () => `/api/v1/numbers/${w.home.numberId}`
const list = async (query = '') => (await w.home.owner.get(`${base()}/deliveries${query}`)).body

test('the last of each field, and how many came within a day', async () => {
  await writes('um')
  await writes('dois')
  const { fields } = (await w.home.owner.get(`${base()}/webhooks/seen`)).body
  expect(fields).toEqual([{ field: 'messages', lastAt: expect.any(String), lastDay: 2 }])
})

test('a call without a valid signature is counted, and stored nowhere', async () => {
  const before = (await w.home.owner.get(`${base()}/webhooks/seen`)).body.refused.count
  expect(await w.deliver(envelope(w.home, { messages: [textFrom(CUSTOMER, 'falso')] }), 'somebody else')).toBe(401)
  const { refused } = (await w.home.owner.get(`${base()}/webhooks/seen`)).body
  expect(refused).toEqual({ count: before + 1, lastAt: expect.any(String) })
})

describe('the log', () => {
  test('newest first, in pages, by field', async () => {
    for (const text of ['três', 'quatro', 'cinco']) await writes(text)
    const all = await list('?limit=100')
    expect(all.items.length).toBeGreaterThanOrEqual(5)
    expect(all.items[0]).toMatchObject({ fields: ['messages'], state: 'processed', problem: null })
    const ids: string[] = []
    for (let cursor = ''; ; ) {
      const page = await list(`?limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`)
      ids.push(...page.items.map(({ id }: { id: string }) => id))
      if (page.nextCursor === null) break
      cursor = page.nextCursor
    }
    expect(ids).toEqual(all.items.map(({ id }: { id: string }) => id))
    expect((await list('?field=account_update')).items).toEqual([])
  })

  test('whoever connects numbers reads it as Meta sent it; an agent sees it covered', async () => {
    await writes('para quem pode ver')
    const [{ id }] = (await list('?limit=1')).items
    const raw = (await w.home.owner.get(`${base()}/deliveries/${id}`)).body
    expect(raw).toMatchObject({ isMasked: false, isPart: false })
    expect(raw.body).toContain('para quem pode ver')
    const covered = (await (await w.colleague('Rui', 'agent')).get(`${base()}/deliveries/${id}`)).body
    expect(covered).toMatchObject({ isMasked: true })
    expect(covered.body).not.toMatch(/para quem pode ver|Marina|98888/)
  })

  test('another workspace finds nothing of it', async () => {
    const other = await w.place('Caio')
    const [{ id }] = (await list('?limit=1')).items
    expect((await other.owner.get(`/api/v1/numbers/${other.numberId}/deliveries`)).body.items).toEqual([])
    expect((await other.owner.get(`/api/v1/numbers/${other.numberId}/deliveries/${id}`)).status).toBe(404)
    const replay = await other.owner.send('POST', `/api/v1/numbers/${other.numberId}/deliveries/replay`, { ids: [id] })
    expect(replay.status).toBe(404)
  })

  test('processed again it changes nothing that is right, and brings back what is missing', async () => {
    await writes('volta')
    const [{ id }] = (await list('?limit=1')).items
    const count = async () => (await w.owner.selectFrom('message').select('id').where('text', '=', 'volta').execute()).length
    expect((await w.home.owner.send('POST', `${base()}/deliveries/replay`, { ids: [id] })).body).toEqual({ queued: 1 })
    expect((await list('?limit=1')).items[0]).toMatchObject({ state: 'waiting' })
    await processed()
    expect(await count()).toBe(1)
    expect((await list('?limit=1')).items[0]).toMatchObject({ state: 'processed', problem: null })
  })

  test('is for whoever may connect', async () => {
    const [{ id }] = (await list('?limit=1')).items
    const agent = await w.colleague('Ivo', 'agent')
    expect((await agent.send('POST', `${base()}/deliveries/replay`, { ids: [id] })).status).toBe(403)
  })
})

describe('silence', () => {
  /** @param weeks messages an hour in the same hours of the last three weeks */
  async function habit(lastHoursAgo: number, weeks: readonly [number, number, number]): Promise<void> {
    await w.owner.deleteFrom('webhook_tally').execute()
    const line = (hoursAgo: number, count: number) =>
      sql`
      insert into webhook_tally select ${w.home.workspaceId}, ${w.home.numberId}, 'messages', date_trunc('hour', now() - make_interval(hours => ${hoursAgo})),
        ${count}, now() - make_interval(hours => ${hoursAgo}) where ${count} > 0`.execute(w.owner)
    await line(lastHoursAgo, 1)
    for (const [nth, count] of weeks.entries()) for (let hour = 0; hour < 24; hour++) await line((nth + 1) * 168 + hour, count)
  }
  async function silent(): Promise<string[]> {
    const scope = { db: w.deps.db, workspaceId: w.home.workspaceId, actor: { kind: 'system', name: 'test' }, now: new Date() } as const
    const { id } = await w.owner.selectFrom('waba').select('id').where('waba_id', '=', w.home.wabaId).executeTakeFirstOrThrow()
    await inTransaction(scope, (tx) => reviewAccount(tx, id))
    const { items } = (await w.home.owner.get('/api/v1/alerts')).body
    return items.filter(({ kind }: { kind: string }) => kind === 'webhook_silent').map(({ numberId }: { numberId: string }) => numberId)
  }

  test('no message for hours in which every week brought some is told, and ends with the next message', async () => {
    await habit(6, [3, 2, 4])
    expect(await silent()).toEqual([w.home.numberId])
    await writes('voltei')
    expect(await silent()).toEqual([])
  })

  test.each([
    ['a night as quiet as every night', 6, [0, 0, 0]],
    ['a week that was a holiday', 6, [9, 0, 9]],
    ['a number that is younger than three weeks', 6, [9, 9, 0]],
    ['a stretch too short to say', 1, [2, 2, 2]],
  ] as const)('%s is no silence', async (_what, hours, weeks) => {
    await habit(hours, weeks)
    expect(await silent()).toEqual([])
  })
})
