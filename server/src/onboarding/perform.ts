/** One step of a run, carried out at Meta and in our own tables. Each may be done again at any time: what is done already stays done. */
import type { OnboardingStep } from '@recado/contract/onboarding'
import { readNumberProfile } from '../numbers/commands/change-profile.ts'
import { refreshNumber } from '../numbers/commands/refresh-number.ts'
import { storeAccount, storeConnection } from '../numbers/commands/store-connection.ts'
import { readNumber, readToken, readWaba } from '../outbound/graph-numbers.ts'
import { readGrant, readSharedNumbers } from '../outbound/graph-signup.ts'
import { Refusal } from '../platform/errors.ts'
import { inTransaction, type TxScope } from '../platform/scope.ts'
import { syncAccount } from '../templates/commands/sync-templates.ts'
import { chooseNumbers } from './choose-numbers.ts'
import { claimedIds } from './claimed.ts'
import { directWebhooks } from './direct-webhooks.ts'
import { judgeGrant } from './grant.ts'
import { registerNumbers } from './register-numbers.ts'
import { renewedBy } from './renewed.ts'
import { failedAt, lasting, numbersOf, type Run } from './run.ts'
import { updateRun } from './settle-step.ts'
import { done, type StepOutcome, skipped } from './steps.ts'
import { syncPhone } from './sync-phone.ts'

export const STEPS: Readonly<Record<OnboardingStep, (run: Run) => Promise<StepOutcome>>> = {
  // The request that brought the code exchanges it at once. Whoever finds this step open finds that request dead, and the code with it.
  code: async () => lasting('interrupted'),
  grant: readTheGrant,
  account: readTheAccount,
  keep: keepWhatWasShared,
  webhooks: (run) => directWebhooks(run),
  register: (run) => registerNumbers(run),
  sync: (run) => syncPhone(run),
  facts: readTheFacts,
  profile: readTheProfile,
  templates: readTheTemplates,
}

async function readTheGrant({ scope, deps, row, app, token }: Run): Promise<StepOutcome> {
  const facts = await readGrant(deps.graph, app, token)
  if (!facts.ok) return failedAt('grant', facts)
  const claimed = claimedIds(row).wabaId
  const renewed = await renewedBy(scope, row)
  const isOther = renewed !== null && claimed !== null && claimed !== renewed.waba_id
  const verdict = judgeGrant(facts.value, app.id, renewed?.waba_id ?? claimed)
  if (renewed && (isOther || (!verdict.ok && verdict.problem === 'account_not_shared')))
    return lasting('other_account', { account: renewed.waba_name })
  if (!verdict.ok) return lasting(verdict.problem, verdict.facts)
  await inTransaction(scope, (tx) => updateRun(tx, row.id, { waba_id: verdict.wabaId }))
  const expiry = facts.value.expires_at > 0 ? new Date(facts.value.expires_at * 1000).toISOString() : 'never'
  return done({ account: verdict.wabaId, expiresAt: expiry })
}

async function readTheAccount({ scope, deps, row, target }: Run): Promise<StepOutcome> {
  const wabaId = row.waba_id ?? ''
  const waba = await readWaba(deps.graph, target, wabaId)
  if (!waba.ok) return failedAt('account', waba)
  const listed = await readSharedNumbers(deps.graph, target, wabaId)
  if (!listed.ok) return failedAt('account', listed)
  const claimed = (await renewedBy(scope, row))?.phone_number_id ?? claimedIds(row).phoneNumberId
  const chosen = chooseNumbers(listed.value, row.mode, claimed)
  if (chosen === null) return lasting('number_not_in_account', { number: claimed ?? '' })
  // Meta may take a moment to say that the number is on a phone.
  if (row.mode === 'coexistence' && chosen.length === 0) return { state: 'failed', problem: 'number_not_on_phone', facts: {}, passes: true }
  const ids = chosen.map(({ id }) => id)
  await inTransaction(scope, (tx) => updateRun(tx, row.id, { account_name: waba.value.name, phone_number_ids: ids }))
  return done({ account: waba.value.name, numbers: chosen.map((number) => number.display_phone_number).join(', ') })
}

/** Account, numbers and the routes that lead webhooks here: before the webhooks themselves, so that none comes to a closed door. */
async function keepWhatWasShared({ scope, deps, row, app, token, target }: Run): Promise<StepOutcome> {
  const wabaId = row.waba_id ?? ''
  const waba = await readWaba(deps.graph, target, wabaId)
  if (!waba.ok) return failedAt('keep', waba)
  const looked = await readToken(deps.graph, target, null)
  const account = {
    kind: row.ground,
    appId: app.row,
    graphUrl: null,
    token,
    waba: { ...waba.value, id: wabaId },
    tokenFacts: looked.ok ? looked.value : null,
  }
  try {
    await inTransaction(scope, (tx) => storeAccount(tx, deps.vault, account))
    for (const id of row.phone_number_ids) {
      const number = await readNumber(deps.graph, target, id)
      if (!number.ok) return failedAt('keep', number)
      await inTransaction(scope, (tx) => storeConnection(tx, deps.vault, { ...account, number: { ...number.value, id } }))
    }
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'already_taken') throw error
    return lasting(error.details?.field === 'phoneNumberId' ? 'number_taken' : 'account_taken')
  }
  deps.metaApps.forget()
  deps.targets.forget()
  return done()
}

async function readTheFacts({ scope, deps, row }: Run): Promise<StepOutcome> {
  const numbers = await numbersOf(scope, row)
  for (const { id } of numbers) await refreshNumber({ ...scope, now: new Date() }, deps, id)
  return numbers.length === 0 ? skipped() : done()
}

async function readTheProfile({ scope, deps, row }: Run): Promise<StepOutcome> {
  const numbers = await numbersOf(scope, row)
  for (const { id } of numbers) await readNumberProfile(scope, deps, id)
  return numbers.length === 0 ? skipped() : done()
}

async function readTheTemplates({ scope, deps, row }: Run): Promise<StepOutcome> {
  const wabaId = row.waba_id ?? ''
  const waba = await inTransaction(scope, (tx) => wabaOf(tx, wabaId))
  const synced = await syncAccount(scope, deps, { waba, wabaId })
  if (synced.state === 'failed') return { state: 'failed', problem: 'meta_busy', facts: { cause: synced.problem ?? '' }, passes: true }
  return done({ templates: String(synced.templates) })
}

/** @returns waba.id */
async function wabaOf(scope: TxScope, wabaId: string): Promise<string> {
  const row = await scope.db
    .selectFrom('waba')
    .select('id')
    .where('workspace_id', '=', scope.workspaceId)
    .where('waba_id', '=', wabaId)
    .executeTakeFirstOrThrow()
  return row.id
}
