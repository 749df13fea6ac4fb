/** The account that a run grants again: the one of the number from whose page somebody came. */
import { accessNumber, connectedNumbers, type NumberRow } from '../numbers/access.ts'
import { inTransaction, type Scope } from '../platform/scope.ts'
import type { OnboardingRow } from './access.ts'

/** @param id phone_number.id; absent where something new is connected */
export async function numberToRenew(scope: Scope, id: string | undefined): Promise<NumberRow | null> {
  if (id === undefined) return null
  const { once: _once, ...looking } = scope
  return inTransaction(looking, (tx) => accessNumber(tx, id, 'numbers.connect'))
}

/** @returns null where the run connects something new, or the number has been disconnected meanwhile */
export async function renewedBy(scope: Scope, { renews }: Pick<OnboardingRow, 'renews'>): Promise<NumberRow | null> {
  if (renews === null) return null
  return inTransaction(scope, async (tx) => (await connectedNumbers(tx).where('phone_number.id', '=', renews).executeTakeFirst()) ?? null)
}
