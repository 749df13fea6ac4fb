/** One question to Meta about one number, on behalf of a person. */
import { errorRule, tokenStateOf } from '@recado/cloud-api/errors'
import type { Ability } from '@recado/contract/team'
import type { CallResult, GraphClient, GraphTarget } from '../outbound/graph-client.ts'
import { Refusal } from '../platform/errors.ts'
import { inTransaction, type Scope } from '../platform/scope.ts'
import { accessNumber, type NumberRow } from './access.ts'
import { refuseToken } from './commands/pause-number.ts'
import type { MetaDeps } from './deps.ts'
import { graphRefusal } from './graph-refusal.ts'
import type { NumberTarget } from './graph-target.ts'

export interface Question {
  readonly number: string
  readonly ability: Ability
  /** What Meta is asked to do, for the refusal: "show the profile". */
  readonly what: string
}

/** @returns what Meta answered. A refusal of the token is noted for everybody. */
export async function askMeta<T>(
  scope: Scope,
  deps: MetaDeps,
  question: Question,
  ask: (graph: GraphClient, number: NumberTarget) => Promise<CallResult<T>>,
): Promise<T> {
  const { once: _once, ...looking } = scope // the work is Meta's; an Idempotency-Key keeps the answer
  const row = await inTransaction(looking, (tx) => accessNumber(tx, question.number, question.ability))
  const number = await targetOf(looking, deps, row)
  const result = await ask(deps.graph, number)
  if (!result.ok) throw await noticed(looking, deps, row, { failed: result, what: question.what, target: number.target })
  return result.value
}

export async function targetOf(scope: Scope, deps: MetaDeps, row: NumberRow): Promise<NumberTarget> {
  const found = await deps.targets.ofNumber(scope.workspaceId, row.id)
  if (!found) throw new Refusal('unavailable', 'The sandbox simulator is starting; try again in a moment')
  return found
}

interface Trouble {
  readonly failed: Extract<CallResult<unknown>, { ok: false }>
  readonly what: string
  /** as whom Meta was asked */
  readonly target: GraphTarget
}

/** A refusal of the token is news for everybody, not only for who asked. */
export async function noticed(scope: Scope, deps: MetaDeps, row: NumberRow, { failed, what, target }: Trouble): Promise<Refusal> {
  if (failed.error !== null && errorRule(failed.error.code).reason === 'token_invalid') {
    const state = tokenStateOf(failed.error.subcode)
    await inTransaction(scope, (tx) => refuseToken(tx, { waba: row.waba, state, because: 'token_invalid', hint: target.token.slice(-4) }))
    deps.targets.forget()
  }
  return graphRefusal(failed, what)
}
