import { reviewAccount } from '../../alerts/review.ts'
import { requireAbility } from '../../platform/access.ts'
import { Refusal } from '../../platform/errors.ts'
import { inTransaction, type Scope, type TxScope } from '../../platform/scope.ts'
import { publish } from '../../realtime/event-log.ts'
import { connectedNumbers } from '../access.ts'
import type { MetaDeps } from '../deps.ts'
import { leaveMeta, type Removed, removeAccount } from '../remove-account.ts'

/**
 * For an account that has no number here, because none was ever added or Meta took them: with a number, it goes when its last number is
 * disconnected. @param wabaId Meta's
 */
export async function disconnectAccount(scope: Scope, deps: MetaDeps, wabaId: string): Promise<void> {
  requireAbility(scope, 'numbers.connect')
  const waba = await inTransaction(scope, (tx) => accountWithoutNumber(tx, wabaId))
  const target = await deps.targets.ofWaba(scope.workspaceId, waba)
  await leaveMeta(scope, deps, target, await inTransaction(scope, (tx) => remove(tx, wabaId)))
}

async function remove(scope: TxScope, wabaId: string): Promise<Removed> {
  const waba = await accountWithoutNumber(scope, wabaId)
  const removed = await removeAccount(scope, waba)
  const alerts = await reviewAccount(scope, waba)
  await publish(scope, { event: { type: 'templates.synced', wabaId }, audience: null }, ...alerts)
  return removed
}

/** Locked until commit: a number that is added now waits and finds the account gone. @returns waba.id */
async function accountWithoutNumber(scope: TxScope, wabaId: string): Promise<string> {
  const row = await scope.db
    .selectFrom('waba')
    .select('id')
    .where('workspace_id', '=', scope.workspaceId)
    .where('waba_id', '=', wabaId)
    .where('disconnected_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new Refusal('not_found', 'No such WhatsApp Business Account')
  const number = await connectedNumbers(scope).where('phone_number.waba', '=', row.id).executeTakeFirst()
  if (number) throw new Refusal('conflict', 'The account has numbers: disconnect those, and it goes with the last')
  return row.id
}
