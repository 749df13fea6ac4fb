import { spawnSync } from 'node:child_process'
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A disk of a few megabytes, in memory. */
export interface SmallDisk {
  readonly path: string
  /** Takes all that is left. */
  fill(): void
  free(): void
  remove(): void
}

/** @returns why not, where this user may not mount anything */
export function mountSmallDisk(megabytes: number): SmallDisk | { readonly why: string } {
  const scratch = mkdtempSync(join(tmpdir(), 'recado-chaos-disk-'))
  const path = join(scratch, 'disk')
  mkdirSync(path)
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=0711`, 'tmpfs', path], { encoding: 'utf8' })
  if (mounted.status !== 0) {
    rmSync(scratch, { recursive: true })
    return { why: mounted.error?.message ?? mounted.stderr.trim() }
  }
  const filler = join(path, 'filler')
  return {
    path,
    fill() {
      const file = openSync(filler, 'a')
      for (let size = 2 ** 20; size >= 1; ) {
        try {
          writeSync(file, Buffer.alloc(size))
        } catch {
          size = Math.floor(size / 2) // no room for so much any more
        }
      }
      closeSync(file)
    },
    free: () => rmSync(filler, { force: true }),
    remove() {
      spawnSync('umount', ['--lazy', path])
      rmSync(scratch, { recursive: true, force: true })
    },
  }
}
