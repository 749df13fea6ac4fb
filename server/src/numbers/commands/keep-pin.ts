/** The two-step PIN of a number, kept sealed: Meta asks for it again with every registration, and shows it to nobody. */
import { inTransaction, type Scope } from '../../platform/scope.ts'
import type { Place, Vault } from '../../platform/vault.ts'

const pinPlace = (workspaceId: string, numberId: string): Place => ({ workspaceId, table: 'phone_number', column: 'pin', row: numberId })

/** @param pin null: what was kept is not the number's PIN */
export async function keepPin(scope: Scope, vault: Vault, numberId: string, pin: string | null): Promise<void> {
  const { once: _once, ...own } = scope
  const sealed = pin === null ? '' : await vault.seal(pinPlace(scope.workspaceId, numberId), pin)
  await inTransaction(own, (tx) =>
    tx.db.updateTable('phone_number').set({ pin: sealed }).where('workspace_id', '=', tx.workspaceId).where('id', '=', numberId).execute(),
  )
}

/** @param sealed phone_number.pin @returns null where none is kept */
export async function openPin(scope: Scope, vault: Vault, numberId: string, sealed: string): Promise<string | null> {
  return sealed === '' ? null : vault.open(pinPlace(scope.workspaceId, numberId), sealed)
}
