/** A database of its own for each test: cloned from a migrated template, which is a file copy of a few milliseconds. */
import { createHash, randomBytes } from 'node:crypto'
import pg from 'pg'
import { MIGRATIONS_DIR } from '../paths.ts'
import { migrate, readMigrations } from '../platform/migrate.ts'
import { ensureLogins, type Login } from '../platform/roles.ts'

export interface TestDatabase {
  /** Owns the schema. For migrations and for looking at everything. */
  readonly ownerUrl: string
  /** What answers people: bound by row-level security. */
  readonly appUrl: string
  /** The workers. */
  readonly pipelineUrl: string
  drop(): Promise<void>
}

// One cluster serves many test runs at once, so these are the same for all of them.
const PASSWORD = 'only-for-tests-on-loopback'
const APP: Login = { name: 'recado_app_test', password: PASSWORD, group: 'recado_app' }
const PIPELINE: Login = { name: 'recado_pipeline_test', password: PASSWORD, group: 'recado_pipeline' }

let counter = 0

/** @param adminUrl a superuser of a cluster that is only for tests */
export async function cloneTemplate(adminUrl: string): Promise<TestDatabase> {
  const template = await ensureTemplate(adminUrl)
  const name = `recado_test_${Math.floor(Date.now() / 1000)}_${randomBytes(4).toString('hex')}_${++counter}`
  await withClient(adminUrl, (client) => client.query(`create database ${name} template ${template}`))
  return {
    ownerUrl: urlOf(adminUrl, name),
    appUrl: urlOf(adminUrl, name, APP),
    pipelineUrl: urlOf(adminUrl, name, PIPELINE),
    drop: async () => {
      await withClient(adminUrl, (client) => client.query(`drop database if exists ${name} with (force)`))
    },
  }
}

function urlOf(adminUrl: string, database: string, login?: Login): string {
  const url = new URL(adminUrl)
  url.pathname = `/${database}`
  if (login !== undefined) {
    url.username = login.name
    url.password = login.password
  }
  return url.href
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(url)
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** The template's name tells its migrations, so an edited migration makes a new template and never meets an old one. */
async function ensureTemplate(adminUrl: string): Promise<string> {
  const migrations = readMigrations(MIGRATIONS_DIR)
  const hash = createHash('sha256').update(migrations.map((migration) => migration.sql).join('\0'))
  const name = `recado_template_${hash.digest('hex').slice(0, 16)}`
  await withClient(adminUrl, async (client) => {
    if (await exists(client, name)) return
    await client.query("select pg_advisory_lock(hashtext('recado test template'))") // released by the end of this session
    if (await exists(client, name)) return
    const building = `${name}_building` // renamed when whole: a template killed half-way is never cloned
    await client.query(`drop database if exists ${building} with (force)`)
    await client.query(`create database ${building} template template0`)
    await withClient(urlOf(adminUrl, building), async (owner) => {
      await migrate(owner, migrations)
      await ensureLogins(owner, [APP, PIPELINE])
    })
    await client.query(`alter database ${building} rename to ${name}`)
  })
  return name
}

async function exists(client: pg.Client, database: string): Promise<boolean> {
  const { rowCount } = await client.query('select from pg_database where datname = $1', [database])
  return rowCount === 1
}

/** Databases of runs that were killed before they could drop them. */
export async function dropAbandoned(adminUrl: string): Promise<void> {
  await withClient(adminUrl, async (client) => {
    const { rows } = await client.query<{ datname: string }>(`
      select datname from pg_database
      where datname ~ '^recado_test_\\d+_' and split_part(datname, '_', 3)::bigint < extract(epoch from now()) - 7200`)
    for (const { datname } of rows) await client.query(`drop database if exists ${datname} with (force)`)
  })
}
