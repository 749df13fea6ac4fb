/** A PostgreSQL of the attack's own that it may stop, freeze and cut off, run from the product's binaries with the product's settings. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { findBinaries } from '../../server/src/embedded/binaries.ts'
import { clusterDir, initCluster, SETTINGS, SUPERUSER } from '../../server/src/embedded/cluster.ts'
import { chooseIdentity } from '../../server/src/embedded/identity.ts'
import { type Postmaster, startPostmaster } from '../../server/src/embedded/postmaster.ts'
import { openDoor } from '../../server/src/embedded/socket.ts'

export interface Postgres {
  /** A superuser's connection string to a database of that name, which is there when the promise resolves. */
  database(name: string): Promise<string>
  /** Stops at once, for so long, and starts again; `immediate` without a checkpoint, so that it recovers. Resolves when it is ready. */
  interrupt(how: 'fast' | 'immediate', forMs: number): Promise<void>
  /** All its processes stand still for so long. */
  freeze(forMs: number): Promise<void>
  /** Ends every session but the attack's own. @returns how many */
  cut(): Promise<number>
  stop(): Promise<void>
}

const PASSWORD = 'only-for-this-run'

export async function startPostgres(): Promise<Postgres> {
  const dataDir = join(mkdtempSync(join(tmpdir(), 'recado-chaos-postgres-')), 'data')
  mkdirSync(dataDir, { mode: 0o700 })
  const identity = chooseIdentity(clusterDir(dataDir))
  const binaries = findBinaries(dataDir, identity.kind === 'user')
  initCluster(dataDir, { binaries, identity, password: PASSWORD })
  const door = openDoor(dataDir)
  const adminUrl = door.url(SUPERUSER, PASSWORD, 'postgres')
  let postmaster: Postmaster = startPostmaster({ dataDir, binaries, identity, settings: SETTINGS })

  async function admin<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
    const client = new pg.Client({ connectionString: adminUrl, application_name: 'chaos' })
    client.on('error', () => undefined)
    await client.connect()
    return work(client).finally(() => client.end())
  }

  async function ready(): Promise<void> {
    for (;;) {
      const isUp = await admin(async () => true).catch(() => false)
      if (isUp) return
      await pause(20)
    }
  }

  await ready()
  return {
    async database(name) {
      await admin((client) => client.query(`create database ${name}`))
      return door.url(SUPERUSER, PASSWORD, name)
    },
    async interrupt(how, forMs) {
      if (postmaster.pid !== undefined) process.kill(postmaster.pid, how === 'fast' ? 'SIGINT' : 'SIGQUIT')
      await postmaster.gone
      await pause(forMs)
      postmaster = startPostmaster({ dataDir, binaries, identity, settings: SETTINGS })
      await ready()
    },
    async freeze(forMs) {
      const pids = familyOf(postmaster.pid ?? 0)
      signal(pids, 'SIGSTOP')
      await pause(forMs)
      signal([...new Set([...pids, ...familyOf(postmaster.pid ?? 0)])], 'SIGCONT')
    },
    async cut() {
      const { rows } = await admin((client) =>
        client.query<{ n: number }>(
          "select count(pg_terminate_backend(pid))::int as n from pg_stat_activity where backend_type = 'client backend' and application_name <> 'chaos'",
        ),
      )
      return rows[0]?.n ?? 0
    },
    async stop() {
      await postmaster.stop()
      door.close()
      rmSync(join(dataDir, '..'), { recursive: true, force: true })
    },
  }
}

/** A process and its children. */
function familyOf(pid: number): number[] {
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((child) => parentOf(child) === pid)
  return [pid, ...children]
}

function parentOf(pid: number): number | null {
  try {
    return Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[1])
  } catch {
    return null // gone meanwhile
  }
}

function signal(pids: readonly number[], name: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      process.kill(pid, name)
    } catch {} // gone meanwhile
  }
}
