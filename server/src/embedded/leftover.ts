/** What an earlier run may have left of its PostgreSQL, and what to do about it. Called under the data directory's lock. */
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { clusterDir } from './cluster.ts'

const PATIENCE_MS = 10_000

/**
 * Stops a postmaster that outlived its node (the watchdog makes that rare) and waits for the sessions of a killed one. When no process
 * works on the cluster any more, its marks say nothing true: PostgreSQL would take a pid that is used again, or was never reaped, for
 * a living postmaster.
 */
export async function clearLeftover(dataDir: string): Promise<void> {
  const cluster = clusterDir(dataDir)
  const deadline = Date.now() + PATIENCE_MS
  for (let pids = workingOn(cluster); pids.length > 0; pids = workingOn(cluster)) {
    const late = Date.now() > deadline
    const postmaster = markedPid(cluster)
    for (const pid of pids) if (late || pid === postmaster) tell(pid, late ? 'SIGKILL' : 'SIGINT')
    await sleep(late ? 500 : 100)
  }
  for (const mark of ['postmaster.pid', '.s.PGSQL.5432.lock']) rmSync(join(cluster, mark), { force: true })
}

/** Whoever has gone since one looked needs no word. */
function tell(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}

function markedPid(cluster: string): number | null {
  try {
    return Number(readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')[0])
  } catch {
    return null
  }
}

/** Every process of PostgreSQL works in its cluster's directory. One of another user is none of this cluster's. */
function workingOn(cluster: string): number[] {
  if (process.platform !== 'linux') return postmastersByCommand(cluster)
  const directory = realpathSync(cluster)
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  return pids.filter((pid) => isPostgresIn(pid, directory)).map(Number)
}

function isPostgresIn(pid: string, directory: string): boolean {
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === directory && readFileSync(`/proc/${pid}/comm`, 'utf8').trim() === 'postgres'
  } catch {
    return false // gone meanwhile, a zombie, or not ours to look at
  }
}

function postmastersByCommand(cluster: string): number[] {
  const lines = execFileSync('ps', ['-axo', 'pid=,command='], { encoding: 'utf8' }).split('\n')
  return lines.filter((line) => line.includes(`postgres -D ${cluster} `)).map((line) => Number.parseInt(line, 10))
}
