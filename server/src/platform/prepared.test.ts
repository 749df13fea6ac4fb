import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshDatabase } from '../test/database.ts'
import type { TestDatabase } from '../test/template.ts'
import { openDb, openPool } from './database.ts'
import type { Db } from './scope.ts'

let database: TestDatabase
let db: Db
beforeAll(async () => {
  database = await freshDatabase()
  db = openDb(openPool({ connectionString: database.ownerUrl, max: 1, name: 'test' }), 'prepared')
})
afterAll(async () => {
  await db.destroy()
  await database.drop()
})

const prepared = async () =>
  (await sql<{ statement: string }>`select statement from pg_prepared_statements`.execute(db)).rows.map(({ statement }) => statement)

test('what is asked again is not planned again', async () => {
  for (const n of [1, 2, 3]) await db.selectFrom('person').select('id').where('name', '=', `Ana ${n}`).execute()
  expect((await prepared()).filter((text) => text.includes('"person"'))).toHaveLength(1)
})

test('texts without end do not fill the connection', async () => {
  for (let n = 1; n < 450; n++) await sql`select ${n}::int + ${sql.raw(String(n))} as sum`.execute(db)
  expect((await prepared()).length).toBeLessThanOrEqual(400)
})

test('a table changed by a newer program costs one failed request, not every one from then on', async () => {
  const fresh = openDb(openPool({ connectionString: database.ownerUrl, max: 1, name: 'fresh' }), 'prepared')
  const readFresh = () => fresh.selectFrom('rate_limit').selectAll().where('id', '=', 'x').execute()
  await readFresh()
  const newer = new pg.Client(database.ownerUrl)
  await newer.connect()
  await newer.query('alter table rate_limit add column note text')
  await newer.end()
  await expect(readFresh()).rejects.toMatchObject({ code: '0A000' })
  expect(await readFresh()).toEqual([])
  await fresh.destroy()
})
