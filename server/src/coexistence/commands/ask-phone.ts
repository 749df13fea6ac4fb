import { errorRule } from '@recado/cloud-api/errors'
import type { SyncProblem } from '@recado/contract/coexistence'
import { announceNumbers } from '../../numbers/commands/pause-number.ts'
import type { CallResult, GraphClient, GraphTarget } from '../../outbound/graph-client.ts'
import { askPhoneFor } from '../../outbound/graph-coexistence.ts'
import { failpoint } from '../../platform/failpoint.ts'
import { inTransaction, type Scope, type TxScope } from '../../platform/scope.ts'
import { changeSync, openSyncs, syncsOf, WHATS, type What } from '../store.ts'
import { mayAsk } from '../sync-rules.ts'

interface NumberToAsk {
  readonly id: string
  readonly phone_number_id: string
  readonly onboarded_at: Date | null
  readonly created_at: Date
}

export interface Asked {
  readonly what: What
  readonly problem: SyncProblem | null
  /** Meta's own words, where it refused. */
  readonly failed: Extract<CallResult<unknown>, { ok: false }> | null
}

/**
 * Asks Meta for the address book and then the history of a number's phone: whatever was not asked for yet, and only that, because either
 * works once. That Meta was asked is written down before the call, so a process that dies in it leaves no doubt: asked again, Meta then
 * says that it had heard.
 */
export async function askPhone(scope: Scope, graph: GraphClient, target: GraphTarget, number: NumberToAsk): Promise<Asked[]> {
  const { once: _once, ...own } = scope
  const asked: Asked[] = []
  for (const what of WHATS) {
    const begun = await inTransaction({ ...own, now: new Date() }, (tx) => begin(tx, number, what))
    if (begun === null) continue
    const answer = await askPhoneFor(graph, target, number.phone_number_id, what)
    failpoint('coexistence:asked')
    const problem = answer.ok ? null : problemOf(answer, begun.mayHaveHeard)
    await inTransaction({ ...own, now: new Date() }, (tx) =>
      settle(tx, number.id, what, { requestId: answer.ok ? answer.value : null, problem }),
    )
    asked.push({ what, problem, failed: answer.ok ? null : answer })
    if (problem === 'busy') break // what holds one up holds up the other; their order is Meta's
  }
  return asked
}

/** @returns null: there is nothing to ask for; `mayHaveHeard`: somebody died asking */
async function begin(tx: TxScope, number: NumberToAsk, what: What): Promise<{ readonly mayHaveHeard: boolean } | null> {
  await openSyncs(tx.db, tx.workspaceId, number)
  const sync = (await syncsOf(tx, number.id, true)).get(what)
  if (sync === undefined || !mayAsk(sync, tx.now)) return null
  await changeSync(tx, number.id, what, { state: 'asking', asked_at: tx.now, problem: null })
  return { mayHaveHeard: sync.state === 'asking' }
}

const ASKED_BEFORE = 2593107
const TOO_LATE = 2593108

function problemOf({ error }: Extract<CallResult<unknown>, { ok: false }>, mayHaveHeard: boolean): SyncProblem | null {
  const codes = [error?.code, error?.subcode]
  if (codes.includes(ASKED_BEFORE)) return mayHaveHeard ? null : 'asked_before'
  if (codes.includes(TOO_LATE)) return 'too_late'
  if (error === null || error.httpStatus >= 500) return 'busy'
  const { class: kind } = errorRule(error.code)
  return kind === 'retry' || kind === 'ambiguous' ? 'busy' : 'refused'
}

/** What already came says more than the answer to the request, which may be the later of the two. */
async function settle(
  tx: TxScope,
  numberId: string,
  what: What,
  answer: { requestId: string | null; problem: SyncProblem | null },
): Promise<void> {
  const sync = (await syncsOf(tx, numberId, true)).get(what)
  if (sync === undefined) return
  const state = sync.state !== 'asking' ? sync.state : answer.problem === null ? 'requested' : 'failed'
  await changeSync(tx, numberId, what, { state, request_id: answer.requestId, problem: state === 'failed' ? answer.problem : null })
  await announceNumbers(tx, { numberId })
}
