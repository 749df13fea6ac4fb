/** The silent look at an account's token: what it may do, until when, and whether Meta still takes it. */
import { errorRule, tokenStateOf } from '@recado/cloud-api/errors'
import type { TokenFacts } from '@recado/cloud-api/numbers'
import { NEEDED_SCOPES } from '@recado/contract/number-token'
import { reviewAccount } from '../../alerts/review.ts'
import type { CallResult, GraphTarget } from '../../outbound/graph-client.ts'
import { readToken } from '../../outbound/graph-numbers.ts'
import { inTransaction, type Scope, type TxScope } from '../../platform/scope.ts'
import { publish } from '../../realtime/event-log.ts'
import type { MetaDeps } from '../deps.ts'
import { problemOf } from '../graph-refusal.ts'
import { tokenColumns } from '../token-facts.ts'
import { announceNumbers, refuseToken, resumeAccount } from './pause-number.ts'

/** good: it works · refused: it does not, and its account is held · unknown: Meta did not say, nothing changed */
export type TokenCheck = 'good' | 'refused' | 'unknown'

type Account = NonNullable<Awaited<ReturnType<typeof accountOf>>>

/** @param waba waba.id */
export async function checkToken(scope: Scope, deps: MetaDeps, waba: string): Promise<TokenCheck> {
  const account = await accountOf(scope, waba)
  const target = await deps.targets.ofWaba(scope.workspaceId, waba)
  if (!account || target === null) return 'unknown'
  const verdict = await ask(deps, target, await appTokenOf(deps, account))
  if (verdict === null) return 'unknown'
  const state = await inTransaction(scope, (tx) => keep(tx, { waba, account, verdict }))
  if (state === 'refused') deps.targets.forget()
  return state
}

function accountOf(scope: Scope, waba: string) {
  return inTransaction(scope, ({ db, workspaceId }) =>
    db
      .selectFrom('waba')
      .select(['token', 'token_hint', 'token_state', 'app_id'])
      .where('workspace_id', '=', workspaceId)
      .where('id', '=', waba)
      .where('disconnected_at', 'is', null)
      .executeTakeFirst(),
  )
}

/** `id|secret`; null where we do not know the app's id, then the token looks at itself. */
async function appTokenOf(deps: MetaDeps, account: Account): Promise<string | null> {
  const app = (await deps.metaApps.activeApps()).find(({ id }) => id === account.app_id)
  return app?.metaAppId == null ? null : `${app.metaAppId}|${app.secret}`
}

type Verdict = { readonly facts: TokenFacts } | { readonly state: 'expired' | 'revoked' }

/** null: Meta did not say. An app whose own secret is refused says nothing about the token, so the token is then asked itself. */
async function ask(deps: MetaDeps, target: GraphTarget, appToken: string | null): Promise<Verdict | null> {
  const asApp = appToken === null ? null : await readToken(deps.graph, target, appToken)
  if (asApp?.ok) return judge(asApp.value)
  if (asApp !== null && !isRefusedCaller(asApp)) return null
  const itself = await readToken(deps.graph, target, null)
  if (itself.ok) return judge(itself.value)
  if (!isRefusedCaller(itself)) {
    deps.log.debug({ outcome: problemOf(itself) }, 'token not looked at')
    return null
  }
  return { state: tokenStateOf(itself.error?.subcode) }
}

const isRefusedCaller = (result: Extract<CallResult<unknown>, { ok: false }>): boolean =>
  result.error !== null && errorRule(result.error.code).reason === 'token_invalid'

const judge = (facts: TokenFacts): Verdict => (facts.is_valid ? { facts } : { state: tokenStateOf(facts.error?.subcode) })

interface Found {
  readonly waba: string
  readonly account: Account
  readonly verdict: Verdict
}

async function keep(tx: TxScope, { waba, account, verdict }: Found): Promise<TokenCheck> {
  const changed = await tx.db
    .updateTable('waba')
    .set('facts' in verdict ? tokenColumns(verdict.facts, tx.now) : { token_checked_at: tx.now })
    .where('workspace_id', '=', tx.workspaceId)
    .where('id', '=', waba)
    .where('token', '=', account.token) // a token that came meanwhile is none of this look's business
    .returning('id')
    .executeTakeFirst()
  if (!changed) return 'unknown'
  if ('facts' in verdict) {
    const mayAll = NEEDED_SCOPES.every((needed) => verdict.facts.scopes.includes(needed))
    if (account.token_state === 'ok' || !mayAll) {
      await publish(tx, ...(await reviewAccount(tx, waba)))
      return 'good'
    }
    await resumeAccount(tx, waba)
    await announceNumbers(tx, { waba })
    return 'good'
  }
  if (account.token_state === 'ok')
    await refuseToken(tx, { waba, state: verdict.state, because: 'token_invalid', hint: account.token_hint })
  return 'refused'
}
