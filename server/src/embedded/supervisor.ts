/**
 * Runs the embedded PostgreSQL for as long as this process lives: makes the cluster at the first start, waits out what a crash left
 * behind, starts it again should it die under us, and takes it down with us.
 */
import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { StartRefusal } from '../platform/start-refusal.ts'
import { findBinaries } from './binaries.ts'
import { clusterDir, clusterExists, initCluster, refuseOtherVersion, SETTINGS, SUPERUSER } from './cluster.ts'
import { chooseIdentity, handOver } from './identity.ts'
import { clearLeftover } from './leftover.ts'
import { logPath, type Postmaster, type PostmasterOptions, startPostmaster } from './postmaster.ts'
import { openDoor } from './socket.ts'

export interface EmbeddedDatabase {
  readonly ownerUrl: string
  urlFor(login: { readonly name: string; readonly password: string }): string
  stop(): Promise<void>
}

export interface EmbeddedOptions {
  readonly dataDir: string
  readonly superuserPassword: string
  /** In place of SETTINGS; for tests, whose data nobody misses. */
  readonly settings?: Readonly<Record<string, string>>
  /** Told when PostgreSQL died and is started again. */
  readonly onRestart: (why: string) => void
}

/** Recovery after a crash replays at most max_wal_size. */
const START_PATIENCE_MS = 600_000
/** A killed postmaster's sessions need a moment to notice. */
const DRAIN_PATIENCE_MS = 20_000

/** The caller holds the data directory's lock. */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedDatabase> {
  const { dataDir, superuserPassword: password } = options
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const identity = chooseIdentity(clusterDir(dataDir))
  const binaries = findBinaries(dataDir, identity.kind === 'user')
  if (clusterExists(dataDir)) {
    refuseOtherVersion(dataDir, binaries)
    if (identity.kind === 'user' && statSync(clusterDir(dataDir)).uid !== identity.uid) handOver(identity, clusterDir(dataDir))
  } else initCluster(dataDir, { binaries, identity, password })
  const door = openDoor(dataDir)
  const run = new Run({ dataDir, binaries, identity, settings: { ...SETTINGS, ...options.settings } }, options.onRestart)
  const database: EmbeddedDatabase = {
    ownerUrl: door.url(SUPERUSER, password),
    urlFor: (login) => door.url(login.name, login.password),
    stop: async () => {
      await run.stop()
      door.close()
    },
  }
  try {
    await run.start()
    await ensureDatabase(door.url(SUPERUSER, password, 'postgres'))
  } catch (error) {
    await database.stop()
    throw error
  }
  return database
}

class Run {
  readonly #how: PostmasterOptions
  readonly #onRestart: (why: string) => void
  #postmaster: Postmaster | null = null
  #stopping = false

  constructor(how: PostmasterOptions, onRestart: (why: string) => void) {
    this.#how = how
    this.#onRestart = onRestart
  }

  /** Starts and waits until it is ready. What drains away by itself is waited for. */
  async start(): Promise<void> {
    const deadline = Date.now() + DRAIN_PATIENCE_MS
    while (!this.#stopping) {
      await clearLeftover(this.#how.dataDir)
      const postmaster = startPostmaster(this.#how)
      this.#postmaster = postmaster
      if (await comesUp(this.#how.dataDir, postmaster)) {
        void postmaster.gone.then((how) => this.#restart(how))
        return
      }
      const why = postmaster.lastWords() || (await postmaster.gone)
      if (!/lock file|shared memory block/.test(why) || Date.now() > deadline) {
        throw new StartRefusal(`The built-in PostgreSQL did not start: ${why} (see ${logPath(this.#how.dataDir)})`)
      }
      await sleep(200)
    }
  }

  async #restart(why: string): Promise<void> {
    for (let pause = 250; !this.#stopping; pause = Math.min(pause * 2, 5000)) {
      this.#onRestart(why)
      const failure = await this.start().then(
        () => null,
        (error: unknown) => error,
      )
      if (failure === null) return
      await sleep(pause)
    }
  }

  async stop(): Promise<void> {
    this.#stopping = true
    await this.#postmaster?.stop()
  }
}

/** True once it is ready for sessions, false when it ended instead. */
async function comesUp(dataDir: string, postmaster: Postmaster): Promise<boolean> {
  let ended = false
  void postmaster.gone.then(() => {
    ended = true
  })
  const deadline = Date.now() + START_PATIENCE_MS
  while (!ended && Date.now() < deadline) {
    if (saysReady(dataDir, postmaster.pid)) return true
    await sleep(10)
  }
  return false
}

/** PostgreSQL writes its state on the eighth line of its mark. */
function saysReady(dataDir: string, pid: number | undefined): boolean {
  const mark = join(clusterDir(dataDir), 'postmaster.pid')
  if (!existsSync(mark)) return false
  const lines = readFileSync(mark, 'utf8').split('\n')
  return Number(lines[0]) === pid && lines[7]?.trim() === 'ready'
}

const WRONG_PASSWORD = '28P01'

async function ensureDatabase(url: string): Promise<void> {
  const client = new pg.Client(url)
  try {
    await client.connect()
    const { rowCount } = await client.query("select from pg_database where datname = 'recado'")
    if (rowCount === 0) await client.query('create database recado')
  } catch (error) {
    if (!(error instanceof pg.DatabaseError) || error.code !== WRONG_PASSWORD) throw error
    throw new StartRefusal('The built-in PostgreSQL refuses its password: secrets.json in DATA_DIR belongs to another database.')
  } finally {
    await client.end()
  }
}
