/**
 * As whom PostgreSQL runs. It refuses root, so root either enters a user namespace, where root's files stay root's and the process is
 * nobody in particular, or, where namespaces are forbidden (most containers), lends the cluster to another user.
 */
import { type SpawnOptions, spawnSync } from 'node:child_process'
import { chownSync, existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

export type Identity =
  | { readonly kind: 'self' }
  | { readonly kind: 'namespace' }
  | { readonly kind: 'user'; readonly uid: number; readonly gid: number }

/** The user `nobody`; an id without a name would not do, PostgreSQL looks its own up. */
const NOBODY = { uid: 65534, gid: 65534 }

/** @param cluster an existing cluster's owner goes on owning it */
export function chooseIdentity(cluster: string): Identity {
  if (process.getuid?.() !== 0) return { kind: 'self' }
  const owner = existsSync(cluster) ? statSync(cluster) : null
  if (owner !== null && owner.uid !== 0) return { kind: 'user', uid: owner.uid, gid: owner.gid }
  const allowed = spawnSync('unshare', ['--user', 'true'], { stdio: 'ignore' }).status === 0
  return allowed ? { kind: 'namespace' } : { kind: 'user', ...NOBODY }
}

export interface Invocation {
  readonly command: string
  readonly args: readonly string[]
  readonly options: SpawnOptions
}

/** How to run a program of PostgreSQL on a cluster. @param args are told what the program is to call the cluster's directory */
export function invoke(identity: Identity, program: string, cluster: string, args: (directory: string) => readonly string[]): Invocation {
  const options = { cwd: cluster, env: { LC_ALL: 'C', TZ: 'UTC', PATH: '/usr/bin:/bin' } }
  switch (identity.kind) {
    case 'self':
      return { command: program, args: args(cluster), options }
    case 'namespace':
      return { command: 'unshare', args: ['--user', program, ...args(cluster)], options }
    case 'user': {
      // The other user may not be able to walk here (a checkout under /root), but needs not: it starts here, as root put it.
      const directory = process.platform === 'linux' ? '/proc/self/cwd' : cluster
      return { command: program, args: args(directory), options: { ...options, uid: identity.uid, gid: identity.gid } }
    }
  }
}

/** Hands a directory and all in it to the user that PostgreSQL runs as. */
export function handOver(identity: Identity, path: string): void {
  if (identity.kind !== 'user') return
  chownSync(path, identity.uid, identity.gid)
  if (!statSync(path).isDirectory()) return
  for (const entry of readdirSync(path)) handOver(identity, join(path, entry))
}
