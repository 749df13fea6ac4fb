/** The cluster under DATA_DIR: made once, in a place of its own, and moved to its name when it is whole. */
import { spawnSync } from 'node:child_process'
import { closeSync, existsSync, fsyncSync, mkdtempSync, openSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { StartRefusal } from '../platform/start-refusal.ts'
import type { Binaries } from './binaries.ts'
import { handOver, type Identity, invoke } from './identity.ts'

export const clusterDir = (dataDir: string): string => join(dataDir, 'postgres')

export const clusterExists = (dataDir: string): boolean => existsSync(join(clusterDir(dataDir), 'PG_VERSION'))

export const SUPERUSER = 'postgres'

/**
 * What differs from PostgreSQL's own defaults. Durable (fsync and synchronous commit are on and stay on), reachable only through a
 * socket inside its own directory, small when idle, and silent about what people write.
 */
export const SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: '',
  unix_socket_directories: '.', // relative to the cluster: no length limit and no folder that others may enter
  unix_socket_permissions: '0700',
  max_connections: '80',
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  shared_buffers: '128MB',
  max_wal_size: '2GB',
  wal_level: 'minimal', // no replicas of an embedded database
  max_wal_senders: '0',
  max_logical_replication_workers: '0',
  wal_compression: 'off',
  random_page_cost: '1.1',
  jit: 'off',
  io_method: 'sync', // no idle reader processes
  max_parallel_workers_per_gather: '0', // parallel queries need /dev/shm, which containers keep tiny
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_checkpoints: 'off',
  log_min_error_statement: 'panic', // a failed statement would carry people's words into the log
  log_error_verbosity: 'terse', // and so would the detail of a violated constraint
}

export function initCluster(dataDir: string, options: { binaries: Binaries; identity: Identity; password: string }): void {
  const { binaries, identity, password } = options
  refuseRemains(dataDir)
  for (const entry of readdirSync(dataDir)) if (entry.startsWith('postgres.new')) clearDraft(join(dataDir, entry))
  const draft = mkdtempSync(join(dataDir, 'postgres.new-')) // a name of its own: what was killed may leave an initdb that still writes
  handOver(identity, draft)
  const {
    command,
    args,
    options: how,
  } = invoke(identity, binaries.initdb, draft, (directory) => [
    ...['--pgdata', directory, '--username', SUPERUSER, '--pwfile', '/dev/stdin', '--auth', 'scram-sha-256'],
    // The same order of text on every system, whatever locales it has.
    ...['--encoding', 'UTF8', '--locale', 'C', '--locale-provider', 'builtin', '--builtin-locale', 'C.UTF-8', '--no-instructions'],
  ])
  // The pipe is made by the shell, and so by the user that initdb runs as: it may not open one of ours.
  const run = spawnSync('sh', ['-c', 'cat | "$@"', 'sh', command, ...args], { ...how, input: password, encoding: 'utf8' })
  if (run.status !== 0) {
    const why = run.error?.message ?? run.stderr.trim()
    throw new StartRefusal(`The built-in PostgreSQL could not make its database under ${dataDir}: ${why}`)
  }
  renameSync(draft, clusterDir(dataDir))
  syncDirectory(dataDir)
}

/** Something of that name that is no cluster: perhaps what is left of one, so nothing is put in its place. */
function refuseRemains(dataDir: string): void {
  const cluster = clusterDir(dataDir)
  if (!existsSync(cluster) || (statSync(cluster).isDirectory() && readdirSync(cluster).length === 0)) return
  throw new StartRefusal(
    `${cluster} is there but is not a whole PostgreSQL database (it has no PG_VERSION): restore a backup into a new DATA_DIR, or move that folder away if nothing in it is needed.`,
  )
}

/** Of a start that was cut short. Its initdb may still be writing there; then the next start clears it away. */
function clearDraft(path: string): void {
  try {
    rmSync(path, { recursive: true, force: true })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOTEMPTY')) throw error
  }
}

function syncDirectory(path: string): void {
  const fd = openSync(path, 'r')
  fsyncSync(fd)
  closeSync(fd)
}

/** A cluster of another major version cannot be opened by these binaries. */
export function refuseOtherVersion(dataDir: string, binaries: Binaries): void {
  const version = readFileSync(join(clusterDir(dataDir), 'PG_VERSION'), 'utf8').trim()
  if (version === binaries.major) return
  throw new StartRefusal(
    `${clusterDir(dataDir)} was made by PostgreSQL ${version} and this Recado brings PostgreSQL ${binaries.major}: make a backup with the Recado that made it, and restore it into a new DATA_DIR.`,
  )
}
