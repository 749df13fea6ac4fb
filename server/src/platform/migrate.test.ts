import pg from 'pg'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { MIGRATIONS_DIR } from '../paths.ts'
import { freshDatabase } from '../test/database.ts'
import type { TestDatabase } from '../test/template.ts'
import { type Migration, migrate, readMigrations } from './migrate.ts'

const FIRST = readMigrations(MIGRATIONS_DIR)
const next = (offset: number, sql: string): Migration => ({ version: FIRST.length + offset, name: `extra_${offset}`, sql })

describe('migrating', () => {
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

  const versions = async () => {
    const { rows } = await client.query<{ version: number }>('select version from schema_migration order by version')
    return rows.map((row) => row.version)
  }

  test('a database that is up to date is left alone', async () => {
    expect(await migrate(client, FIRST)).toEqual([])
  })

  test('pending migrations are applied in order, once', async () => {
    const all = [...FIRST, next(1, 'create table extra (n int)'), next(2, 'insert into extra values (1)')]
    expect(await migrate(client, all)).toEqual([FIRST.length + 1, FIRST.length + 2])
    expect(await migrate(client, all)).toEqual([])
    expect((await client.query('select n from extra')).rows).toEqual([{ n: 1 }])
  })

  test('a migration that fails leaves nothing of itself, and the ones before it', async () => {
    const broken = [...FIRST, next(1, 'create table kept (n int)'), next(2, 'create table lost (n int); select 1 / 0')]
    await expect(migrate(client, broken)).rejects.toThrow(`migration ${FIRST.length + 2}`)
    const { rows } = await client.query("select to_regclass('kept') is not null as kept, to_regclass('lost') is not null as lost")
    expect(rows).toEqual([{ kept: true, lost: false }])
    const mended = [...broken.slice(0, -1), next(2, 'create table lost (n int)')]
    expect(await migrate(client, mended)).toEqual([FIRST.length + 2])
  })

  test('a process killed in the middle of a migration is as if it had not started it', async () => {
    const slow = [...FIRST, next(1, 'create table half (n int); select pg_sleep(600)')]
    const doomed = new pg.Client(database.ownerUrl)
    doomed.on('error', () => undefined)
    await doomed.connect()
    const { rows } = await doomed.query<{ pid: number }>('select pg_backend_pid() as pid')
    const dying = migrate(doomed, slow).catch((error: unknown) => error)
    const pid = rows[0]?.pid
    await expect
      .poll(async () => (await client.query('select from pg_stat_activity where pid = $1 and wait_event = $2', [pid, 'PgSleep'])).rowCount)
      .toBe(1)
    await client.query('select pg_terminate_backend($1)', [pid])
    expect(await dying).toBeInstanceOf(Error)
    expect(await versions()).toEqual(FIRST.map((migration) => migration.version))
    expect(await migrate(client, [...FIRST, next(1, 'create table half (n int)')])).toEqual([FIRST.length + 1])
  })

  test('a schema newer than this version is refused and not touched', async () => {
    await migrate(client, [...FIRST, next(1, 'create table newer (n int)')])
    await expect(migrate(client, FIRST)).rejects.toThrow(/written by a newer Recado/)
  })

  test('two processes that start together migrate once', async () => {
    const other = new pg.Client(database.ownerUrl)
    await other.connect()
    const all = [...FIRST, next(1, 'create table once (n int)')]
    const applied = await Promise.all([migrate(client, all), migrate(other, all)])
    await other.end()
    expect(applied.flat()).toEqual([FIRST.length + 1])
  })
})
