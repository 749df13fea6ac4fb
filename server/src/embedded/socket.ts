/** How to reach the embedded PostgreSQL: through the socket in its cluster's directory. */
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { clusterDir } from './cluster.ts'

/** The name of the socket, not a port of the machine. */
const PORT = 5432
/** What fits into a socket's address everywhere (108 bytes on Linux, 104 on macOS). */
const LONGEST = 103

export interface Door {
  /** A connection string for a login. */
  url(user: string, password: string, database?: string): string
  close(): void
}

/** A path too long for a socket's address is shortened by a link that lasts as long as the door. */
export function openDoor(dataDir: string): Door {
  const cluster = clusterDir(dataDir)
  const fits = Buffer.byteLength(join(cluster, `.s.PGSQL.${PORT}`)) <= LONGEST
  const folder = fits ? null : mkdtempSync(join(tmpdir(), 'recado-'))
  const host = folder === null ? cluster : join(folder, 's')
  if (folder !== null) symlinkSync(cluster, host)
  return {
    url: (user, password, database = 'recado') => {
      const url = new URL(`postgres://localhost:${PORT}/${database}`)
      url.username = user
      url.password = password
      url.searchParams.set('host', host)
      return url.href
    },
    close: () => {
      if (folder !== null) rmSync(folder, { recursive: true, force: true })
    },
  }
}
