/** An event that shows somebody's old name must never come after the one that tells the new one. */
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fullSnapshot, replay } from '../test/full-snapshot.ts'
import { contactOf, envelope, textFrom } from '../test/meta-webhooks.ts'
import { type World, world } from '../test/world.ts'

let w: World
let id: string
let contactId: string
const PHONE = '5511999990001'
beforeAll(async () => {
  w = await world()
  await w.customerWrites(PHONE, 'oi')
  const [conversation] = await w.list()
  id = conversation.id
  contactId = conversation.contact.id
})
afterAll(() => w.close())

/** Somebody renames the contact while `act` has read it and waits for the conversation. */
async function renamedMeanwhile(name: string, act: () => Promise<unknown>): Promise<void> {
  const before = await fullSnapshot(w)
  const { acting } = await w.owner.transaction().execute(async (tx) => {
    await tx.selectFrom('conversation').select('id').where('id', '=', id).forUpdate().execute()
    const acting = act()
    await expect.poll(waiting).toBe(1)
    expect((await w.home.owner.send('PATCH', `/api/v1/contacts/${contactId}`, { name })).status).toBe(200)
    return { acting }
  })
  await acting
  const after = await fullSnapshot(w)
  expect(Object.values(after.conversations).map(({ contact }) => contact.name)).toEqual([name])
  expect(await replay(w, before)).toEqual(after)
}

async function waiting(): Promise<number | undefined> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(w.owner)
  return rows[0]?.n
}

test('nor when a message comes at that moment', () =>
  renamedMeanwhile('Marina da padaria', async () => {
    await w.deliver(envelope(w.home, { contacts: [contactOf(PHONE, 'Marina')], messages: [textFrom(PHONE, 'ainda aberto?')] }))
    await w.settle()
  }))

test('nor when somebody closes the conversation', () =>
  renamedMeanwhile('Marina Tavares', () => w.home.owner.send('POST', `/api/v1/conversations/${id}/close`)))
