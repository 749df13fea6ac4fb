import type { StatusReport } from '@recado/cloud-api/webhook'
import { sql } from 'kysely'
import { lockWaiting, takeWaiting } from '../messages/apply-status.ts'
import { announceDelivery, lockDeliveryStates, saveDeliveryStates } from '../messages/delivery-state.ts'
import { mergeReport } from '../messages/merge-report.ts'
import { pauseNumber, refuseToken, UNTIL_MENDED } from '../numbers/commands/pause-number.ts'
import { failpoint } from '../platform/failpoint.ts'
import { inTransaction, type Scope, type TxScope } from '../platform/scope.ts'
import { publishAll } from '../realtime/event-log.ts'
import { conclude } from './conclude.ts'
import type { Hold, Verdict } from './verdict.ts'

/** How an attempt ended. */
export interface Outcome {
  readonly outboxId: number
  readonly attemptId: string
  readonly messageId: string
  readonly numberId: string
  readonly verdict: Verdict
  readonly hold: Hold | null
}

/**
 * Writes down how calls ended, many in one transaction, all of one workspace. Locks in the order of everybody else: waiting reports,
 * conversation, message, outbox, event head.
 *
 * @returns numbers where a message waited for one of these
 */
export async function settle(scope: Scope, outcomes: readonly Outcome[]): Promise<string[]> {
  const followed = await inTransaction(scope, async (tx) => {
    const wamids = outcomes.flatMap(({ verdict }) => (verdict.kind === 'accepted' ? [verdict.wamid] : []))
    if (wamids.length > 0) await lockWaiting(tx.db, tx.workspaceId)
    const before = await lockDeliveryStates(
      tx.db,
      tx.workspaceId,
      outcomes.map((outcome) => outcome.messageId),
    )
    const waiting = groupByWamid(await takeWaiting(tx.db, tx.workspaceId, wamids))
    const closed = await closeJobs(tx, outcomes)
    const verdicts = new Map(outcomes.map((outcome) => [outcome.messageId, outcome]))
    const changed = before.flatMap((state) => {
      const outcome = verdicts.get(state.id)
      if (outcome === undefined) return []
      const after = conclude(state, outcome.verdict, closed.attempts.has(outcome.attemptId), tx.now)
      const joined = (waiting.get(after.wamid ?? '') ?? []).reduce(mergeReport, after)
      return joined === state ? [] : [joined]
    })
    await saveDeliveryStates(tx.db, tx.workspaceId, changed)
    for (const { numberId, hold } of firstHolds(outcomes)) await holdNumber(tx, numberId, hold)
    await publishAll(tx.db, tx.workspaceId, changed.map(announceDelivery))
    failpoint('send:before_accept_commit')
    return closed.followed
  })
  failpoint('send:after_accept_commit')
  return followed
}

/** Removes what is done with and gives back what will be tried again; only where the attempt is still the one we made. */
async function closeJobs(tx: TxScope, outcomes: readonly Outcome[]): Promise<{ attempts: Set<string>; followed: string[] }> {
  const again = outcomes.map(({ verdict }) => (verdict.kind === 'again' ? verdict.afterMs : null))
  const { rows } = await sql<{ attempt_id: string; number_id: string; is_followed: boolean }>`
    with ended as (
      select * from unnest(
        ${outcomes.map((o) => o.outboxId)}::bigint[], ${outcomes.map((o) => o.attemptId)}::uuid[], ${again}::float8[]
      ) as d(id, attempt_id, again_ms)
    ), back as (
      update outbox o set attempt_id = null, attempt_started_at = null, attempt_holder = null, run_at = now() + d.again_ms * interval '1 millisecond'
      from ended d where o.workspace_id = ${tx.workspaceId} and o.id = d.id and o.attempt_id = d.attempt_id and d.again_ms is not null
    ), gone as (
      delete from outbox o using ended d
      where o.workspace_id = ${tx.workspaceId} and o.id = d.id and o.attempt_id = d.attempt_id and d.again_ms is null
      returning o.id, o.number_id, o.conversation_id, d.attempt_id
    )
    select gone.attempt_id, gone.number_id,
      exists (select from outbox next where next.conversation_id = gone.conversation_id and next.id > gone.id) as is_followed
    from gone`.execute(tx.db)
  return {
    attempts: new Set(rows.map((row) => row.attempt_id)),
    followed: [...new Set(rows.filter((row) => row.is_followed).map((row) => row.number_id))],
  }
}

/** A hundred messages refused for one cause hold the number once. */
function firstHolds(outcomes: readonly Outcome[]): { numberId: string; hold: Hold }[] {
  const holds = new Map<string, { numberId: string; hold: Hold }>()
  for (const { numberId, hold } of outcomes) {
    if (hold !== null && !holds.has(`${numberId} ${hold.kind}`)) holds.set(`${numberId} ${hold.kind}`, { numberId, hold })
  }
  return [...holds.values()]
}

/** `wait` and `slower` live in the memory of whoever paces the number; these two outlast it. */
async function holdNumber(tx: TxScope, numberId: string, hold: Hold): Promise<void> {
  if (hold.kind === 'pause') return pauseNumber(tx, numberId, UNTIL_MENDED, hold.because)
  if (hold.kind !== 'token') return
  const { waba } = await tx.db
    .selectFrom('phone_number')
    .select('waba')
    .where('workspace_id', '=', tx.workspaceId)
    .where('id', '=', numberId)
    .executeTakeFirstOrThrow()
  await refuseToken(tx, { waba, state: hold.state, because: hold.because, hint: hold.hint ?? '' })
}

function groupByWamid(reports: readonly StatusReport[]): Map<string, StatusReport[]> {
  const groups = new Map<string, StatusReport[]>()
  for (const report of reports) {
    const group = groups.get(report.wamid)
    if (group === undefined) groups.set(report.wamid, [report])
    else group.push(report)
  }
  return groups
}
