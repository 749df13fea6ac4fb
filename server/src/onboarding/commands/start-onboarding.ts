import type { OnboardingView, SignupResult, SignupTrouble } from '@recado/contract/onboarding'
import { exchangeCode } from '../../outbound/graph-signup.ts'
import { Refusal } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { inTransaction, type Scope, type TxScope } from '../../platform/scope.ts'
import { onboardings, onboardingTokenPlace } from '../access.ts'
import type { OnboardingDeps } from '../deps.ts'
import { listConfigurations } from '../list-configurations.ts'
import { presentOnboarding } from '../present.ts'
import { numberToRenew } from '../renewed.ts'
import { failedAt } from '../run.ts'
import { LEASE_SECONDS } from '../run-onboardings.ts'
import { signupStart } from '../settings.ts'
import { markStep, settleStep, updateRun, wakeOnboardings } from '../settle-step.ts'
import { type KnownApp, signupApp } from '../signup-app.ts'
import { done } from '../steps.ts'

/**
 * The popup has answered. The code dies 30 seconds after Meta made it and works once, so it is exchanged here and now; the rest is the
 * worker's, who goes on whether or not anybody looks. The code itself is stored nowhere.
 * @param linkId signup_link.id, for somebody who came through one
 */
export async function startOnboarding(
  scope: Scope,
  deps: OnboardingDeps,
  result: SignupResult,
  linkId: string | null,
): Promise<OnboardingView> {
  const { once: _once, ...own } = scope
  await numberToRenew(scope, result.again)
  const app = await knownApp(deps, result.ground)
  const id = newId()
  await inTransaction(own, (tx) => insertRun(tx, app, { id, ...result, linkId, state: 'running' }))
  const exchanged = await exchangeCode(deps.graph, app, result.code)
  const sealed = exchanged.ok ? await deps.vault.seal(onboardingTokenPlace(scope.workspaceId, id), exchanged.value) : ''
  return inTransaction({ ...scope, now: new Date() }, async (tx) => {
    const row = await rowOf(tx, id)
    // Asked again a code is refused as used, so not even silence is tried twice.
    const outcome = exchanged.ok ? done() : { ...failedAt('code', exchanged), passes: false }
    await updateRun(tx, id, { token: sealed })
    await settleStep(tx, row, 'code', outcome)
    await wakeOnboardings(tx)
    return presentOnboarding(tx, await rowOf(tx, id))
  })
}

/** The popup ended without a code: nothing is connected, and it is kept that somebody tried and where they stopped. */
export async function noteTrouble(
  scope: Scope,
  deps: OnboardingDeps,
  trouble: SignupTrouble,
  linkId: string | null,
): Promise<OnboardingView> {
  const again = await numberToRenew(scope, trouble.again)
  const app = await knownApp(deps, trouble.ground)
  const { ground, mode, problem: told, again: _again, ...said } = trouble
  const { configurationId } = await signupStart(deps, { ground, mode, again })
  const isUnknown = told === 'popup_closed' && (await isUnknownConfiguration(deps, app, configurationId))
  const problem = isUnknown ? 'configuration_unknown' : reportedProblem(told, trouble.message)
  const facts = isUnknown
    ? { configuration: configurationId }
    : Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined))
  return inTransaction(scope, async (tx) => {
    const id = newId()
    await insertRun(tx, app, { id, ground, mode, claimed: {}, again: again?.id, linkId, state: 'cancelled', problem, facts })
    return presentOnboarding(tx, await rowOf(tx, id))
  })
}

/** What the popup says where the account belongs to the portfolio that owns the app, or the provider may take nobody on now. */
const CANNOT_ONBOARD = /onboard (?:customers|clients|businesses)/i
const reportedProblem = (told: SignupTrouble['problem'], message = '') =>
  told === 'reported' && CANNOT_ONBOARD.test(message) ? 'provider_cannot_onboard' : told

/** Given a configuration that is not the app's, the popup says only that something went wrong. What cannot be asked is not suspected. */
async function isUnknownConfiguration(deps: OnboardingDeps, app: KnownApp, id: string): Promise<boolean> {
  const known = (await listConfigurations(deps.graph, app)) ?? []
  return known.length > 0 && !known.some((each) => each.id === id)
}

async function knownApp(deps: OnboardingDeps, ground: SignupResult['ground']): Promise<KnownApp> {
  const app = await signupApp(deps, ground)
  if (app === null) throw new Refusal('unavailable', 'No Meta app is set up for this')
  return app
}

const rowOf = (tx: TxScope, id: string) => onboardings(tx).where('id', '=', id).executeTakeFirstOrThrow()

interface NewRun extends Pick<SignupResult, 'ground' | 'mode' | 'claimed'> {
  readonly id: string
  readonly again?: string | undefined
  readonly linkId: string | null
  readonly state: 'running' | 'cancelled'
  readonly problem?: string
  readonly facts?: object
}

async function insertRun(tx: TxScope, app: KnownApp, run: NewRun): Promise<void> {
  const isOver = run.state === 'cancelled'
  await tx.db
    .insertInto('onboarding')
    .values({
      workspace_id: tx.workspaceId,
      id: run.id,
      ground: run.ground,
      mode: run.mode,
      link_id: run.linkId,
      started_by: tx.actor.kind === 'person' ? tx.actor.userId : null,
      state: run.state,
      problem: run.problem ?? null,
      facts: JSON.stringify(run.facts ?? {}),
      claimed: JSON.stringify(run.claimed),
      renews: run.again ?? null,
      app_id: app.row,
      lease_until: isOver ? null : new Date(tx.now.getTime() + LEASE_SECONDS * 1000),
      finished_at: isOver ? tx.now : null,
    })
    .execute()
  if (!isOver) await markStep(tx, run.id, 'code', { state: 'running' })
}
