import { type OnboardingView, onboardingStep, signupProblem } from '@recado/contract/onboarding'
import { z } from 'zod'
import { connectedNumbers } from '../numbers/access.ts'
import type { TxScope } from '../platform/scope.ts'
import { type OnboardingRow, stepsOf } from './access.ts'

const factsOf = z.record(z.string(), z.string()).catch({})
const problemOf = signupProblem.nullable().catch('meta_refused')

/** A run as people see it, its numbers by their present names. Its token is not part of it. */
export async function presentOnboarding(scope: TxScope, row: OnboardingRow): Promise<OnboardingView> {
  const steps = new Map((await stepsOf(scope, row.id)).map((step) => [step.step, step]))
  const numbers =
    row.phone_number_ids.length === 0
      ? []
      : await connectedNumbers(scope).where('phone_number.phone_number_id', 'in', row.phone_number_ids).execute()
  return {
    id: row.id,
    ground: row.ground,
    mode: row.mode,
    state: row.state,
    problem: problemOf.parse(row.problem),
    facts: factsOf.parse(row.facts),
    steps: onboardingStep.options.map((name) => {
      const step = steps.get(name)
      return {
        step: name,
        state: step?.state ?? 'waiting',
        problem: problemOf.parse(step?.problem ?? null),
        facts: factsOf.parse(step?.facts ?? {}),
        at: step?.at.toISOString() ?? null,
      }
    }),
    accountName: row.account_name,
    numbers: numbers.map(({ id, display_phone_number }) => ({ id, displayPhoneNumber: display_phone_number })),
    renews: row.renews,
    viaLink: row.link_id !== null,
    startedAt: row.created_at.toISOString(),
    finishedAt: row.finished_at?.toISOString() ?? null,
  }
}
