/** People are found through the index, however many they are; and nobody is missed whom it does not have yet. */

import { contactQuery } from '@recado/contract/contacts'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listContacts } from '../contacts/queries.ts'
import { inTransaction, type Scope, type TxScope } from '../platform/scope.ts'
import { type World, world } from '../test/world.ts'
import { search } from './search.ts'

const CROWD = 20_000
let w: World
let scope: Scope
beforeAll(async () => {
  w = await world()
  scope = {
    db: w.deps.db,
    workspaceId: w.home.workspaceId,
    actor: { kind: 'api_key', keyId: 'k', name: 'k', abilities: new Set(['conversations.read']) },
    now: new Date(),
  }
  await crowd(w.home.workspaceId)
})
afterAll(() => w.close())

/** Named by letters that make many runs of three, so that few of them share one. */
async function crowd(workspaceId: string): Promise<void> {
  await sql`
    insert into contact (workspace_id, id, name, search, created_at)
    select ${workspaceId}, gen_random_uuid(), word, word || E'\n' || (5511960000000 + n)::text, now() - make_interval(secs => n)
    from (select n, translate(md5(n::text), '0123456789', 'ghijklmnop') || ' da silva' as word from generate_series(1, ${CROWD}::int) n) made`.execute(
    w.owner,
  )
  await sql`alter table contact alter column workspace_id set (n_distinct = 1)`.execute(w.owner) // as in an installation: first-statistics.ts
}

/** Prepared statements are planned for their parameters the first five times, and then once for all. */
const PLANNED_FOR_ALL = 8

/** How many rows of contacts a read touches, by PostgreSQL's own count. */
function rowsRead(read: (scope: TxScope) => Promise<unknown>): Promise<number> {
  return inTransaction(scope, async (tx) => {
    for (let times = 0; times < PLANNED_FOR_ALL; times++) await read(tx)
    const before = await rowsReadSoFar(tx)
    await read(tx)
    return (await rowsReadSoFar(tx)) - before
  })
}

/** By this connection, within this transaction and shortly before. */
async function rowsReadSoFar(tx: TxScope): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select coalesce(sum(seq_tup_read + coalesce(idx_tup_fetch, 0)), 0)::int as n from pg_stat_xact_user_tables where relname = 'contact'`.execute(
    tx.db,
  )
  return rows[0]?.n ?? 0
}

const found = async (q: string, who = w.home.owner): Promise<string[]> =>
  (await who.get(`/api/v1/contacts?q=${encodeURIComponent(q)}`)).body.items.map((contact: { name: string }) => contact.name)
const create = async (name: string, phone: string): Promise<string> =>
  (await w.home.owner.send('POST', '/api/v1/contacts', { name, phone })).body.id

describe('before anybody is indexed', () => {
  test('all are found, one by one', async () => {
    await create('Açucena Flores', '11 98888-4321')
    expect(await found('acucena flor')).toEqual(['Açucena Flores'])
    expect(await found('988884321')).toEqual(['Açucena Flores'])
  })
})

describe('once they are indexed', () => {
  beforeAll(async () => {
    await w.index()
    await sql`analyze contact`.execute(w.owner) // as PostgreSQL does by itself after so many changes
  })

  test.each([
    ['a word without its accents', 'acucena'],
    ['the middle of a word', 'cuce'],
    ['two letters', 'çu'],
    ['the singular', 'flor'],
    ['both words, in any order', 'flores açucena'],
    ['a part of the number', '8888432'],
    ['a number as people write it', '(11) 98888-43'],
    ['a name and the end of the number', 'açucena 4321'],
  ])('somebody is found by %s', async (_how, q) => expect(await found(q)).toContain('Açucena Flores'))

  test.each(['acucena rosa', '988884322', 'zzz', '%', 'a\\', '\u{1f600}'])('nobody by %s', async (q) => expect(await found(q)).toEqual([]))

  test('a search reads a few people, not the crowd, for the list and the box alike', async () => {
    const byName = (q: string) => (tx: TxScope) => listContacts(tx, contactQuery.parse({ q }))
    for (const q of ['acucena', 'cucen', '8888-4321', 'nowhere', '960012345']) {
      expect([q, await rowsRead(byName(q))]).toEqual([q, expect.toSatisfy((n: number) => n >= 0 && n < 100)])
      expect([q, await rowsRead((tx) => search(tx, { q, limit: 20 }))]).toEqual([q, expect.toSatisfy((n: number) => n >= 0 && n < 100)])
    }
    // Without the index, all of them.
    expect(
      await rowsRead((tx) =>
        sql`select id from contact where workspace_id = ${w.home.workspaceId} and search like '%acucena%'`.execute(tx.db),
      ),
    ).toBeGreaterThan(CROWD)
  })

  test('what fits a quarter of all is read in the order it is shown, until the page is full', async () => {
    const page = (tx: TxScope) => search(tx, { q: 'da silva', limit: 5 })
    expect((await found('da silva')).length).toBe(50)
    expect(await rowsRead(page)).toBeGreaterThan(0)
  })
})

describe('whoever changes after that', () => {
  test('is found by the new name at once, and no more by the old one', async () => {
    const id = await create('Bento Antigo', '21 97777-1111')
    await w.index()
    await w.home.owner.send('PATCH', `/api/v1/contacts/${id}`, { name: 'Benedito Moderno' })
    for (const when of ['before', 'after']) {
      expect([when, await found('moderno'), await found('antigo')]).toEqual([when, ['Benedito Moderno'], []])
      await w.index()
    }
  })

  test('keeps their place, and each has one of their own', async () => {
    const { rows } = await sql<{ people: number; places: number; highest: number }>`
      select count(*)::int as people, count(distinct place)::int as places, max(place) as highest from contact`.execute(w.owner)
    expect(rows[0]?.places).toBe(rows[0]?.people)
    expect(rows[0]?.highest).toBe((rows[0]?.people ?? 0) - 1)
  })

  test('is found by who they were before they were merged', async () => {
    const [kept, merged] = [await create('Carla Dias', '31 96666-0001'), await create('Karla Antunes', '31 96666-0002')]
    await w.index()
    await w.home.owner.send('POST', `/api/v1/contacts/${kept}/merge`, { contactId: merged })
    expect(await found('antunes')).toEqual(['Carla Dias'])
  })
})

test('in the box, who is written just so comes before who is found by another form', async () => {
  await create('Ramos Neto', '41 95555-0001')
  await create('Ramona Lima', '41 95555-0002')
  const { contacts } = (await w.home.owner.get('/api/v1/search?q=ramos')).body
  expect(contacts.map((contact: { name: string }) => contact.name)).toEqual(['Ramos Neto', 'Ramona Lima'])
})

test('another workspace has an index of its own', async () => {
  const other = await w.place('Ana')
  expect(await found('acucena', other.owner)).toEqual([])
  expect(await found('da silva', other.owner)).toEqual([])
})
