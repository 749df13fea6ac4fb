/** Brings each number onto Cloud API with a two-step PIN of its own, which is kept sealed before Meta is told of it. */
import { randomInt } from 'node:crypto'
import { keepPin, openPin } from '../numbers/commands/keep-pin.ts'
import { readNumber } from '../outbound/graph-numbers.ts'
import { registerNumber } from '../outbound/graph-registration.ts'
import { failedAt, numbersOf, type Run } from './run.ts'
import { done, type StepOutcome, skipped } from './steps.ts'

export async function registerNumbers(run: Run): Promise<StepOutcome> {
  const { scope, deps, row, target } = run
  const numbers = await numbersOf(scope, row)
  const registered: string[] = []
  for (const { id, phone_number_id, pin, display_phone_number } of numbers) {
    const known = await readNumber(deps.graph, target, phone_number_id)
    if (!known.ok) return failedAt('register', known)
    // One that is in the app stays registered with its phone; and Meta counts registrations: ten in 72 hours.
    if (known.value.is_on_biz_app === true || known.value.status === 'CONNECTED') continue
    const chosen = (await openPin(scope, deps.vault, id, pin)) ?? newPin()
    await keepPin(scope, deps.vault, id, chosen)
    const answer = await registerNumber(deps.graph, target, phone_number_id, chosen)
    if (!answer.ok) {
      if (answer.error?.code === WRONG_PIN) await keepPin(scope, deps.vault, id, null)
      const failed = failedAt('register', answer)
      return { ...failed, facts: { ...failed.facts, number: display_phone_number } }
    }
    registered.push(display_phone_number)
  }
  return registered.length === 0 ? skipped() : done({ numbers: registered.join(', ') })
}

const WRONG_PIN = 133005
const newPin = () => String(randomInt(0, 1_000_000)).padStart(6, '0')
