/**
 * Numbers whose messages stopped against their own habit. A stretch without any counts when in each of the last three weeks the same hours
 * brought several: a quiet night, a Sunday or a young number is no silence, and one holiday among the three keeps it unsaid.
 */
import { sql } from 'kysely'
import type { TxScope } from '../platform/scope.ts'

/** In the leanest of the three weeks. By chance alone none where five are usual comes once in 150 times, and three weeks running never. */
export const USUAL_AT_LEAST = 5
const WEEKS = 3
/** A silence is judged by whole hours, and by the last days of it. */
const LONGEST_DAYS = 6

export interface Silence {
  readonly since: Date
  /** Messages in the same hours of the leanest of the last weeks. */
  readonly usual: number
}

/** @param numbers phone_number.id */
export async function silentNumbers(scope: TxScope, numbers: readonly string[]): Promise<Map<string, Silence>> {
  const { rows } = await sql<{ id: string } & Silence>`
    with last as (
      select subject as id, max(last_at) as since from webhook_tally
      where workspace_id = ${scope.workspaceId} and subject = any(${numbers}::text[]) and field = 'messages' group by subject
    ), quiet as (
      select id, since, greatest(date_trunc('hour', since) + interval '1 hour', ${scope.now}::timestamptz - make_interval(days => ${LONGEST_DAYS})) as low,
        date_trunc('hour', ${scope.now}::timestamptz) as high
      from last
    )
    select q.id, q.since, min(w.count)::int as usual from quiet q
    cross join lateral (
      select coalesce(sum(t.count), 0) as count from generate_series(1, ${WEEKS}) k
      left join webhook_tally t on t.workspace_id = ${scope.workspaceId} and t.subject = q.id and t.field = 'messages'
        and t.hour >= q.low - make_interval(weeks => k) and t.hour < q.high - make_interval(weeks => k)
      group by k
    ) w
    where q.low < q.high group by q.id, q.since having min(w.count) >= ${USUAL_AT_LEAST}`.execute(scope.db)
  return new Map(rows.map(({ id, since, usual }) => [id, { since, usual }]))
}
