import { reviewAccount } from '../../alerts/review.ts'
import { unsubscribeApp } from '../../outbound/graph-numbers.ts'
import { inTransaction, type Scope, type TxScope } from '../../platform/scope.ts'
import { publish } from '../../realtime/event-log.ts'
import { accessNumber, connectedNumbers } from '../access.ts'
import type { MetaDeps } from '../deps.ts'
import { problemOf } from '../graph-refusal.ts'

/**
 * From here on nothing is sent from this number and its webhooks lead nowhere; conversations and messages stay. With the last number of
 * an account its token is destroyed and Meta is asked to stop sending, which it may refuse: then its webhooks are simply not ours.
 */
export async function disconnectNumber(scope: Scope, deps: MetaDeps, id: string): Promise<void> {
  const number = await inTransaction(scope, (tx) => accessNumber(tx, id, 'numbers.connect'))
  const target = await deps.targets.ofWaba(scope.workspaceId, number.waba)
  const { isLast, isOurApp } = await inTransaction(scope, (tx) => removeNumber(tx, id))
  deps.targets.forget()
  // A client's own app may serve other programs too; only ours is unsubscribed.
  if (!isLast || !isOurApp || target === null) return
  const left = await unsubscribeApp(deps.graph, target, number.waba_id)
  if (!left.ok) deps.log.warn({ workspace: scope.workspaceId, waba: number.waba_id, outcome: problemOf(left) }, 'still subscribed at Meta')
}

async function removeNumber(scope: TxScope, id: string): Promise<{ isLast: boolean; isOurApp: boolean }> {
  const number = await accessNumber(scope, id, 'numbers.connect')
  await scope.db
    .deleteFrom('number_route')
    .where('phone_number_id', '=', number.phone_number_id)
    .where('workspace_id', '=', scope.workspaceId)
    .execute()
  await scope.db
    .updateTable('phone_number')
    .set({ disconnected_at: scope.now })
    .where('workspace_id', '=', scope.workspaceId)
    .where('id', '=', id)
    .execute()
  const other = await connectedNumbers(scope).where('phone_number.waba', '=', number.waba).executeTakeFirst()
  const isLast = other === undefined
  const isOurApp = isLast && (await removeWaba(scope, number.waba))
  const alerts = await reviewAccount(scope, number.waba)
  await publish(scope, { event: { type: 'number.removed', numberId: id }, audience: null }, ...alerts)
  return { isLast, isOurApp }
}

/** @returns whether the installation's own app was listening, or the sandbox's */
async function removeWaba(scope: TxScope, waba: string): Promise<boolean> {
  const row = await scope.db
    .updateTable('waba')
    .set({ token: '', token_hint: '', disconnected_at: scope.now })
    .where('workspace_id', '=', scope.workspaceId)
    .where('id', '=', waba)
    .returning(['waba_id', 'app_id'])
    .executeTakeFirstOrThrow()
  await scope.db.deleteFrom('waba_route').where('waba_id', '=', row.waba_id).where('workspace_id', '=', scope.workspaceId).execute()
  const app = await scope.db.selectFrom('meta_app').select('kind').where('id', '=', row.app_id).executeTakeFirstOrThrow()
  return app.kind !== 'workspace'
}
