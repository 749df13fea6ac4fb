/** An event that shows somebody's old name must never come after the one that tells the new one. */
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId } from '../platform/ids.ts'
import { inTransaction, type Scope } from '../platform/scope.ts'
import { fullSnapshot, replay } from '../test/full-snapshot.ts'
import { contactOf, envelope, nextWamid, textFrom } from '../test/meta-webhooks.ts'
import { type World, world } from '../test/world.ts'
import { changeContact } from './commands/change-contact.ts'

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

test('nor when whoever had the conversation is removed from the workspace', async () => {
  await w.customerWrites(PHONE, 'e agora?')
  const leaving = await w.colleague('Caio', 'agent')
  expect((await leaving.send('POST', `/api/v1/conversations/${id}/accept`)).status).toBe(200)
  await renamedMeanwhile('Marina Reis', () => w.home.owner.send('DELETE', `/api/v1/members/${leaving.userId}`))
})

describe('whoever is renamed while a webhook tells something of them', () => {
  /** The webhook has read the contact and waits for it; then the new name is committed. */
  async function renamedWhile(name: string, webhook: () => Promise<unknown>): Promise<void> {
    const telling = await inTransaction(renaming, async (tx) => {
      await changeContact(tx, contactId, { name })
      const telling = webhook()
      await expect.poll(waiting).toBe(1)
      return { telling }
    })
    await telling.telling
  }

  let renaming: Scope
  beforeAll(() => {
    const abilities = new Set(['conversations.read', 'contacts.edit'] as const)
    const actor = { kind: 'api_key', keyId: newId(), name: 'k', abilities } as const
    renaming = { db: w.deps.db, workspaceId: w.home.workspaceId, now: new Date(), actor }
  })

  const found = async (q: string): Promise<string[]> =>
    (await w.home.owner.get(`/api/v1/contacts?q=${encodeURIComponent(q)}`)).body.items.map((contact: { name: string }) => contact.name)

  test('is found by both the new name and what the webhook told', async () => {
    await renamedWhile('Açucena Prado', async () => {
      await w.deliver(envelope(w.home, { contacts: [contactOf(PHONE, 'Florista')], messages: [textFrom(PHONE, 'tem rosas?')] }))
      await w.settle()
    })
    expect([await found('acucena'), await found('florista')]).toEqual([['Açucena Prado'], ['Açucena Prado']])
  })

  test('also when it is a new number', async () => {
    await renamedWhile('Dália Prado', async () => {
      const system = { body: 'changed', wa_id: '5511999990099', type: 'user_changed_number' }
      const at = String(Math.floor(Date.now() / 1000))
      await w.deliver(envelope(w.home, { messages: [{ from: PHONE, id: nextWamid(), timestamp: at, type: 'system', system }] }))
      await w.settle()
    })
    expect([await found('dalia'), await found('99990099')]).toEqual([['Dália Prado'], ['Dália Prado']])
  })
})
