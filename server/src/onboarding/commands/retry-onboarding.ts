import type { OnboardingView } from '@recado/contract/onboarding'
import { connectedNumbers } from '../../numbers/access.ts'
import { keepPin } from '../../numbers/commands/keep-pin.ts'
import { Refusal } from '../../platform/errors.ts'
import { inTransaction, type Scope } from '../../platform/scope.ts'
import type { OnboardingRow } from '../access.ts'
import { accessOnboarding } from '../access.ts'
import type { OnboardingDeps } from '../deps.ts'
import { presentOnboarding } from '../present.ts'
import { updateRun, wakeOnboardings } from '../settle-step.ts'

/** The mend was made: goes on at the step that failed, with the token there is. @param pin the number's own PIN, where Meta asked for it */
export async function retryOnboarding(scope: Scope, deps: OnboardingDeps, id: string, pin: string | undefined): Promise<OnboardingView> {
  const { once: _once, ...own } = scope
  const row = await inTransaction(own, (tx) => accessOnboarding(tx, id))
  if (row.state !== 'failed' || row.token === '') throw new Refusal('conflict', 'There is nothing here to go on with: press Connect again')
  if (pin !== undefined) for (const number of await numberIds(own, row)) await keepPin(own, deps.vault, number, pin)
  return inTransaction(scope, async (tx) => {
    await updateRun(tx, id, {
      state: 'running',
      problem: null,
      facts: '{}',
      attempts: 0,
      due_at: tx.now,
      lease_until: null,
      finished_at: null,
    })
    await wakeOnboardings(tx)
    return presentOnboarding(tx, await accessOnboarding(tx, id))
  })
}

async function numberIds(scope: Scope, row: OnboardingRow): Promise<string[]> {
  if (row.phone_number_ids.length === 0) return []
  const rows = await inTransaction(scope, (tx) =>
    connectedNumbers(tx).where('phone_number.phone_number_id', 'in', row.phone_number_ids).execute(),
  )
  return rows.map(({ id }) => id)
}
