import pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { freshDatabase } from '../test/database.ts'
import type { TestDatabase } from '../test/template.ts'
import { giveFirstStatistics } from './first-statistics.ts'

const SOMEBODYS = '00000000-0000-4000-8000-999999999999'

let database: TestDatabase
let client: pg.Client
beforeEach(async () => {
  database = await freshDatabase()
  client = new pg.Client(database.ownerUrl)
  await client.connect()
})
afterEach(async () => {
  await client.end()
  await database.drop()
})

/** The plan PostgreSQL keeps for checking that a message's conversation exists, made while there is none. */
async function keptPlan(): Promise<string> {
  await client.query("set plan_cache_mode = 'force_generic_plan'")
  await client.query('set enable_seqscan = off')
  await client.query(
    'prepare exists_conversation (uuid, uuid) as select 1 from conversation where workspace_id = $1 and id = $2 for key share',
  )
  const { rows } = await client.query<{ 'QUERY PLAN': string }>(`explain execute exists_conversation ('${SOMEBODYS}', '${SOMEBODYS}')`)
  return rows.map((row) => row['QUERY PLAN']).join('\n')
}

test('on a database nobody has written into, a row is looked up by its own key', async () => {
  await giveFirstStatistics(client)
  expect(await keptPlan()).toContain('conversation_pkey')
})

test('the people of a batch are looked up by what they are known by, however large the workspace has grown meanwhile', async () => {
  await giveFirstStatistics(client)
  await client.query(`set session_replication_role = 'replica'`) // the rows alone matter here
  await client.query(`alter table contact_identity set (autovacuum_enabled = off)`)
  await client.query(
    `insert into contact_identity (workspace_id, kind, value, contact_id) select '${SOMEBODYS}', 'phone', n, gen_random_uuid() from generate_series(1, 5000) n`,
  )
  await client.query('set enable_seqscan = off; set enable_hashjoin = off; set enable_mergejoin = off')
  const { rows } = await client.query<{ 'QUERY PLAN': string }>(
    `explain select i.contact_id from unnest($1::text[], $2::text[]) as wanted(kind, value)
     join contact_identity i on i.workspace_id = '${SOMEBODYS}' and i.kind = wanted.kind and i.value = wanted.value`,
    [Array.from({ length: 500 }, () => 'phone'), Array.from({ length: 500 }, (_, n) => String(n))],
  )
  expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toContain('contact_identity_pkey')
})

test('nothing of the sample stays, and a second time changes nothing', async () => {
  await giveFirstStatistics(client)
  await giveFirstStatistics(client)
  for (const table of ['workspace', 'meta_app', 'contact', 'conversation', 'message', 'outbox', 'event', 'event_head']) {
    expect((await client.query(`select 1 from ${table}`)).rows).toEqual([])
  }
})

test('a database somebody uses is not touched', async () => {
  await client.query("insert into person (id, name, email) values ('00000000-0000-4000-8000-000000000009', 'Lia', 'lia@example.com')")
  await giveFirstStatistics(client)
  const { rows } = await client.query("select reltuples > 0 as known from pg_class where oid = 'message'::regclass")
  expect(rows).toEqual([{ known: false }])
})

test('what somebody has written before there is a person stays, though this role sees all of it', async () => {
  await client.query(`
    insert into meta_app (id, kind, secret, secret_print, verify_token) overriding system value values (7, 'installation', 'a', 'b', 'c');
    insert into workspace (id, name) values ('${SOMEBODYS}', 'Padaria');
    insert into waba (workspace_id, id, waba_id, name, kind, app_id, token, token_hint) values ('${SOMEBODYS}', '${SOMEBODYS}', '1', '', 'meta', 7, '', '');
    insert into phone_number (workspace_id, id, waba, phone_number_id, display_phone_number) values ('${SOMEBODYS}', '${SOMEBODYS}', '${SOMEBODYS}', '1', '')`)
  await giveFirstStatistics(client)
  for (const table of ['workspace', 'waba', 'phone_number']) expect((await client.query(`select 1 from ${table}`)).rowCount, table).toBe(1)
})
