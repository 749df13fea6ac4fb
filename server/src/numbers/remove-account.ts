import { unsubscribeApp } from '../outbound/graph-numbers.ts'
import type { Scope, TxScope } from '../platform/scope.ts'
import type { MetaDeps } from './deps.ts'
import { problemOf } from './graph-refusal.ts'

export interface Removed {
  /** Meta's id of the account */
  readonly wabaId: string
  /** Whether the installation's own app was listening, or the sandbox's. A client's own may serve other programs too. */
  readonly isOurApp: boolean
}

/** The account's token is destroyed and its webhooks lead nowhere. @param waba waba.id */
export async function removeAccount(scope: TxScope, waba: string): Promise<Removed> {
  const row = await scope.db
    .updateTable('waba')
    .set({ token: '', token_hint: '', disconnected_at: scope.now })
    .where('workspace_id', '=', scope.workspaceId)
    .where('id', '=', waba)
    .returning(['waba_id', 'app_id'])
    .executeTakeFirstOrThrow()
  await scope.db.deleteFrom('waba_route').where('waba_id', '=', row.waba_id).where('workspace_id', '=', scope.workspaceId).execute()
  const app = await scope.db.selectFrom('meta_app').select('kind').where('id', '=', row.app_id).executeTakeFirstOrThrow()
  return { wabaId: row.waba_id, isOurApp: app.kind !== 'workspace' }
}

/** Asks Meta to stop sending, which it may refuse: then its webhooks are simply not ours. @param target read before the token went */
export async function leaveMeta(
  scope: Scope,
  deps: MetaDeps,
  target: Awaited<ReturnType<MetaDeps['targets']['ofWaba']>>,
  { wabaId, isOurApp }: Removed,
): Promise<void> {
  deps.targets.forget()
  if (!isOurApp || target === null) return
  const left = await unsubscribeApp(deps.graph, target, wabaId)
  if (!left.ok) deps.log.warn({ workspace: scope.workspaceId, waba: wabaId, outcome: problemOf(left) }, 'still subscribed at Meta')
}
