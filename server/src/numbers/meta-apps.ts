/**
 * The Meta apps whose webhooks we accept and whose secrets prove our calls: the installation's own, the sandbox's, and those of clients
 * who connected a number of their own app. Equal secrets are one row, found by fingerprint; secrets are only ever stored sealed.
 */
import { timingSafeEqual } from 'node:crypto'
import { sql } from 'kysely'
import type { Config } from '../config.ts'
import { databaseTrouble } from '../platform/database-trouble.ts'
import type { Listener } from '../platform/listener.ts'
import type { Db } from '../platform/scope.ts'
import type { Place, Vault } from '../platform/vault.ts'
import { isWorkspaceVerifyToken } from './verify-token.ts'

export interface ActiveApp {
  /** meta_app.id */
  readonly id: number
  readonly metaAppId: string | null
  readonly secret: string
  readonly verifyToken: string
}

export interface MetaApps {
  /**
   * From memory, a few seconds old at most; a stale list is still served while the database is away. Rejects when nothing was ever
   * read and the database does not answer at once.
   */
  activeApps(): Promise<readonly ActiveApp[]>
  /** For Meta's handshake: the token of an active app, or one we gave to a workspace that has yet to connect. */
  isVerifyToken(token: string): Promise<boolean>
  /** Doubts what is in memory: something changed here or, as LISTEN tells, in another process. */
  forget(): void
  /** Keeps memory fresh by notification; without it, by age alone. */
  listen(listener: Listener): Promise<void>
}

const CHANNEL = 'meta_app'
const MAX_AGE_MS = 10_000
/** Something is known to have changed; this long it is waited for before what is known is served all the same. */
const CHANGE_PATIENCE_MS = 300

/** @param db any role: apps are not owned by a workspace */
export function createMetaApps(db: Db, vault: Vault): MetaApps {
  let known: readonly ActiveApp[] | null = null
  let readAt = 0
  /** How often it was said that something changed, and which of these the reading that is known has seen. */
  let changes = 0
  let seen = -1
  let reading: { readonly of: number; readonly apps: Promise<readonly ActiveApp[]> } | null = null

  async function read(): Promise<readonly ActiveApp[]> {
    const upTo = changes
    const rows = await db.selectFrom('meta_app').selectAll().where('retired_at', 'is', null).orderBy('id').execute()
    known = await Promise.all(
      rows.map(async (row) => ({
        id: row.id,
        metaAppId: row.meta_app_id,
        secret: await vault.open(place('secret', row.secret_print), row.secret),
        verifyToken: await vault.open(place('verify_token', row.secret_print), row.verify_token),
      })),
    )
    seen = upTo
    readAt = Date.now()
    return known
  }

  function refresh(): Promise<readonly ActiveApp[]> {
    if (reading?.of === changes) return reading.apps
    const next = { of: changes, apps: read() }
    const end = () => {
      if (reading === next) reading = null
    }
    next.apps.then(end, end)
    reading = next
    return next.apps
  }

  async function activeApps(): Promise<readonly ActiveApp[]> {
    const stale = known
    if (stale === null || seen !== changes) {
      return within(CHANGE_PATIENCE_MS, refresh()).catch((error: unknown) => {
        if (stale !== null && (error instanceof Late || databaseTrouble(error) !== null)) return stale
        throw error
      })
    }
    if (Date.now() - readAt > MAX_AGE_MS) void refresh().catch(() => undefined) // the next caller tries again
    return stale
  }

  const forget = () => {
    changes++
  }

  return {
    activeApps,
    forget,
    isVerifyToken: async (token) => {
      const apps = await activeApps()
      return apps.some((app) => isSame(app.verifyToken, token)) || isWorkspaceVerifyToken(vault, token)
    },
    listen: (listener) => listener.on(CHANNEL, forget, forget),
  }
}

class Late extends Error {
  override readonly name = 'Late'
}

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Late(`not read within ${ms} ms`)), ms)
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}

export interface AppToKeep {
  readonly kind: 'installation' | 'sandbox' | 'workspace'
  readonly workspaceId: string | null
  readonly metaAppId: string | null
  readonly secret: string
  readonly verifyToken: string
}

