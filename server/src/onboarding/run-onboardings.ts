/** Carries runs on, one step at a time. Whatever a process that dies leaves, the next one takes up. */
import type { OnboardingStep } from '@recado/contract/onboarding'
import { sql } from 'kysely'
import { Refusal } from '../platform/errors.ts'
import { failpoint } from '../platform/failpoint.ts'
import { inTransaction, type Scope, type TxScope } from '../platform/scope.ts'
import { type OnboardingRow, onboardingTokenPlace, stepsOf } from './access.ts'
import type { OnboardingDeps } from './deps.ts'
import { STEPS } from './perform.ts'
import { troubleOf } from './problem.ts'
import { lasting, type Run } from './run.ts'
import { markStep, settleStep } from './settle-step.ts'
import { signupApp } from './signup-app.ts'
import { nextStep, type StepOutcome } from './steps.ts'

/** Longer than the slowest step: a handful of calls, each given up after 15 seconds. */
export const LEASE_SECONDS = 90

export const systemScope = (deps: OnboardingDeps, workspaceId: string): Scope => ({
  db: deps.pipeline,
  workspaceId,
  actor: { kind: 'system', name: 'onboarding' },
  now: new Date(),
})

/** Does the step that is due first. @returns whether there was one */
export async function runNextOnboarding(deps: OnboardingDeps): Promise<boolean> {
  const { rows: due } = await sql<{ workspace_id: string; id: string }>`
    select workspace_id, id from onboarding where state = 'running' and due_at <= now() and (lease_until is null or lease_until < now())
    order by due_at limit 1`.execute(deps.pipeline)
  const [next] = due
  if (next === undefined) return false
  const scope = systemScope(deps, next.workspace_id)
  const row = await inTransaction(scope, (tx) => claim(tx, next.id))
  if (row === null) return true
  const step = nextStep(await inTransaction(scope, (tx) => stepsOf(tx, row.id)))
  if (step === null) return true
  await inTransaction(scope, (tx) => markStep(tx, row.id, step, { state: 'running' }))
  failpoint('onboarding:step')
  const outcome = await perform(scope, deps, row, step)
  await inTransaction({ ...scope, now: new Date() }, (tx) => settleStep(tx, row, step, outcome))
  if (outcome.state === 'failed')
    deps.log.warn({ workspace: scope.workspaceId, onboarding: row.id, step, outcome: outcome.problem }, 'onboarding')
  return true
}

/** The attempt is counted and committed before the work. */
async function claim(tx: TxScope, id: string): Promise<OnboardingRow | null> {
  const { rows } = await sql<OnboardingRow>`
    update onboarding o set attempts = o.attempts + 1, lease_until = now() + make_interval(secs => ${LEASE_SECONDS})
    where o.workspace_id = ${tx.workspaceId} and o.id = (select r.id from onboarding r where r.workspace_id = ${tx.workspaceId} and r.id = ${id}
      and r.state = 'running' and r.due_at <= now() and (r.lease_until is null or r.lease_until < now()) for update skip locked)
    returning o.*`.execute(tx.db)
  return rows[0] ?? null
}

async function perform(scope: Scope, deps: OnboardingDeps, row: OnboardingRow, step: OnboardingStep): Promise<StepOutcome> {
  if (row.token === '') return lasting('interrupted')
  const app = await signupApp(deps, row.ground)
  if (app === null || app.row !== row.app_id) return { state: 'failed', problem: 'grant_of_other_app', facts: {}, passes: app === null }
  const token = await deps.vault.open(onboardingTokenPlace(scope.workspaceId, row.id), row.token)
  const target = { baseUrl: app.baseUrl, token, appSecret: app.secret }
  const run: Run = { scope, deps, row, app, token, target }
  try {
    return await STEPS[step](run)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return { state: 'failed', ...troubleOf(step, failureOf(error)) }
  }
}

/** What other capabilities refuse in Meta's name, as Meta's own answer again. */
function failureOf({ code, details, message }: Refusal): Parameters<typeof troubleOf>[1] {
  const number = details?.code
  if (code !== 'meta_refused' || typeof number !== 'number') return { ok: false, error: null, cause: message }
  const text = (value: unknown) => (typeof value === 'string' ? value : null)
  const subcode = typeof details?.subcode === 'number' ? details.subcode : null
  return {
    ok: false,
    error: {
      httpStatus: 400,
      code: number,
      subcode,
      title: text(details?.title) ?? '',
      details: text(details?.details),
      traceId: text(details?.traceId),
    },
  }
}
