/** `restore FILE`: what `backup` wrote, into an installation that holds nothing yet. */
import { createWriteStream, existsSync, mkdirSync } from 'node:fs'
import { dirname, join, normalize, resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import type { z } from 'zod'
import { type Ground, openGround } from '../ground.ts'
import { MIGRATIONS_DIR } from '../paths.ts'
import { copyIn } from '../platform/copy.ts'
import { migrate, readMigrations } from '../platform/migrate.ts'
import { secretsFile, secretsPath, writeSecrets } from '../platform/secrets.ts'
import { readArchive } from './archive.ts'
import { FOLDERS } from './backup.ts'
import { command, Misuse } from './command.ts'
import { columnList, counts, type Manifest, manifest, refuseBlindOwner, type TableOf } from './dump.ts'

export const restore = command({
  name: 'restore',
  usage: 'FILE',
  summary: 'Put a backup into an empty installation',
  help: `  FILE   what "backup" wrote

The server must not run. The target (DATA_DIR, or the database of DATABASE_URL) must be empty: no account, no workspace, no webhook.
Everything or nothing: a file that is damaged or cut short leaves the database empty. A backup of an older Recado is brought up to date.

The keys in the file replace those of the new DATA_DIR/secrets.json. If the file was made with --without-secrets, put the old secrets.json
there first. Whatever was waiting to be sent when the backup was made may have been sent since: it is shown as unknown and never sent again
by itself.`,
  options: {},
  words: 1,
  run: async ({ words }, { config, print, note }) => {
    const file = resolve(words[0] ?? '')
    if (!existsSync(file)) throw new Misuse(`${file} does not exist`)
    const ground = await openGround(config, { what: 'recado restore', progress: note })
    try {
      await withOwner(ground, async (owner) => {
        await refuseBlindOwner(owner)
        await refuseFull(owner)
        const rows = await load(owner, file, ground).catch(async (error: unknown) => {
          await owner.query('rollback') // done when we are, not at some time after
          throw error
        })
        print(`${rows} rows are back`)
      })
    } finally {
      await ground.close()
    }
  },
})

async function withOwner(ground: Ground, work: (owner: pg.Client) => Promise<void>): Promise<void> {
  const owner = new pg.Client({ connectionString: ground.ownerUrl, application_name: 'recado restore' })
  await owner.connect()
  try {
    await work(owner)
  } finally {
    await owner.end()
  }
}

async function refuseFull(owner: pg.ClientBase): Promise<void> {
  const { rows } = await owner.query<{ full: boolean }>(
    'select exists (select from person) or exists (select from workspace) or exists (select from delivery_batch) as full',
  )
  if (rows[0]?.full === true) throw new Misuse('The target is not empty: restore into a new DATA_DIR or an empty database')
}

interface Found {
  plan: Manifest | null
  secrets: Travelled | null
  counts: Readonly<Record<string, number>> | null
}

/** All in one transaction, the schema included. The archive is read once, in its order: manifest, tables, keys, files, counts. */
async function load(owner: pg.ClientBase, file: string, ground: Ground): Promise<number> {
  const found: Found = { plan: null, secrets: null, counts: null }
  await owner.query('begin')
  await readArchive(file, (path, content) => take(owner, ground, found, { path, content })).catch((cause: unknown) => {
    throw new Misuse(`${file} cannot be restored: ${cause instanceof Error ? cause.message : String(cause)}`)
  })
  if (found.plan === null || found.counts === null) throw new Misuse(`${file} is not a whole backup`)
  const rows = await checkCounts(owner, found.counts)
  await settleStates(owner, found.plan)
  if (found.secrets !== null) adoptKeys(ground, found.secrets)
  await owner.query('commit')
  if (found.secrets !== null) dropOwnKeys(ground, found.secrets)
  await migrate(owner, readMigrations(MIGRATIONS_DIR))
  await owner.query('analyze')
  return rows
}

async function take(
  owner: pg.ClientBase,
  ground: Ground,
  found: Found,
  entry: { path: string; content: AsyncIterable<Buffer> },
): Promise<void> {
  const { path, content } = entry
  if (path === 'manifest.json') {
    found.plan = manifest.parse(await json(content))
    await makeSchema(owner, found.plan)
  } else if (path === 'secrets.json') found.secrets = travelled.parse(await json(content))
  else if (path === 'counts.json') found.counts = counts.parse(await json(content))
  else if (path.startsWith('tables/')) await loadPiece(owner, tableOf(found.plan, path), content)
  else if (path.startsWith('files/')) await writeFile(ground.dataDir, path.slice('files/'.length), content)
}

type Travelled = z.infer<typeof travelled>

/** Before the commit and beside our own keys, so that whenever we are stopped, what the database holds can be opened. */
function adoptKeys({ dataDir, secrets }: Ground, { keys, session, sandboxApp }: Travelled): void {
  const own = secrets.keys.filter(({ id }) => keys.every((key) => key.id !== id))
  writeSecrets(secretsPath(dataDir), { ...secrets, session, sandboxApp, keys: [...keys, ...own] })
}

/** Nothing is sealed with our own any more. */
function dropOwnKeys({ dataDir, secrets }: Ground, { keys, session, sandboxApp }: Travelled): void {
  writeSecrets(secretsPath(dataDir), { ...secrets, session, sandboxApp, keys })
}

const travelled = secretsFile.pick({ keys: true, session: true, sandboxApp: true })

async function json(content: AsyncIterable<Buffer>): Promise<unknown> {
  const pieces: Buffer[] = []
  for await (const piece of content) pieces.push(piece)
  return JSON.parse(Buffer.concat(pieces).toString())
}

/** The schema as it was when the backup was made; what came later is migrated with the data in it. */
async function makeSchema(owner: pg.ClientBase, { schema: version, tables }: Manifest): Promise<void> {
  const migrations = readMigrations(MIGRATIONS_DIR)
  if (version > migrations.length)
    throw new Misuse(`it was made by a newer Recado (schema ${version}, this one knows ${migrations.length})`)
  await owner.query('drop schema public cascade')
  await owner.query('create schema public')
  for (const migration of migrations.slice(0, version)) await owner.query(migration.sql)
  await owner.query(
    'create table schema_migration (version int primary key, name text not null, applied_at timestamptz not null default now())',
  )
  for (const { version: done, name } of migrations.slice(0, version)) {
    await owner.query('insert into schema_migration (version, name) values ($1, $2)', [done, name])
  }
  await owner.query(`truncate ${tables.map(({ name }) => `public.${pg.escapeIdentifier(name)}`).join(', ')} cascade`) // what migrations put there
}

function tableOf(plan: Manifest | null, path: string): TableOf {
  const name = path.split('/')[1]
  const table = plan?.tables.find((candidate) => candidate.name === name)
  if (table === undefined) throw new Misuse(`it holds rows of an unknown table ("${name}")`)
  return table
}

function loadPiece(owner: pg.ClientBase, table: TableOf, content: AsyncIterable<Buffer>): Promise<void> {
  return copyIn(owner, `copy public.${pg.escapeIdentifier(table.name)} (${columnList(table)}) from stdin`, content)
}

/** Only into the folders that a backup has files of, whatever the archive says. */
async function writeFile(dataDir: string, path: string, content: AsyncIterable<Buffer>): Promise<void> {
  const isInside = normalize(path) === path && FOLDERS.some((folder) => path.startsWith(`${folder}/`))
  if (!isInside) throw new Misuse(`it holds a file outside the data directory (${path})`)
  const target = join(dataDir, path)
  mkdirSync(dirname(target), { recursive: true, mode: 0o700 })
  await pipeline(content, createWriteStream(target, { mode: 0o600, flush: true }))
}

async function checkCounts(owner: pg.ClientBase, expected: Readonly<Record<string, number>>): Promise<number> {
  let total = 0
  for (const [name, count] of Object.entries(expected)) {
    const { rows } = await owner.query<{ count: string }>(`select count(*)::text as count from public.${pg.escapeIdentifier(name)}`)
    if (Number(rows[0]?.count) !== count) throw new Misuse(`The backup is not whole: ${name} has ${rows[0]?.count} rows of ${count}`)
    total += count
  }
  return total
}

/**
 * Numbers go on where they were, and every send that was waiting counts as begun: its outcome is unknown, so the sender asks a person.
 * Deliveries that somebody there was at work on are free: nobody here is.
 */
async function settleStates(owner: pg.ClientBase, plan: Manifest): Promise<void> {
  for (const [name, { value, isCalled }] of Object.entries(plan.sequences)) {
    await owner.query('select setval(($1::text)::regclass, $2::bigint, $3)', [`public.${pg.escapeIdentifier(name)}`, value, isCalled])
  }
  await owner.query("update outbox set attempt_id = coalesce(attempt_id, gen_random_uuid()), attempt_started_at = now() - interval '1 day'")
  await owner.query('update delivery_batch set lease_until = null where lease_until is not null')
  await owner.query('update delivery_failure set lease_until = null where lease_until is not null')
}
