/**
 * Keeps what we know of accounts equal to what Meta knows: templates are read when an account is connected, when a webhook hints at a
 * change it does not spell out, and every few hours anyway, because webhooks can be missed. Numbers' facts and the token's health ride
 * along. Of several processes each may do it; doing it twice changes nothing. So do the
 * lists of whom numbers block.
 */
import { listBlocked } from '../contacts/commands/read-blocked.ts'
import { refreshNumber } from '../numbers/commands/refresh-number.ts'
import type { MetaDeps } from '../numbers/deps.ts'
import { TEMPLATES_DUE } from '../numbers/templates-due.ts'
import type { Listener } from '../platform/listener.ts'
import { inTransaction, type Scope } from '../platform/scope.ts'
import { syncAccount } from './commands/sync-templates.ts'

const LOOK_EVERY_MS = 10 * 60_000
const OLD_AFTER_MS = 6 * 3600_000

export interface Reconciler {
  /** Resolves when nothing is under way. */
  idle(): Promise<void>
  stop(): Promise<void>
}

export async function startReconciler(deps: MetaDeps, listener: Listener): Promise<Reconciler> {
  const queue = new Set<string>()
  let running: Promise<void> | null = null
  let stopped = false

  function add(...keys: readonly string[]): void {
    for (const key of keys) queue.add(key)
    if (!stopped && queue.size > 0) running ??= drain().finally(() => (running = null))
  }

  /** One account after the other: nobody waits for this, and Meta counts calls per hour. */
  async function drain(): Promise<void> {
    for (const key of queue) {
      queue.delete(key)
      const [workspaceId, waba] = key.split(' ')
      if (stopped || workspaceId === undefined || waba === undefined) continue
      await reconcile(deps, workspaceId, waba).catch((error: unknown) =>
        deps.log.error({ workspace: workspaceId, waba, err: error, outcome: 'reconcile_failed' }, 'account not read'),
      )
    }
  }

  const look = () =>
    dueAccounts(deps).then(
      (keys) => add(...keys),
      (error: unknown) => deps.log.error({ err: error, outcome: 'reconcile_failed' }, 'accounts not listed'),
    )
  await listener.on(TEMPLATES_DUE, add, () => void look())
  const timer = setInterval(() => void look(), LOOK_EVERY_MS)
  timer.unref()
  await look()
  return {
    idle: async () => {
      while (running) await running
    },
    stop: async () => {
      stopped = true
      clearInterval(timer)
      await running
    },
  }
}

/** Accounts whose templates were never read, or too long ago. A refused token is not tried again by itself. */
async function dueAccounts(deps: MetaDeps): Promise<string[]> {
  const routes = await deps.db.selectFrom('waba_route').select('workspace_id').distinct().execute()
  const due: string[] = []
  for (const { workspace_id: workspaceId } of routes) {
    const accounts = await inTransaction(systemScope(deps, workspaceId), ({ db, now }) =>
      db
        .selectFrom('waba')
        .select('id')
        .where('workspace_id', '=', workspaceId)
        .where('disconnected_at', 'is', null)
        .where('token_state', '=', 'ok')
        .where(({ or, eb }) =>
          or([eb('templates_synced_at', 'is', null), eb('templates_synced_at', '<', new Date(now.getTime() - OLD_AFTER_MS))]),
        )
        .execute(),
    )
    due.push(...accounts.map((account) => `${workspaceId} ${account.id}`))
  }
  return due
}

async function reconcile(deps: MetaDeps, workspaceId: string, waba: string): Promise<void> {
  const scope = systemScope(deps, workspaceId)
  const { account, numbers } = await inTransaction(scope, async ({ db, now }) => ({
    account: await db
      .selectFrom('waba')
      .select(['id as waba', 'waba_id as wabaId'])
      .where('workspace_id', '=', workspaceId)
      .where('id', '=', waba)
      .where('disconnected_at', 'is', null)
      .executeTakeFirst(),
    numbers: await db
      .selectFrom('phone_number')
      .select('id')
      .where('workspace_id', '=', workspaceId)
      .where('waba', '=', waba)
      .where('disconnected_at', 'is', null)
      .where(({ or, eb }) => or([eb('meta_read_at', 'is', null), eb('meta_read_at', '<', new Date(now.getTime() - OLD_AFTER_MS))]))
      .execute(),
  }))
  if (!account) return
  const { state, problem, templates, removed } = await syncAccount(scope, deps, account)
  deps.log.info({ workspace: workspaceId, waba: account.wabaId, outcome: problem ?? state, templates, removed }, 'templates read')
  for (const { id } of numbers) {
    await refreshNumber(systemScope(deps, workspaceId), deps, id).catch((error: unknown) =>
      deps.log.warn({ workspace: workspaceId, number: id, outcome: error instanceof Error ? error.message : 'failed' }, 'number not read'),
    )
    await listBlocked(systemScope(deps, workspaceId), deps, id).catch((error: unknown) =>
      deps.log.warn({ workspace: workspaceId, number: id, outcome: error instanceof Error ? error.message : 'failed' }, 'blocks not read'),
    )
  }
}

function systemScope({ db }: MetaDeps, workspaceId: string): Scope {
  return { db, workspaceId, actor: { kind: 'system', name: 'reconcile' }, now: new Date() }
}
