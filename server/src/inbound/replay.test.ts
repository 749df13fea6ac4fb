import { afterAll, beforeAll, expect, test } from 'vitest'
import { contactOf, envelope, textFrom } from '../test/meta-webhooks.ts'
import { type World, world } from '../test/world.ts'
import { forgetDeliveries, listDeadDeliveries, replaySince, retryDeadDeliveries } from './replay.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())

/** Everything a person would notice, without ids and times of storing. */
async function dump() {
  const messages = await w.owner
    .selectFrom('message')
    .select(['wamid', 'direction', 'type', 'content', 'text', 'sent_at', 'arrival', 'context_wamid', 'raw'])
    .orderBy('wamid')
    .execute()
  const conversations = await w.owner
    .selectFrom('conversation')
    .innerJoin('contact', (join) =>
      join.onRef('contact.id', '=', 'conversation.contact_id').onRef('contact.workspace_id', '=', 'conversation.workspace_id'),
    )
    .select([
      'phone',
      'profile_name',
      'conversation.status',
      'unread_count',
      'waiting_since',
      'window_expires_at',
      'last_message_at',
      'last_inbound_wamid',
    ])
    .orderBy('phone')
    .execute()
  const identities = await w.owner.selectFrom('contact_identity').select(['kind', 'value']).orderBy('value').execute()
  return { messages, conversations, identities }
}

test('replaying everything changes nothing that is right, and rebuilds all of it from nothing', async () => {
  for (let n = 0; n < 40; n++) {
    const phone = `551190000${1000 + (n % 7)}`
    await w.deliver(
      envelope(w.home, {
        contacts: [contactOf(phone, `Cliente ${n % 7}`)],
        messages: [textFrom(phone, `m${n}`, { timestamp: String(1763800000 + ((n * 13) % 17)) })],
      }),
    )
    if (n % 5 === 0) await w.settle()
  }
  await w.settle()
  const first = await dump()
  expect(await replaySince(w.deps.pipeline, new Date(0))).toBe(40)
  await w.settle()
  expect(await dump()).toEqual(first)

  await w.owner.deleteFrom('message').execute()
  await w.owner.deleteFrom('conversation').execute()
  await w.owner.deleteFrom('contact').execute()
  await replaySince(w.deps.pipeline, new Date(0))
  await w.settle()
  expect(await dump()).toEqual(first)
})

test('a dead letter is listed with its reason and can be given back', async () => {
  await w.deliver(Buffer.from('this is not JSON'))
  await w.settle()
  expect(await listDeadDeliveries(w.deps.pipeline)).toMatchObject([{ code: 'not_json', bytes: 16 }])
  expect(await retryDeadDeliveries(w.deps.pipeline)).toBe(1)
  await w.settle()
  expect(await listDeadDeliveries(w.deps.pipeline)).toMatchObject([{ code: 'not_json' }])
})

test('old raw deliveries are forgotten, dead letters are not', async () => {
  await w.owner
    .updateTable('delivery_batch')
    .set({ received_at: new Date(Date.now() - 40 * 86_400_000) })
    .execute()
  expect(await forgetDeliveries(w.deps.pipeline, 30)).toBe(40)
  expect(await listDeadDeliveries(w.deps.pipeline)).toHaveLength(1)
})
