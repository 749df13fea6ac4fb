import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshDatabase } from '../test/database.ts'
import type { TestDatabase } from '../test/template.ts'
import { openDb, openPool } from './database.ts'
import { rows } from './rows.ts'
import type { Db } from './scope.ts'

let database: TestDatabase
let db: Db
beforeAll(async () => {
  database = await freshDatabase()
  db = openDb(openPool({ connectionString: database.ownerUrl, max: 1, name: 'test' }))
})
afterAll(async () => {
  await db.destroy()
  await database.drop()
})

/** What PostgreSQL can hold: any text without U+0000, moments to the millisecond. */
const text = fc.string({ unit: 'binary' }).map((value) => value.replaceAll('\u0000', ''))
const row = fc.record({
  id: fc.uuid(),
  note: fc.option(text),
  body: fc.option(fc.record({ said: text, list: fc.array(fc.option(fc.integer())), deep: fc.record({ yes: fc.boolean() }) })),
  small: fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
  large: fc.maxSafeInteger(),
  yes: fc.option(fc.boolean()),
  at: fc.option(fc.date({ min: new Date('1900-01-01'), max: new Date('2200-01-01'), noInvalidDate: true })),
})

test('rows arrive as they were given, whatever is in them', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 20 }), async (given) => {
      const types = { id: 'uuid', note: 'text', body: 'jsonb', small: 'int', large: 'bigint', yes: 'boolean', at: 'timestamptz' } as const
      const { rows: back } = await sql`select d.* from ${rows('d', types, given)}`.execute(db)
      expect(back).toEqual(given)
    }),
    { numRuns: 60 },
  )
})
