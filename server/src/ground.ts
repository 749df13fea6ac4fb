/**
 * The ground that the server and the command line stand on: the data directory, its secrets, and a migrated database with one login for
 * each part. Whoever opens it is alone on it; whoever joins it uses what a running server opened.
 */
import pg from 'pg'
import type { Config } from './config.ts'
import { clusterExists, SUPERUSER } from './embedded/cluster.ts'
import { openDoor } from './embedded/socket.ts'
import { startEmbedded } from './embedded/supervisor.ts'
import { MIGRATIONS_DIR } from './paths.ts'
import { prepareDataDir } from './platform/data-dir.ts'
import { giveFirstStatistics } from './platform/first-statistics.ts'
import { migrate, readMigrations } from './platform/migrate.ts'
import { takeLock } from './platform/process-lock.ts'
import { ensureLogins, type Login, refuseTooPowerful } from './platform/roles.ts'
import { readOrMakeSecrets, type Secrets } from './platform/secrets.ts'
import { StartRefusal } from './platform/start-refusal.ts'

export interface Ground {
  /** Absolute. */
  readonly dataDir: string
  readonly secrets: Secrets
  /** Owns the schema: migrations, backups. */
  readonly ownerUrl: string
  readonly appUrl: string
  readonly pipelineUrl: string
  close(): Promise<void>
}

export interface OpenOptions {
  /** What holds the data directory, for whoever finds it held; e.g. "npm start". */
  readonly what: string
  readonly progress: (line: string) => void
}

/** What is to be undone, last first. */
type Undo = (() => void | Promise<void>)[]

export async function openGround(config: Config, options: OpenOptions): Promise<Ground> {
  const undo: Undo = []
  const close = async () => {
    for (const step of undo.splice(0).reverse()) await step()
  }
  try {
    return { ...(await open(config, options, undo)), close }
  } catch (error) {
    await close()
    throw error
  }
}

async function open(config: Config, { what, progress }: OpenOptions, undo: Undo): Promise<Omit<Ground, 'close'>> {
  const dataDir = prepareDataDir(config.DATA_DIR)
  const lock = takeLock(dataDir, what)
  undo.push(lock.release)
  const external = config.DATABASE_URL
  if (external !== undefined) await refuseUnfitDatabase(external)
  const secrets = readOrMakeSecrets(dataDir, clusterExists(dataDir))
  const place = external === undefined ? await startOwnDatabase(dataDir, secrets, progress, undo) : externalPlace(external)
  const logins = loginsOf(secrets)
  const applied = await withClient(place.ownerUrl, async (owner) => {
    const versions = await migrate(owner, readMigrations(MIGRATIONS_DIR))
    await giveFirstStatistics(owner)
    await ensureLogins(owner, Object.values(logins))
    return versions
  })
  if (applied.length > 0) progress(`The database is at schema ${applied.at(-1)}`)
  const urls = urlsOf(place, logins)
  await Promise.all([urls.appUrl, urls.pipelineUrl].map((url) => withClient(url, refuseTooPowerful)))
  return { dataDir, secrets, ...urls }
}

/** Where a database is and how a login reaches it. */
interface Place {
  readonly ownerUrl: string
  urlFor(login: Login): string
}

async function startOwnDatabase(dataDir: string, secrets: Secrets, progress: OpenOptions['progress'], undo: Undo): Promise<Place> {
  progress(clusterExists(dataDir) ? 'Starting PostgreSQL' : 'Making the database (only the first time)')
  const embedded = await startEmbedded({
    dataDir,
    superuserPassword: secrets.database.superuser,
    onRestart: (why) => process.stderr.write(`PostgreSQL stopped by itself (${why}) and is started again.\n`),
  })
  undo.push(embedded.stop)
  return embedded
}

function externalPlace(ownerUrl: string): Place {
  return {
    ownerUrl,
    urlFor: ({ name, password }) => {
      const url = new URL(ownerUrl)
      url.username = name
      url.password = password
      return url.href
    },
  }
}

function loginsOf(secrets: Secrets): { app: Login; pipeline: Login } {
  return {
    app: { name: `recado_app_${secrets.installation}`, password: secrets.database.app, group: 'recado_app' },
    pipeline: { name: `recado_pipeline_${secrets.installation}`, password: secrets.database.pipeline, group: 'recado_pipeline' },
  }
}

function urlsOf(place: Place, logins: { app: Login; pipeline: Login }): Pick<Ground, 'ownerUrl' | 'appUrl' | 'pipelineUrl'> {
  return { ownerUrl: place.ownerUrl, appUrl: place.urlFor(logins.app), pipelineUrl: place.urlFor(logins.pipeline) }
}

/** For the command line while a server runs: that server keeps the data directory, the database and its schema. */
export function joinGround(config: Config): Ground {
  const dataDir = prepareDataDir(config.DATA_DIR)
  const secrets = readOrMakeSecrets(dataDir, true)
  const logins = loginsOf(secrets)
  if (config.DATABASE_URL !== undefined) {
    return { dataDir, secrets, ...urlsOf(externalPlace(config.DATABASE_URL), logins), close: async () => undefined }
  }
  const door = openDoor(dataDir)
  const place = {
    ownerUrl: door.url(SUPERUSER, secrets.database.superuser),
    urlFor: ({ name, password }: Login) => door.url(name, password),
  }
  return { dataDir, secrets, ...urlsOf(place, logins), close: async () => door.close() }
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, application_name: 'recado start' })
  client.on('error', () => undefined) // whatever was under way fails with its own error
  await client.connect()
  return work(client).finally(() => client.end())
}

async function refuseUnfitDatabase(url: string): Promise<void> {
  const { hostname, pathname } = new URL(url)
  const version = await withClient(url, async (client) => {
    const { rows } = await client.query<{ server_version_num: string }>('show server_version_num')
    return Math.floor(Number(rows[0]?.server_version_num) / 10_000)
  }).catch((cause: unknown) => {
    const why = cause instanceof Error ? cause.message || cause.name : String(cause)
    throw new StartRefusal(`The database ${pathname.slice(1)} of DATABASE_URL on ${hostname} cannot be reached: ${why}.`)
  })
  if (version < 15) throw new StartRefusal(`The server of DATABASE_URL is PostgreSQL ${version}, and Recado needs 15 or newer.`)
}
