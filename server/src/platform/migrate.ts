/**
 * Numbered, forward-only SQL files. Each runs in a transaction together with its mark in schema_migration, so a process killed in the
 * middle leaves either all of a migration or nothing, and the next start goes on from there. One process at a time, by advisory lock.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { StartRefusal } from './start-refusal.ts'

export interface Migration {
  readonly version: number
  readonly name: string
  readonly sql: string
}

/** Any constant; every Recado uses this one. */
const LOCK = 7_236_281_001

export function readMigrations(directory: string): Migration[] {
  const migrations = readdirSync(directory)
    .filter((file) => file.endsWith('.sql'))
    .sort()
    .map((file) => {
      const [, digits, name] = /^(\d{4})_([a-z0-9_]+)\.sql$/.exec(file) ?? []
      if (digits === undefined || name === undefined) throw new Error(`${file} is not named like 0001_start.sql`)
      return { version: Number(digits), name, sql: readFileSync(join(directory, file), 'utf8') }
    })
  migrations.forEach((migration, index) => {
    if (migration.version !== index + 1) throw new Error(`migration ${index + 1} is missing or given twice`)
  })
  return migrations
}

/** Brings the database up to date. Returns the versions it applied. @param client connected as the owner, used by nobody else */
export async function migrate(client: pg.ClientBase, migrations: readonly Migration[]): Promise<number[]> {
  await client.query('select pg_advisory_lock($1)', [LOCK])
  try {
    await client.query(`create table if not exists schema_migration (
      version int primary key, name text not null, applied_at timestamptz not null default now())`)
    const { rows } = await client.query<{ version: number }>('select version from schema_migration')
    const known = migrations.length
    const newest = Math.max(0, ...rows.map((row) => row.version))
    if (newest > known) {
      throw new StartRefusal(
        `The database was written by a newer Recado (its schema is ${newest}, this version knows ${known}): start the newer version, or restore a backup made by this one.`,
      )
    }
    const applied = new Set(rows.map((row) => row.version))
    const pending = migrations.filter((migration) => !applied.has(migration.version))
    for (const migration of pending) await apply(client, migration)
    return pending.map((migration) => migration.version)
  } finally {
    await client.query('select pg_advisory_unlock($1)', [LOCK])
  }
}

async function apply(client: pg.ClientBase, migration: Migration): Promise<void> {
  try {
    await client.query('begin')
    await client.query(migration.sql)
    await client.query('insert into schema_migration (version, name) values ($1, $2)', [migration.version, migration.name])
    await client.query('commit')
  } catch (cause) {
    await client.query('rollback')
    if (cause instanceof pg.DatabaseError && cause.code === '42501') {
      throw new StartRefusal(
        `The user of DATABASE_URL may not set the database up (${cause.message}): let it own the database and give it CREATEROLE.`,
      )
    }
    throw new Error(`migration ${migration.version} (${migration.name}) failed`, { cause })
  }
}
