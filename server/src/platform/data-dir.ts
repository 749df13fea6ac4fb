import { accessSync, constants, existsSync, mkdirSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { StartRefusal } from './start-refusal.ts'

/** Makes DATA_DIR where it is missing, and refuses one that this user cannot use. Returns its absolute path. */
export function prepareDataDir(setting: string): string {
  const path = resolve(setting)
  try {
    makeFolder(path)
    if (!statSync(path).isDirectory()) throw new Error('it is not a folder')
    accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK)
    return path
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause)
    throw new StartRefusal(
      `DATA_DIR ${path} cannot be used (${why}): give this user the right to read and write it, or choose another folder.`,
    )
  }
}

/** Node's own recursive mkdir never returns where a folder exists in which none can be made, such as under /proc. */
function makeFolder(path: string): void {
  if (existsSync(path)) return
  makeFolder(dirname(path))
  mkdirSync(path, { mode: 0o700 })
}
