import type { StatusReport } from '@recado/cloud-api/webhook'
import { sql } from 'kysely'
import { release } from '../outbound/outbox.ts'
import type { References } from '../outbound/reference.ts'
import type { Tx } from '../platform/scope.ts'
import type { Publication } from '../realtime/event-log.ts'
import { announceDelivery, type DeliveryState, lockDeliveryStates, saveDeliveryStates } from './delivery-state.ts'
import { mergeReport } from './merge-report.ts'

/**
 * Takes in what WhatsApp reports about messages we sent, whatever the order, repetition or batching: the same number of statements for
 * one report and for a thousand. A report is recognised by the reference we sent along, which works even when the answer to the call
 * was lost, and by its wamid otherwise. One for a message nobody here knows waits until it is known, or for ever: it may be another
 * app's.
 *
 * @returns what to publish, one event for each message that changed
 */
export async function applyStatuses(
  tx: Tx,
  workspaceId: string,
  reports: readonly StatusReport[],
  references: References,
): Promise<Publication[]> {
  if (reports.length === 0) return []
  const found = await findMessages(tx, workspaceId, reports, references)
  const unheardOf = reports.filter((report) => !found.has(report))
  if (unheardOf.length > 0) {
    await lockWaiting(tx, workspaceId)
    for (const [report, id] of await findMessages(tx, workspaceId, unheardOf, references)) found.set(report, id)
  }
  const before = new Map((await lockDeliveryStates(tx, workspaceId, [...new Set(found.values())])).map((state) => [state.id, state]))
  const after = new Map(before)
  const unknown: StatusReport[] = []
  for (const report of reports) {
    const state = after.get(found.get(report) ?? '')
    if (state === undefined) unknown.push(report)
    else after.set(state.id, mergeReport(state, report))
  }
  const changed = [...after.values()].filter((state) => state !== before.get(state.id))
  await saveDeliveryStates(tx, workspaceId, changed)
  await release(
    tx,
    workspaceId,
    changed.filter((state) => isProof(before.get(state.id), state)).map((state) => state.id),
  )
  await keepWaiting(tx, workspaceId, unknown)
  return changed.map(announceDelivery)
}

/** The report came before the answer to our call: Meta has the message, so its conversation need not wait for that answer. */
const isProof = (before: DeliveryState | undefined, after: DeliveryState) => before?.wamid === null && after.wamid !== null

async function findMessages(tx: Tx, workspaceId: string, reports: readonly StatusReport[], references: References) {
  const found = new Map<StatusReport, string>()
  for (const report of reports) {
    const id = report.callbackData === null ? null : references.read(workspaceId, report.callbackData)
    if (id !== null) found.set(report, id)
  }
  const nameless = reports.filter((report) => !found.has(report))
  if (nameless.length === 0) return found
  const wamids = [...new Set(nameless.map((report) => report.wamid))]
  const { rows } = await sql<{ id: string; wamid: string }>`
    select m.id, m.wamid from message m
    where m.workspace_id = ${workspaceId} and m.wamid = any(${wamids}::text[]) and m.direction = 'out'`.execute(tx)
  const ids = new Map(rows.map((row) => [row.wamid, row.id]))
  for (const report of nameless) {
    const id = ids.get(report.wamid)
    if (id !== undefined) found.set(report, id)
  }
  return found
}

async function keepWaiting(tx: Tx, workspaceId: string, reports: readonly StatusReport[]): Promise<void> {
  if (reports.length === 0) return
  await sql`
    insert into waiting_status (workspace_id, wamid, status, report)
    select ${workspaceId}, d.* from unnest(
      ${reports.map((r) => r.wamid)}::text[], ${reports.map((r) => r.status)}::text[], ${reports.map((r) => JSON.stringify(r))}::jsonb[]
    ) as d
    on conflict do nothing`.execute(tx)
}

/**
 * Held until the end of the transaction by whoever makes wamids known and by whoever lets reports wait because theirs is not known: so
 * one of two that cross sees what the other did, and no report waits for a message that is there. Taken before any conversation is locked.
 */
export async function lockWaiting(tx: Tx, workspaceId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${workspaceId}, ${WAITING_LOCK}))`.execute(tx)
}

/** Any constant; keeps this lock apart from others of the workspace. */
const WAITING_LOCK = 7_236_281_002

/**
 * Reports that came before their message, for whoever makes their wamids known; lockWaiting must be held.
 *
 * @returns the reports, no longer waiting
 */
export async function takeWaiting(tx: Tx, workspaceId: string, wamids: readonly string[]): Promise<StatusReport[]> {
  if (wamids.length === 0) return []
  const { rows } = await sql<{ report: StatusReport }>`
    delete from waiting_status w where w.workspace_id = ${workspaceId} and w.wamid = any(${wamids}::text[])
    returning w.report`.execute(tx)
  return rows.map((row) => row.report)
}
