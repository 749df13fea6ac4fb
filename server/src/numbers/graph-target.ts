/** Where and as whom to call Graph for an account. Tokens are opened here and nowhere else, and kept in memory for seconds only. */
import type { Config } from '../config.ts'
import type { GraphTarget } from '../outbound/graph-client.ts'
import { type Db, inTransaction } from '../platform/scope.ts'
import type { Place, Vault } from '../platform/vault.ts'
import type { MetaApps } from './meta-apps.ts'

export interface NumberTarget {
  readonly target: GraphTarget
  readonly phoneNumberId: string
  /** waba.id */
  readonly waba: string
  /** Meta's */
  readonly wabaId: string
}

export interface GraphTargets {
  /** null: not connected any more, or the sandbox is being restarted; a send may be tried again later. @param waba waba.id */
  ofWaba(workspaceId: string, waba: string): Promise<GraphTarget | null>
  /** @param numberId phone_number.id */
  ofNumber(workspaceId: string, numberId: string): Promise<NumberTarget | null>
  /** Graph's address for real accounts or the sandbox's; null while the sandbox has none. */
  baseUrl(kind: 'meta' | 'sandbox', graphUrl?: string | null): string | null
  /** After a new token, or when Meta refused the one in memory. */
  forget(): void
}

export interface TargetSources {
  /** As any role that answers for a workspace. */
  readonly db: Db
  readonly vault: Vault
  readonly metaApps: MetaApps
  readonly config: Pick<Config, 'META_GRAPH_URL' | 'META_GRAPH_VERSION'>
  readonly sandbox: { readonly baseUrl: string | null } | null
}

const MAX_AGE_MS = 5_000

interface Account {
  readonly kind: 'meta' | 'sandbox'
  readonly graphUrl: string | null
  readonly token: string
  readonly appSecret: string | null
}

export function createGraphTargets(sources: TargetSources): GraphTargets {
  const accounts = shortMemory<Account | null>()
  const numbers = shortMemory<{ phoneNumberId: string; waba: string; wabaId: string } | null>()

  function baseUrl(kind: 'meta' | 'sandbox', graphUrl: string | null = null): string | null {
    const sandboxUrl = sources.sandbox?.baseUrl ?? null
    if (kind === 'sandbox') return sandboxUrl === null ? null : versioned(`${sandboxUrl}/graph`, sources.config)
    return versioned(graphUrl ?? sources.config.META_GRAPH_URL, sources.config)
  }

  async function ofWaba(workspaceId: string, waba: string): Promise<GraphTarget | null> {
    const account = await accounts.get(`${workspaceId} ${waba}`, () => readAccount(sources, workspaceId, waba))
    const url = account && baseUrl(account.kind, account.graphUrl)
    if (!account || url === null) return null
    const { token, appSecret } = account
    return { baseUrl: url, token, appSecret, ...(account.kind === 'meta' && account.graphUrl !== null && { operatorHost: true }) }
  }

  async function ofNumber(workspaceId: string, numberId: string): Promise<NumberTarget | null> {
    const number = await numbers.get(`${workspaceId} ${numberId}`, () => readNumber(sources, workspaceId, numberId))
    const target = number && (await ofWaba(workspaceId, number.waba))
    return number && target ? { ...number, target } : null
  }

  return {
    ofWaba,
    ofNumber,
    baseUrl,
    forget: () => {
      accounts.clear()
      numbers.clear()
    },
  }
}

/** An address that already names a version keeps it. */
function versioned(url: string, config: TargetSources['config']): string {
  const base = url.replace(/\/+$/, '')
  return /\/v\d+\.\d+$/.test(base) ? base : `${base}/${config.META_GRAPH_VERSION}`
}

function readAccount(sources: TargetSources, workspaceId: string, waba: string): Promise<Account | null> {
  return asSystem(sources, workspaceId, async (db) => {
    const row = await db
      .selectFrom('waba')
      .select(['kind', 'graph_url', 'token', 'app_id'])
      .where('workspace_id', '=', workspaceId)
      .where('id', '=', waba)
      .where('disconnected_at', 'is', null)
      .executeTakeFirst()
    // An empty token was destroyed: whoever granted it took that back.
    if (!row || row.token === '') return null
    const apps = await sources.metaApps.activeApps()
    return {
      kind: row.kind,
      graphUrl: row.graph_url,
      token: await sources.vault.open(tokenPlace(workspaceId, waba), row.token),
      appSecret: apps.find((app) => app.id === row.app_id)?.secret ?? null,
    }
  })
}

function readNumber(sources: TargetSources, workspaceId: string, numberId: string) {
  return asSystem(sources, workspaceId, async (db) => {
    const row = await db
      .selectFrom('phone_number')
      .innerJoin('waba', (join) =>
        join.onRef('waba.workspace_id', '=', 'phone_number.workspace_id').onRef('waba.id', '=', 'phone_number.waba'),
      )
      .select(['phone_number.phone_number_id as phoneNumberId', 'phone_number.waba', 'waba.waba_id as wabaId'])
      .where('phone_number.workspace_id', '=', workspaceId)
      .where('phone_number.id', '=', numberId)
      .where('phone_number.disconnected_at', 'is', null)
      .executeTakeFirst()
    return row ?? null
  })
}

function asSystem<T>(sources: TargetSources, workspaceId: string, work: (db: Db) => Promise<T>): Promise<T> {
  const scope = { db: sources.db, workspaceId, actor: { kind: 'system', name: 'graph target' }, now: new Date() } as const
  return inTransaction(scope, ({ db }) => work(db))
}

export const tokenPlace = (workspaceId: string, waba: string): Place => ({ workspaceId, table: 'waba', column: 'token', row: waba })

/** One question at a time per key, and its answer for a short while. */
function shortMemory<T>() {
  const entries = new Map<string, { readonly until: number; readonly value: Promise<T> }>()
  return {
    get(key: string, read: () => Promise<T>): Promise<T> {
      const known = entries.get(key)
      if (known && known.until > Date.now()) return known.value
      if (entries.size > 10_000) entries.clear()
      const value = read()
      entries.set(key, { until: Date.now() + MAX_AGE_MS, value })
      value.catch(() => entries.delete(key)) // the caller sees the failure; the next one asks again
      return value
    },
    clear: () => entries.clear(),
  }
}
