import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '../platform/ids.ts'
import { type SendingWorld, sendingWorld } from '../test/sending-world.ts'
import { Lanes } from './lanes.ts'

let world: SendingWorld
beforeAll(async () => {
  world = await sendingWorld()
})
afterAll(() => world.close())

let now = 1_000
const lanesOf = (id = newId()) => new Lanes(world.pipeline, { id, holder: null }, () => now)
const take = (lanes: Lanes, numberId: string) => lanes.take(numberId, world.workspaceId)
const lease = async (numberId: string) =>
  (await world.owner.query('select owner, lease_until > now() as running from number_lane where number_id = $1', [numberId])).rows[0]

test('asked for twice at once, a number has one lane: two would pace it twice as fast', async () => {
  const lanes = lanesOf()
  const numberId = await world.addNumber('15550010')
  const [one, other] = await Promise.all([take(lanes, numberId), take(lanes, numberId)])
  expect(one).not.toBeNull()
  expect(other).toBe(one)
})

test('a lane nobody uses is let go for others, and what a customer was sent is remembered all the same', async () => {
  const lanes = lanesOf()
  const numberId = await world.addNumber('15550011')
  const lane = await take(lanes, numberId)
  for (let n = 0; n < 45; n++) lane?.pairs.use('ana', now)
  now += 11_000
  await lanes.renew()
  expect(await lease(numberId)).toMatchObject({ running: false })
  expect(lanes.get(numberId)).toBeUndefined()
  expect(await take(lanesOf(), numberId)).not.toBeNull()
  await world.owner.query("update number_lane set lease_until = now() - interval '1 minute' where number_id = $1", [numberId])
  const again = await take(lanes, numberId)
  expect(again?.pairs.waiting(now - 11_000 + 5_999)).toEqual(['ana'])
})

test('a lane in use is kept, and one that another process got meanwhile is not believed any more', async () => {
  const lanes = lanesOf()
  const numberId = await world.addNumber('15550012')
  const lane = await take(lanes, numberId)
  if (lane !== null) lane.usedAt = now + 2_000
  now += 2_500
  await lanes.renew()
  expect(lanes.get(numberId)).toBe(lane)
  await world.owner.query('update number_lane set owner = $2 where number_id = $1', [numberId, newId()])
  await lanes.renew()
  expect(lanes.get(numberId)).toBeUndefined()
  expect(await take(lanes, numberId)).toBeNull()
})

test('a number that is held takes no lease, so that thousands of them cost nothing', async () => {
  const numberId = await world.addNumber('15550013')
  await world.owner.query("update phone_number set paused_until = '9999-12-31', paused_because = 'payment_problem' where id = $1", [
    numberId,
  ])
  const lane = await take(lanesOf(), numberId)
  expect(lane?.gate(now, new Date(), false)).toBe('held')
  expect(await lease(numberId)).toBeUndefined()
})

test.each([
  ['STANDARD', false, 80],
  ['HIGH', false, 1_000],
  ['NOT_APPLICABLE', true, 20],
])('a number of level %s, coexistence %s, sends %i a second', async (level, coexistence, limit) => {
  const numberId = await world.addNumber(`1555100${limit}`, level)
  await world.owner.query('update phone_number set is_coexistence = $2 where id = $1', [numberId, coexistence])
  expect((await take(lanesOf(), numberId))?.facts.limit).toBe(limit)
})
