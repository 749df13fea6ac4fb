/** What is asked of Meta about an account as a whole, on behalf of a person. */
import { errorRule, tokenStateOf } from '@recado/cloud-api/errors'
import type { AssetAccount, AssetFlow } from '@recado/contract/assets'
import type { Ability } from '@recado/contract/team'
import { refuseToken } from '../numbers/commands/pause-number.ts'
import type { MetaDeps } from '../numbers/deps.ts'
import { graphRefusal } from '../numbers/graph-refusal.ts'
import { readAccount } from '../outbound/graph-accounts.ts'
import type { CallResult, GraphTarget } from '../outbound/graph-client.ts'
import { readFlows } from '../outbound/graph-flows.ts'
import { requireAbility } from '../platform/access.ts'
import { Refusal } from '../platform/errors.ts'
import { inTransaction, type Scope, type TxScope } from '../platform/scope.ts'
import { keepReading } from '../reconcile/keep-reading.ts'
import { readAsset } from './queries.ts'

/** The account and all its numbers, read now as the clock does every hour; what became different is told in the same way. */
export async function rereadAccount(scope: Scope, deps: MetaDeps, wabaId: string): Promise<AssetAccount> {
  const { once: _once, ...looking } = scope // the work is in the last transaction
  const { row, value } = await ask(looking, deps, { wabaId, what: 'show the account' }, (target) => readAccount(deps.graph, target, wabaId))
  return inTransaction({ ...scope, now: new Date() }, async (tx) => {
    await keepReading(tx, deps.config, row, value)
    return readAsset(tx, wabaId)
  })
}

export async function listFlows(scope: Scope, deps: MetaDeps, wabaId: string): Promise<AssetFlow[]> {
  const { value } = await ask(scope, deps, { wabaId, what: 'show its flows' }, (target) => readFlows(deps.graph, target, wabaId))
  return value
}

interface Question {
  /** Meta's */
  readonly wabaId: string
  /** For the refusal. */
  readonly what: string
}

/** @returns the account, and what Meta answered. A refusal of the token is noted for everybody. */
async function ask<T>(scope: Scope, deps: MetaDeps, { wabaId, what }: Question, call: (target: GraphTarget) => Promise<CallResult<T>>) {
  const row = await inTransaction(scope, (tx) => accessAccount(tx, wabaId, 'numbers.read'))
  const target = await deps.targets.ofWaba(scope.workspaceId, row.id)
  if (target === null) throw new Refusal('unavailable', 'The account cannot be reached now: it has no token, or the simulator is starting')
  const result = await call(target)
  if (result.ok) return { row, value: result.value }
  if (result.error !== null && errorRule(result.error.code).reason === 'token_invalid') {
    const state = tokenStateOf(result.error.subcode)
    const refused = { waba: row.id, state, because: 'token_invalid', hint: target.token.slice(-4) }
    await inTransaction(scope, (tx) => refuseToken(tx, refused))
    deps.targets.forget()
  }
  throw graphRefusal(result, what)
}

/** The way to an account on behalf of a person. Another workspace's and a missing one are the same answer. @param wabaId Meta's */
export async function accessAccount(scope: TxScope, wabaId: string, ability: Ability) {
  requireAbility(scope, ability)
  const row = await scope.db
    .selectFrom('waba')
    .innerJoin('meta_app', 'meta_app.id', 'waba.app_id')
    .select(['waba.id', 'waba.name', 'waba.kind', 'meta_app.meta_app_id as appId'])
    .where('waba.workspace_id', '=', scope.workspaceId)
    .where('waba.waba_id', '=', wabaId)
    .where('waba.disconnected_at', 'is', null)
    .executeTakeFirst()
  if (!row) throw new Refusal('not_found', 'No such WhatsApp Business Account')
  return row
}
