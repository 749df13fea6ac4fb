/** Writes down what a step has come to, and what that means for its run. */
import type { OnboardingStep } from '@recado/contract/onboarding'
import { sql } from 'kysely'
import type { TxScope } from '../platform/scope.ts'
import { type OnboardingRow, stepsOf } from './access.ts'
import { forgetTokens } from './forget-tokens.ts'
import { isOptional, nextStep, type StepOutcome, type StepRow, waitAfter } from './steps.ts'

/** Heard by jobs/onboardings.ts, which also looks by itself now and then. */
export const ONBOARDING_DUE = 'onboarding_due'

export async function wakeOnboardings(scope: TxScope): Promise<void> {
  await sql`select pg_notify(${ONBOARDING_DUE}, '')`.execute(scope.db)
}

export async function markStep(
  scope: TxScope,
  id: string,
  step: OnboardingStep,
  said: { readonly state: StepRow['state']; readonly problem?: string; readonly facts?: Readonly<Record<string, string>> },
): Promise<void> {
  const values = { state: said.state, problem: said.problem ?? null, facts: JSON.stringify(said.facts ?? {}), at: scope.now }
  await scope.db
    .insertInto('onboarding_step')
    .values({ workspace_id: scope.workspaceId, onboarding_id: id, step, ...values })
    .onConflict((oc) => oc.columns(['workspace_id', 'onboarding_id', 'step']).doUpdateSet(values))
    .execute()
}

export async function settleStep(scope: TxScope, run: OnboardingRow, step: OnboardingStep, outcome: StepOutcome): Promise<void> {
  if (outcome.state !== 'failed') {
    await markStep(scope, run.id, step, outcome)
    return goOn(scope, run)
  }
  const { problem, facts } = outcome
  const wait = outcome.passes ? waitAfter(run.attempts) : null
  if (wait !== null) {
    await markStep(scope, run.id, step, { state: 'retrying', problem, facts })
    return updateRun(scope, run.id, { due_at: new Date(scope.now.getTime() + wait * 1000), lease_until: null })
  }
  await markStep(scope, run.id, step, { state: 'failed', problem, facts })
  if (isOptional(step)) return goOn(scope, run)
  return updateRun(scope, run.id, { state: 'failed', problem, facts: JSON.stringify(facts), lease_until: null, finished_at: scope.now })
}

/** The next step at once, or the end: then the run's copy of the token goes, and its link opens nothing any more. */
async function goOn(scope: TxScope, run: OnboardingRow): Promise<void> {
  if (nextStep(await stepsOf(scope, run.id)) !== null) {
    await updateRun(scope, run.id, { attempts: 0, due_at: scope.now, lease_until: null })
    return wakeOnboardings(scope)
  }
  await updateRun(scope, run.id, { state: 'done', token: '', lease_until: null, finished_at: scope.now })
  await useUpLink(scope, run.link_id)
  await forgetTokens(scope) // of runs that came to nothing before this one
}

async function useUpLink(scope: TxScope, linkId: string | null): Promise<void> {
  if (linkId === null) return
  await scope.db
    .updateTable('signup_link')
    .set({ used_at: scope.now })
    .where('workspace_id', '=', scope.workspaceId)
    .where('id', '=', linkId)
    .where('used_at', 'is', null)
    .execute()
}

interface RunChange {
  readonly state?: OnboardingRow['state']
  readonly problem?: string | null
  readonly facts?: string
  readonly token?: string
  readonly attempts?: number
  readonly due_at?: Date
  readonly lease_until?: Date | null
  readonly finished_at?: Date | null
  readonly waba_id?: string
  readonly account_name?: string
  readonly phone_number_ids?: string[]
}

export async function updateRun(scope: TxScope, id: string, set: RunChange): Promise<void> {
  await scope.db.updateTable('onboarding').set(set).where('workspace_id', '=', scope.workspaceId).where('id', '=', id).execute()
}
