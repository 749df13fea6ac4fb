import { readFileSync } from 'node:fs'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { schemaSource } from '../../../scripts/generate-schema.mjs'
import { freshDatabase } from '../test/database.ts'
import type { TestDatabase } from '../test/template.ts'

describe('the schema', () => {
  let database: TestDatabase
  let owner: pg.Client
  beforeAll(async () => {
    database = await freshDatabase()
    owner = new pg.Client(database.ownerUrl)
    await owner.connect()
  })
  afterAll(async () => {
    await owner.end()
    await database.drop()
  })

  test('row types are those of the migrated database (npm run schema writes them)', async () => {
    expect(readFileSync(new URL('./schema.ts', import.meta.url), 'utf8')).toBe(await schemaSource(owner))
  })

  test('every table that belongs to a workspace is behind row-level security, also for its owner', async () => {
    const { rows } = await owner.query<{ name: string; forced: boolean }>(`
      select c.relname as name, c.relrowsecurity and c.relforcerowsecurity as forced
      from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'workspace_id' and a.attnotnull
      where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace order by c.relname`)
    expect(rows.length).toBeGreaterThan(10)
    // number_route and waba_route lead from Meta's ids to a workspace: ids, and nothing that anybody wrote.
    const unguarded = rows.filter(({ forced }) => !forced).map(({ name }) => name)
    expect(unguarded).toEqual(['number_route', 'waba_route'])
  })
})