/**
 * Makes sure the app is known, and returns its row's id. A new secret of an app we know replaces the old one in its row, so that the
 * numbers connected through it stay connected. What the installation set for itself, no workspace overwrites.
 */
export function keepApp(db: Db, vault: Vault, app: AppToKeep): Promise<number> {
  return db.transaction().execute(async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtext('recado meta_app'))`.execute(tx)
    const print = vault.fingerprint('meta_app', app.secret)
    const rows = await tx.selectFrom('meta_app').selectAll().execute()
    const same = rows.find((row) => row.secret_print === print)
    const rotated = rows.find((row) => row.kind === app.kind && row.meta_app_id !== null && row.meta_app_id === app.metaAppId)
    const row = same ?? rotated
    const mayWrite = row === undefined || RANK[app.kind] > RANK[row.kind] || (row.kind === app.kind && row.workspace_id === app.workspaceId)
    if (row && same && !mayWrite) return row.id
    if (row && same && (await isUnchanged(vault, row, app))) return row.id

    const values = {
      meta_app_id: app.metaAppId ?? same?.meta_app_id ?? null,
      kind: app.kind,
      workspace_id: app.workspaceId,
      secret: await vault.seal(place('secret', print), app.secret),
      secret_print: print,
      verify_token: await vault.seal(place('verify_token', print), app.verifyToken),
      retired_at: null,
    }
    const stored = row
      ? await tx.updateTable('meta_app').set(values).where('id', '=', row.id).returning('id').executeTakeFirstOrThrow()
      : await tx.insertInto('meta_app').values(values).returning('id').executeTakeFirstOrThrow()
    await sql`select pg_notify(${CHANNEL}, '')`.execute(tx)
    return stored.id
  })
}

const RANK = { workspace: 0, sandbox: 1, installation: 2 } as const

interface StoredApp {
  readonly kind: AppToKeep['kind']
  readonly meta_app_id: string | null
  readonly secret_print: string
  readonly verify_token: string
  readonly retired_at: Date | null
}

async function isUnchanged(vault: Vault, row: StoredApp, app: AppToKeep): Promise<boolean> {
  if (row.retired_at !== null || row.kind !== app.kind || (app.metaAppId !== null && row.meta_app_id !== app.metaAppId)) return false
  return (await vault.open(place('verify_token', row.secret_print), row.verify_token)) === app.verifyToken
}

export interface InstallationApps {
  /** null while META_APP_SECRET is not set */
  readonly installation: number | null
  /** null when SANDBOX=off */
  readonly sandbox: number | null
}

/** At start, before anything is served. Where META_APP_SECRET is set the sandbox plays that same app, and both are one row. */
export async function keepInstallationApps(
  db: Db,
  vault: Vault,
  config: Pick<Config, 'META_APP_ID' | 'META_APP_SECRET' | 'META_VERIFY_TOKEN'>,
  sandboxApp: { readonly appId: string; readonly appSecret: string; readonly verifyToken: string } | null,
): Promise<InstallationApps> {
  const { META_APP_ID, META_APP_SECRET, META_VERIFY_TOKEN } = config
  const installation =
    META_APP_SECRET === undefined
      ? null
      : await keepApp(db, vault, {
          kind: 'installation',
          workspaceId: null,
          metaAppId: META_APP_ID ?? null,
          secret: META_APP_SECRET,
          verifyToken: META_VERIFY_TOKEN ?? vault.fingerprint('verify_token', 'installation').slice(0, 32),
        })
  const sandbox = sandboxApp === null ? null : await keepApp(db, vault, sandboxAppToKeep(sandboxApp))
  return { installation, sandbox }
}

export function sandboxAppToKeep(app: { readonly appId: string; readonly appSecret: string; readonly verifyToken: string }): AppToKeep {
  return { kind: 'sandbox', workspaceId: null, metaAppId: app.appId, secret: app.appSecret, verifyToken: app.verifyToken }
}

/** The row is named by the fingerprint because its number is not known before it is inserted. */
function place(column: 'secret' | 'verify_token', print: string): Place {
  return { workspaceId: null, table: 'meta_app', column, row: print }
}

function isSame(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}
