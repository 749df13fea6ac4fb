/** Asks the phone of a shared number for its address book and its history: once each, and only within 24 hours of the onboarding. */
import { askPhone } from '../coexistence/commands/ask-phone.ts'
import { failedAt, lasting, numbersOf, type Run } from './run.ts'
import { done, type StepOutcome, skipped } from './steps.ts'

export async function syncPhone({ scope, deps, row, target }: Run): Promise<StepOutcome> {
  // Whichever button was pressed: in the popup, people choose anew.
  const shared = (await numbersOf(scope, row)).filter((number) => number.is_coexistence)
  for (const number of shared) {
    for (const { problem, failed } of await askPhone(scope, deps.graph, target, number)) {
      // Granted again: what the phone had to hand over it has handed over, or not, long ago.
      if (row.renews !== null && (problem === 'too_late' || problem === 'asked_before')) continue
      if (problem === 'too_late') return lasting('sync_too_late')
      if (problem === 'asked_before') return lasting('sync_asked_before')
      if (problem !== null && failed !== null) return failedAt('sync', failed)
    }
  }
  return shared.length === 0 ? skipped() : done({ numbers: shared.map((number) => number.display_phone_number).join(', ') })
}
