/** What we know of accounts is what Meta shows: read again by turns, the longest unread first, and what became different is told. */
import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readNext } from '../server/src/reconcile/loop.ts'
import { type Stage, stage } from './stage.ts'

const APP = { appId: '800000000000008', appSecret: 'e'.repeat(32), verifyToken: 'token of the client', requiresProof: true }

let s: Stage
beforeAll(async () => {
  s = await stage()
  await s.control('/apps', APP)
})
afterAll(() => s?.close())

let accounts = 0
async function connected() {
  const made = await s.control('/wabas', { name: `Oficina ${++accounts}`, appId: APP.appId, ownerBusiness: 'Grupo Serra' })
  const { accessToken, wabaId, phoneNumberId } = made
  const form = { accessToken, wabaId, phoneNumberId, appSecret: APP.appSecret, verifyToken: 'rv-something' }
  const { status, body } = await s.admin.send('POST', '/api/v1/numbers/connect', form)
  expect(status).toBe(201)
  await readAll()
  return { wabaId, phoneNumberId, accessToken, id: body.id as string }
}
async function readAll(): Promise<number> {
  let turns = 0
  while (await readNext(s.deps)) turns++
  return turns
}
const due = (wabaId: string) =>
  s.owner
    .updateTable('waba_route')
    .set({ read_due_at: new Date(0) })
    .where('waba_id', '=', wabaId)
    .execute()
const accountOf = (wabaId: string) => s.owner.selectFrom('waba').selectAll().where('waba_id', '=', wabaId).executeTakeFirstOrThrow()
const routeOf = (wabaId: string) => s.owner.selectFrom('waba_route').selectAll().where('waba_id', '=', wabaId).executeTakeFirstOrThrow()
const changesOf = async (id: string) =>
  (await s.admin.get(`/api/v1/numbers/${id}/history`)).body.items
    .map(({ what, from, to, source }: Record<string, unknown>) => ({ what, from, to, source }))
    .toReversed()

test('an account is read whole: its business, its health, its subscription and its numbers', async () => {
  const { wabaId, id } = await connected()
  expect(await accountOf(wabaId)).toMatchObject({
    business_name: 'Grupo Serra',
    timezone_id: '25',
    can_send: 'AVAILABLE',
    is_subscribed: true,
    meta_problem: null,
    meta_read_at: expect.any(Date),
  })
  const number = await s.owner.selectFrom('phone_number').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  expect(number).toMatchObject({ status: 'CONNECTED', code_verification: 'VERIFIED', account_mode: 'SANDBOX', can_send: 'AVAILABLE' })
  expect(number).toMatchObject({ webhook_state: 'no_address', health_codes: [], blocks_read_at: expect.any(Date) })
})

test('what became different is a line of the history, once', async () => {
  const { wabaId, phoneNumberId, id } = await connected()
  await s.patch(`/numbers/${phoneNumberId}`, { qualityRating: 'RED', throughputLevel: 'HIGH' })
  await due(wabaId)
  expect(await readAll()).toBe(1)
  const told = [
    { what: 'throughput', from: 'STANDARD', to: 'HIGH', source: 'reading' },
    { what: 'quality', from: expect.any(String), to: 'RED', source: 'reading' },
  ]
  const changes = await changesOf(id)
  expect(changes).toEqual(expect.arrayContaining(told))
  await due(wabaId)
  await readAll()
  expect(await changesOf(id)).toEqual(changes)
  expect((await s.admin.get('/api/v1/alerts')).body.items).toContainEqual(expect.objectContaining({ kind: 'quality_low', numberId: id }))
})

describe('a number that Meta does not list any more', () => {
  const view = async (id: string) => (await s.admin.get(`/api/v1/numbers/${id}`)).body
  const alerts = async (id: string) =>
    (await s.admin.get('/api/v1/alerts')).body.items.filter(({ numberId }: { numberId: string }) => numberId === id)

  test('keeps what was known of it, and says since when it is gone: once', async () => {
    const { wabaId, phoneNumberId, id } = await connected()
    await s.remove(`/numbers/${phoneNumberId}`)
    for (let reading = 0; reading < 2; reading++) {
      await due(wabaId)
      await readAll()
    }
    expect(await view(id)).toMatchObject({ status: 'CONNECTED', missingSince: expect.any(String) })
    expect(await changesOf(id)).toEqual([{ what: 'listed', from: 'listed', to: 'missing', source: 'reading' }])
    expect(await alerts(id)).toEqual([expect.objectContaining({ kind: 'number_missing', severity: 'danger' })])
  })

  test('is as before once Meta lists it again', async () => {
    const { wabaId, id } = await connected()
    await s.owner.updateTable('phone_number').set({ missing_since: new Date() }).where('id', '=', id).execute()
    await due(wabaId)
    await readAll()
    expect(await view(id)).toMatchObject({ missingSince: null })
    expect(await changesOf(id)).toEqual([{ what: 'listed', from: 'missing', to: 'listed', source: 'reading' }])
    expect(await alerts(id)).toEqual([])
  })
})

