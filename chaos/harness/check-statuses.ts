import type pg from 'pg'
import type { Report } from '../statuses-run.ts'

export interface StatusVerdict {
  /** messages whose last status is not the highest that was reported */
  readonly statusWrong: number
  /** messages where a status does not bear the first time it was reported with, or where a failure has no reason */
  readonly timesWrong: number
  /** events by which a screen saw a message go backwards */
  readonly backwards: number
  /** messages whose last event is not what is stored */
  readonly screensWrong: number
  /** reports about our messages that still wait for them */
  readonly stillWaiting: number
  /** words about messages of other apps that were not kept */
  readonly foreignLost: number
  readonly deadLetters: number
}

export const isClean = (v: StatusVerdict): boolean =>
  v.statusWrong + v.timesWrong + v.backwards + v.screensWrong + v.stillWaiting + v.foreignLost + v.deadLetters === 0

/** From the documentation, not from the product: what the phone has seen cannot be unseen. */
const LATTICE = ['queued', 'sending', 'unknown', 'accepted', 'sent', 'failed', 'delivered', 'read', 'played']
const rank = (status: string) => LATTICE.indexOf(status)

interface Row {
  readonly id: string
  readonly wamid: string
  readonly status: string
  readonly times: Readonly<Record<string, number>>
  readonly reason: string | null
}

export async function checkStatuses(db: pg.Client | pg.Pool, told: readonly Report[]): Promise<StatusVerdict> {
  const { rows } = await db.query<Row>(
    "select id, wamid, status, status_times as times, error ->> 'reason' as reason from message where direction = 'out'",
  )
  const events = await db.query<{ id: string; status: string }>(
    "select body::json ->> 'messageId' as id, body::json ->> 'status' as status from event where type = 'message.updated' order by workspace_id, seq",
  )
  const waiting = await db.query<{ wamid: string; status: string }>('select distinct wamid, status from waiting_status')
  const dead = await db.query<{ n: number }>('select count(*)::int as n from delivery_failure where dead_at is not null')
  const reports = new Map<string, Report[]>()
  for (const report of told) {
    const known = reports.get(report.wamid)
    if (known === undefined) reports.set(report.wamid, [report])
    else known.push(report)
  }
  const seen = new Map<string, string>()
  let backwards = 0
  for (const { id, status } of events.rows) {
    if (rank(status) < rank(seen.get(id) ?? 'queued')) backwards++
    seen.set(id, status)
  }
  const ours = new Set(rows.map((row) => row.wamid))
  const foreign = new Set(told.filter((report) => !ours.has(report.wamid)).map((report) => `${report.wamid} ${report.status}`))
  const kept = new Set(waiting.rows.map((row) => `${row.wamid} ${row.status}`))
  return {
    statusWrong: rows.filter((row) => row.status !== highest(reports.get(row.wamid) ?? [])).length,
    timesWrong: rows.filter((row) => !areFirst(row, reports.get(row.wamid) ?? [])).length,
    backwards,
    screensWrong: rows.filter((row) => seen.get(row.id) !== row.status).length,
    stillWaiting: waiting.rows.filter((row) => ours.has(row.wamid)).length,
    foreignLost: [...foreign].filter((word) => !kept.has(word)).length,
    deadLetters: dead.rows[0]?.n ?? 0,
  }
}

const highest = (reports: readonly Report[]) =>
  reports.reduce((best, { status }) => (rank(status) > rank(best) ? status : best), 'accepted')

function areFirst(row: Row, reports: readonly Report[]): boolean {
  const first = new Map<string, number>()
  for (const { status, timestamp } of reports) first.set(status, Math.min(first.get(status) ?? timestamp, timestamp))
  return [...first].every(([status, at]) => row.times[status] === at) && first.has('failed') === (row.reason !== null)
}
