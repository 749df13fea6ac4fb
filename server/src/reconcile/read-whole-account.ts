/** One account as Meta shows it now: its token, itself and its numbers, its templates when they are due, and whom its numbers block. */

import { errorRule, tokenStateOf } from '@recado/cloud-api/errors'
import { reconcileBlocked } from '../contacts/commands/read-blocked.ts'
import { checkToken } from '../numbers/commands/check-token.ts'
import { refuseToken } from '../numbers/commands/pause-number.ts'
import type { MetaDeps } from '../numbers/deps.ts'
import { problemOf } from '../numbers/graph-refusal.ts'
import { readAccount } from '../outbound/graph-accounts.ts'
import type { CallResult, GraphTarget } from '../outbound/graph-client.ts'
import { inTransaction, type Scope } from '../platform/scope.ts'
import { syncAccount } from '../templates/commands/sync-templates.ts'
import type { Turn } from './due.ts'
import { keepReading } from './keep-reading.ts'
import { BLOCKS_EVERY_MS, isOld, type Outcome, TEMPLATES_EVERY_MS, TOKEN_EVERY_MS } from './rhythm.ts'

/** @returns what came of it; `restMs` where Meta wants to be left alone for that long */
export async function readWholeAccount(deps: MetaDeps, turn: Turn): Promise<{ readonly outcome: Outcome; readonly restMs?: number }> {
  const scope = systemScope(deps, turn.workspaceId)
  const account = await inTransaction(scope, ({ db, workspaceId }) =>
    db
      .selectFrom('waba')
      .innerJoin('meta_app', 'meta_app.id', 'waba.app_id')
      .select(['waba.id', 'waba.waba_id', 'waba.kind', 'waba.name', 'waba.token_state', 'waba.token_hint', 'waba.templates_synced_at'])
      .select(['waba.token_checked_at'])
      .select('meta_app.meta_app_id as appId')
      .where('waba.workspace_id', '=', workspaceId)
      .where('waba.waba_id', '=', turn.wabaId)
      .where('waba.disconnected_at', 'is', null)
      .executeTakeFirst(),
  )
  if (!account || !(await isTokenGood(deps, scope, account))) return { outcome: 'idle' }
  const target = await deps.targets.ofWaba(turn.workspaceId, account.id)
  if (target === null) return { outcome: 'failed' }
  const restMs = deps.graph.restMs(target, turn.wabaId)
  if (restMs > 0) return { outcome: 'failed', restMs }

  const reading = await readAccount(deps.graph, target, turn.wabaId)
  if (!reading.ok) {
    await noteFailure(scope, deps, { waba: account.id, target, failed: reading })
    return { outcome: 'failed' }
  }
  const due = await inTransaction({ ...scope, now: new Date() }, (tx) => keepReading(tx, deps.config, account, reading.value))
  if (isOld(account.templates_synced_at, TEMPLATES_EVERY_MS, scope.now)) {
    const { state, problem, templates, removed } = await syncAccount(scope, deps, { waba: account.id, wabaId: turn.wabaId })
    deps.log.info({ workspace: turn.workspaceId, waba: turn.wabaId, outcome: problem ?? state, templates, removed }, 'templates read')
    if (state === 'failed') return { outcome: 'failed' }
  }
  for (const { id, blocksReadAt } of due) {
    if (isOld(blocksReadAt, BLOCKS_EVERY_MS, scope.now)) await readBlocks(deps, turn.workspaceId, id)
  }
  return { outcome: 'read' }
}

interface Token {
  /** waba.id */
  readonly id: string
  readonly token_state: 'ok' | 'expired' | 'revoked'
  readonly token_checked_at: Date | null
}

/**
 * The silent daily look: what is about to end is known before it does, and what Meta took back before a message waits for it. A refused
 * token is asked with on no other occasion: that would only be noise at Meta.
 */
async function isTokenGood(deps: MetaDeps, scope: Scope, { id, token_state: state, token_checked_at: checkedAt }: Token): Promise<boolean> {
  if (!isOld(checkedAt, TOKEN_EVERY_MS, scope.now)) return state === 'ok'
  const found = await checkToken(scope, deps, id)
  return found === 'unknown' ? state === 'ok' : found === 'good'
}

interface Failure {
  readonly waba: string
  readonly target: GraphTarget
  readonly failed: Extract<CallResult<unknown>, { ok: false }>
}

async function noteFailure(scope: Scope, deps: MetaDeps, { waba, target, failed }: Failure): Promise<void> {
  const problem = problemOf(failed)
  deps.log.warn({ workspace: scope.workspaceId, waba, outcome: problem }, 'account not read')
  await inTransaction(scope, async (tx) => {
    await tx.db
      .updateTable('waba')
      .set({ meta_problem: problem })
      .where('workspace_id', '=', tx.workspaceId)
      .where('id', '=', waba)
      .execute()
    if (failed.error === null || errorRule(failed.error.code).reason !== 'token_invalid') return
    const state = tokenStateOf(failed.error.subcode)
    await refuseToken(tx, { waba, state, because: 'token_invalid', hint: target.token.slice(-4) })
  })
  if (problem === 'token_invalid') deps.targets.forget()
}

/** Once a day, whatever comes of it: whom a number blocks is asked for again by whoever opens the list. */
async function readBlocks(deps: MetaDeps, workspaceId: string, number: string): Promise<void> {
  await reconcileBlocked(systemScope(deps, workspaceId), deps, number).catch((error: unknown) =>
    deps.log.warn({ workspace: workspaceId, number, outcome: error instanceof Error ? error.message : 'failed' }, 'blocks not read'),
  )
  await inTransaction(systemScope(deps, workspaceId), ({ db, now }) =>
    db.updateTable('phone_number').set({ blocks_read_at: now }).where('workspace_id', '=', workspaceId).where('id', '=', number).execute(),
  )
}

const systemScope = ({ db }: MetaDeps, workspaceId: string): Scope => ({
  db,
  workspaceId,
  actor: { kind: 'system', name: 'reconcile' },
  now: new Date(),
})
