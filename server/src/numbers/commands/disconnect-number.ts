import { reviewAccount } from '../../alerts/review.ts'
import { inTransaction, type Scope, type TxScope } from '../../platform/scope.ts'
import { publish } from '../../realtime/event-log.ts'
import { accessNumber, connectedNumbers } from '../access.ts'
import type { MetaDeps } from '../deps.ts'
import { recordLines } from '../history/record.ts'
import { leaveMeta, type Removed, removeAccount } from '../remove-account.ts'

/**
 * From here on nothing is sent from this number and its webhooks lead nowhere; conversations and messages stay. With the last number of
 * an account the account goes too.
 */
export async function disconnectNumber(scope: Scope, deps: MetaDeps, id: string): Promise<void> {
  const number = await inTransaction(scope, (tx) => accessNumber(tx, id, 'numbers.connect'))
  const target = await deps.targets.ofWaba(scope.workspaceId, number.waba)
  const removed = await inTransaction(scope, (tx) => removeNumber(tx, id))
  deps.targets.forget()
  if (removed !== null) await leaveMeta(scope, deps, target, removed)
}

/** @returns the account, where this was its last number */
async function removeNumber(scope: TxScope, id: string): Promise<Removed | null> {
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
  const line = { numberId: id, what: 'connection', from: 'connected', to: 'disconnected' } as const
  await recordLines(scope, number.waba, 'here', [line])
  const other = await connectedNumbers(scope).where('phone_number.waba', '=', number.waba).executeTakeFirst()
  const removed = other === undefined ? await removeAccount(scope, number.waba) : null
  const alerts = await reviewAccount(scope, number.waba)
  await publish(scope, { event: { type: 'number.removed', numberId: id }, audience: null }, ...alerts)
  return removed
}
