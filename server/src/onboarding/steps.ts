/** The order of a run, and what its steps may come to. Pure. */
import { type OnboardingStep, type OnboardingView, onboardingStep, type SignupProblem } from '@recado/contract/onboarding'

export type StepState = OnboardingView['steps'][number]['state']

export interface StepRow {
  readonly step: OnboardingStep
  readonly state: Exclude<StepState, 'waiting'>
}

export type StepOutcome =
  | { readonly state: 'done' | 'skipped'; readonly facts: Readonly<Record<string, string>> }
  | {
      readonly state: 'failed'
      readonly problem: SignupProblem
      readonly facts: Readonly<Record<string, string>>
      readonly passes: boolean
    }

export const done = (facts: Readonly<Record<string, string>> = {}): StepOutcome => ({ state: 'done', facts })
export const skipped = (facts: Readonly<Record<string, string>> = {}): StepOutcome => ({ state: 'skipped', facts })

/** A number can send and receive without these; they are told of, and do not hold up the run. */
const OPTIONAL: ReadonlySet<OnboardingStep> = new Set(['sync', 'profile', 'templates'])
export const isOptional = (step: OnboardingStep): boolean => OPTIONAL.has(step)

/** What comes next; null when nothing is left. An optional step that failed for good is behind us. */
export function nextStep(rows: readonly StepRow[]): OnboardingStep | null {
  const isBehind = (step: OnboardingStep) =>
    rows.some(
      (row) => row.step === step && (row.state === 'done' || row.state === 'skipped' || (row.state === 'failed' && isOptional(step))),
    )
  return onboardingStep.options.find((step) => !isBehind(step)) ?? null
}

const MOST_TRIES = 6
const FIRST_WAIT_SECONDS = 2

/** How long until a step that may pass by itself is tried again; null when it was tried often enough. @param tries so far */
export const waitAfter = (tries: number): number | null => (tries >= MOST_TRIES ? null : FIRST_WAIT_SECONDS * 3 ** (tries - 1))