test('taken off Recado and connected again: both are lines, and what changed meanwhile is one, too', async () => {
  const { accessToken, wabaId, phoneNumberId, id } = await connected()
  await s.admin.send('DELETE', `/api/v1/numbers/${id}`)
  await s.patch(`/numbers/${phoneNumberId}`, { qualityRating: 'YELLOW' })
  const form = { accessToken, wabaId, phoneNumberId, appSecret: APP.appSecret, verifyToken: 'rv-something' }
  const again = await s.admin.send('POST', '/api/v1/numbers/connect', form)
  expect(again.body.id).toBe(id)
  await s.admin.send('POST', '/api/v1/numbers/connect', form)
  expect(await changesOf(id)).toEqual([
    { what: 'connection', from: 'connected', to: 'disconnected', source: 'here' },
    { what: 'connection', from: 'disconnected', to: 'connected', source: 'here' },
    { what: 'quality', from: 'GREEN', to: 'YELLOW', source: 'reading' },
  ])
})

describe('turns', () => {
  test('whoever is due longest is next; who was read waits an hour', async () => {
    const [first, second] = [await connected(), await connected()]
    await s.owner
      .updateTable('waba_route')
      .set({ read_due_at: new Date(1000) })
      .where('waba_id', '=', second.wabaId)
      .execute()
    await due(first.wabaId)
    await readNext(s.deps)
    const waits = (await routeOf(first.wabaId)).read_due_at.getTime() - Date.now()
    expect(waits).toBeGreaterThan(50 * 60_000)
    expect(waits).toBeLessThan(70 * 60_000)
    expect((await routeOf(second.wabaId)).read_due_at).toEqual(new Date(1000))
    expect(await readAll()).toBe(1)
  })

  test('a hint that comes during a reading stands', async () => {
    const { wabaId, phoneNumberId, id } = await connected()
    const { display_phone_number: display } = await s.owner
      .selectFrom('phone_number')
      .select('display_phone_number')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    await s.patch(`/numbers/${phoneNumberId}`, { qualityRating: 'YELLOW' })
    const value = { display_phone_number: display.replace(/\D/g, ''), event: 'FLAGGED', current_limit: 'TIER_2K' }
    await s.changed(wabaId, 'phone_number_quality_update', value, { secret: APP.appSecret })
    expect(await readAll()).toBe(1)
    expect((await changesOf(id)).at(-1)).toMatchObject({ what: 'quality', to: 'YELLOW' })
  })

  test('an account that Meta refuses waits longer every time, keeps nobody waiting, and says why', async () => {
    const [broken, whole] = [await connected(), await connected()]
    await s.control('/tokens/revoke', { accessToken: broken.accessToken })
    await due(broken.wabaId)
    await due(whole.wabaId)
    expect(await readAll()).toBe(2)
    expect(await accountOf(broken.wabaId)).toMatchObject({ meta_problem: 'token_invalid', token_state: 'revoked' })
    expect(await routeOf(broken.wabaId)).toMatchObject({ read_failures: 1 })
    expect(await routeOf(whole.wabaId)).toMatchObject({ read_failures: 0 })
    await due(broken.wabaId)
    await readAll()
    expect((await routeOf(broken.wabaId)).read_due_at.getTime() - Date.now()).toBeGreaterThan(5 * 3600_000)
  })

  test('an account whose hour is used up is left to people until Meta lets it in again', async () => {
    const { wabaId, phoneNumberId, accessToken } = await connected()
    const other = await connected()
    await s.patch(`/numbers/${phoneNumberId}`, { registered: false }) // then Meta allows 200 an hour
    await s.minutesPastHour(wabaId, 10)
    const proof = createHmac('sha256', APP.appSecret).update(accessToken).digest('hex')
    const used = async (id: string): Promise<number> => (await s.read(`/wabas/${id}`)).managementCalls
    while ((await used(wabaId)) < 150) {
      await fetch(`${s.simulator.url}/graph/v26.0/${wabaId}?fields=id&access_token=${accessToken}&appsecret_proof=${proof}`)
    }
    await due(wabaId)
    await readAll() // this answer says how much is used
    const before = await used(wabaId)
    await due(wabaId)
    await due(other.wabaId)
    const othersBefore = await used(other.wabaId)
    expect(await readAll()).toBe(2)
    expect(await used(wabaId)).toBe(before)
    expect(await used(other.wabaId)).toBe(othersBefore + 1)
    expect((await routeOf(wabaId)).read_due_at.getTime() - Date.now()).toBeGreaterThan(5 * 60_000)
    expect(await accountOf(wabaId)).toMatchObject({ meta_problem: null })
  })
})
