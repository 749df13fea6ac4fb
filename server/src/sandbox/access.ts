import { Refusal } from '../platform/errors.ts'
import type { TxScope } from '../platform/scope.ts'

/** The only way to a simulated account's phones: it is a sandbox account, connected to the caller's workspace. */
export async function accessSandboxWaba(scope: TxScope, wabaId: string): Promise<void> {
  if (!(await ownsSandboxWaba(scope, wabaId))) throw new Refusal('not_found', 'No such sandbox account')
}

export async function ownsSandboxWaba(scope: TxScope, wabaId: string): Promise<boolean> {
  const found = await scope.db
    .selectFrom('waba')
    .select('id')
    .where('workspace_id', '=', scope.workspaceId)
    .where('waba_id', '=', wabaId)
    .where('kind', '=', 'sandbox')
    .where('disconnected_at', 'is', null)
    .executeTakeFirst()
  return found !== undefined
}
