/**
 * One process per data directory. The lock is a file that appears whole (written elsewhere, then hard-linked into place, which fails
 * where it exists) and names its holder by pid, start time and boot, so that what a crash left behind is told from a living process.
 * A holder that lives is never robbed.
 */
import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { StartRefusal } from './start-refusal.ts'

const holder = z.object({
  pid: z.number().int().positive(),
  /** When that process started, in the words of its system. Pids are used again. */
  started: z.string(),
  /** e.g. "npm start", for the sentence that refuses the second one. */
  what: z.string(),
})
export type Holder = z.infer<typeof holder>

export interface ProcessLock {
  release(): void
}

const lockPath = (dataDir: string): string => join(dataDir, 'lock')

/** Takes the lock or refuses, naming who has it. */
export function takeLock(dataDir: string, what: string): ProcessLock {
  const path = lockPath(dataDir)
  const mine: Holder = { pid: process.pid, started: startOf(process.pid) ?? '', what }
  const draft = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`
  writeFileSync(draft, JSON.stringify(mine), { mode: 0o600 })
  try {
    while (!tryLink(draft, path)) clearStale(path, dataDir)
  } finally {
    rmSync(draft, { force: true })
  }
  return {
    release: () => {
      if (readHolder(path)?.pid === process.pid) rmSync(path, { force: true })
    },
  }
}

/** Who holds the directory now; null when nobody alive does. */
export function lockHolder(dataDir: string): Holder | null {
  const found = readHolder(lockPath(dataDir))
  return found !== null && isAlive(found) ? found : null
}

function tryLink(from: string, to: string): boolean {
  try {
    linkSync(from, to)
    return true
  } catch (error) {
    if (isErrno(error, 'EEXIST')) return false
    throw error
  }
}

/** Moves a dead holder's lock aside. Only a lock whose content was seen to be dead is destroyed, whoever else is doing the same. */
function clearStale(path: string, dataDir: string): void {
  const seen = readHolder(path)
  if (seen !== null && isAlive(seen)) {
    throw new StartRefusal(
      `${dataDir} is in use by another Recado (${seen.what}, process ${seen.pid}): stop that one first, or set DATA_DIR to another folder.`,
    )
  }
  const aside = `${path}.stale.${randomBytes(4).toString('hex')}`
  try {
    renameSync(path, aside)
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return
    throw error
  }
  const moved = readHolder(aside)
  if (moved !== null && isAlive(moved)) tryLink(aside, path) // somebody was faster: give it back and find it held
  rmSync(aside, { force: true })
}

function readHolder(path: string): Holder | null {
  try {
    return holder.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch {
    return null // gone, or cut short by a power failure: nobody holds it
  }
}

function isAlive({ pid, started }: Holder): boolean {
  return startOf(pid) === started
}

/** When a living process started; null when there is none of that pid. */
export function startOf(pid: number): string | null {
  if (process.platform === 'linux') {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
      // Fields after the command, which may hold spaces and brackets itself: state is the 1st, start time the 20th.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
      return fields[0] === 'Z' ? null : `${boot} ${fields[19]}`
    } catch {
      return null
    }
  }
  try {
    return (
      execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim() || null
    )
  } catch {
    return null
  }
}

const isErrno = (error: unknown, code: string): boolean => error instanceof Error && 'code' in error && error.code === code
