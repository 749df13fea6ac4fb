/** One run of the postgres program on the cluster: started, found ready, stopped; and never left behind. */
import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, fstatSync, openSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Binaries } from './binaries.ts'
import { clusterDir } from './cluster.ts'
import { type Identity, invoke } from './identity.ts'

export interface Postmaster {
  readonly pid: number | undefined
  /** Resolves when the process is gone, with how it ended. */
  readonly gone: Promise<string>
  /** What it said, for the sentence that tells why it did not start. */
  lastWords(): string
  /** Ends sessions and stops: the log is flushed, so the next start need not recover. */
  stop(): Promise<void>
}

const LOG_LIMIT_BYTES = 10 * 2 ** 20
const STOP_PATIENCE_MS = 10_000

export const logPath = (dataDir: string): string => join(dataDir, 'postgres.log')

export interface PostmasterOptions {
  readonly dataDir: string
  readonly binaries: Binaries
  readonly identity: Identity
  readonly settings: Readonly<Record<string, string>>
}

export function startPostmaster({ dataDir, binaries, identity, ...options }: PostmasterOptions): Postmaster {
  const cluster = clusterDir(dataDir)
  const log = openLog(logPath(dataDir))
  const begin = fstatSync(log).size
  const settings = Object.entries(options.settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const { command, args, options: how } = invoke(identity, binaries.postgres, cluster, (directory) => ['-D', directory, ...settings])
  // In a session of its own: Ctrl-C in the terminal is for us, who stop it when nobody needs it any more.
  const child = spawn(command, args, { ...how, detached: true, stdio: ['ignore', log, log] })
  closeSync(log)
  const gone = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message))
    child.once('exit', (code, signal) => resolve(signal === null ? `exit code ${code}` : `killed by ${signal}`))
  })
  const watchdog = child.pid === undefined ? null : watch(child.pid)
  void gone.then(() => watchdog?.stdin?.end('done\n'))
  return {
    pid: child.pid,
    gone,
    lastWords: () => lastWords(logPath(dataDir), begin),
    stop: async () => {
      const impatient = setTimeout(() => child.kill('SIGQUIT'), STOP_PATIENCE_MS)
      child.kill('SIGINT')
      await gone
      clearTimeout(impatient)
    },
  }
}

/** A log of a size that nobody has to look after. Begins anew at a start, never in the middle. */
function openLog(path: string): number {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0
  return openSync(path, size > LOG_LIMIT_BYTES ? 'w' : 'a', 0o600)
}

/**
 * Waits at the other end of a pipe that only this process holds. Should we die without a word, kill -9 included, the pipe closes and it
 * stops PostgreSQL in our stead. It has a session of its own so that what kills our process group leaves it to do that.
 */
function watch(pid: number): ChildProcess {
  const script = `
    read -r word; [ "$word" = done ] && exit
    kill -INT "$1" || exit
    n=0; while kill -0 "$1" 2>/dev/null; do sleep 1; n=$((n+1)); [ $n -ge 10 ] && kill -QUIT "$1" && exit; done`
  const watchdog = spawn('sh', ['-c', script, 'recado-watchdog', String(pid)], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] })
  watchdog.unref()
  watchdog.stdin.on('error', () => undefined) // it was killed; the next start finds and stops what is left running
  return watchdog
}

function lastWords(path: string, begin: number): string {
  const lines = readFileSync(path).subarray(begin).toString().trim().split('\n')
  return lines.findLast((line) => /FATAL|PANIC|ERROR|error while loading/.test(line)) ?? lines.at(-1) ?? ''
}
