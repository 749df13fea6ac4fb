/** What every step is given, and the ways in which it can end badly. */
import type { OnboardingStep, SignupProblem } from '@recado/contract/onboarding'
import { connectedNumbers, type NumberRow } from '../numbers/access.ts'
import type { GraphTarget } from '../outbound/graph-client.ts'
import { inTransaction, type Scope } from '../platform/scope.ts'
import type { OnboardingRow } from './access.ts'
import type { OnboardingDeps } from './deps.ts'
import { type Failed, troubleOf } from './problem.ts'
import type { KnownApp } from './signup-app.ts'
import type { StepOutcome } from './steps.ts'

export interface Run {
  readonly scope: Scope
  readonly deps: OnboardingDeps
  readonly row: OnboardingRow
  readonly app: KnownApp
  /** The client's business token. */
  readonly token: string
  readonly target: GraphTarget
}

type FailedStep = Extract<StepOutcome, { state: 'failed' }>

export const failedAt = (step: OnboardingStep, failed: Failed): FailedStep => ({ state: 'failed', ...troubleOf(step, failed) })

/** Only a person can do something about it. */
export const lasting = (problem: SignupProblem, facts: Readonly<Record<string, string>> = {}): FailedStep => ({
  state: 'failed',
  problem,
  facts,
  passes: false,
})

export function numbersOf(scope: Scope, row: OnboardingRow): Promise<NumberRow[]> {
  if (row.phone_number_ids.length === 0) return Promise.resolve([])
  return inTransaction(scope, (tx) => connectedNumbers(tx).where('phone_number.phone_number_id', 'in', row.phone_number_ids).execute())
}
