/** What is large waits for what is small, and gets a turn of its own. */
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { contactOf, envelope, textFrom } from '../test/meta-webhooks.ts'
import { type World, world } from '../test/world.ts'
import { claimBatches } from './queue.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w?.close())
beforeEach(async () => {
  await w.settle()
})

const large = () => w.deliver(envelope(w.home, { some_news: 'x'.repeat(200_000) }))
const small = (text: string) =>
  w.deliver(envelope(w.home, { contacts: [contactOf('5511988887777', 'Marina')], messages: [textFrom('5511988887777', text)] }))
const sizes = async (heavyFirst = false) =>
  (await claimBatches(w.deps.pipeline, null, heavyFirst)).map(({ deliveries }) => (deliveries[0]?.body.length ?? 0) > 100_000)

test('messages go before a history that came earlier, which then comes alone', async () => {
  await large()
  await large()
  await small('um')
  await small('dois')
  expect(await sizes()).toEqual([false, false])
  expect(await sizes()).toEqual([true])
  await small('três')
  expect(await sizes()).toEqual([false])
  expect(await sizes()).toEqual([true])
  expect(await sizes()).toEqual([])
  await sql`update delivery_batch set lease_until = null where done_at is null`.execute(w.owner)
})

test('on its own turn it goes first, whatever else there is', async () => {
  await large()
  await small('quatro')
  expect(await sizes(true)).toEqual([true])
  expect(await sizes()).toEqual([false])
  await sql`update delivery_batch set lease_until = null where done_at is null`.execute(w.owner)
})
