import { sql } from 'kysely'
import type { Db } from '../platform/scope.ts'

/**
 * Puts stored deliveries back in the queue. Processing is idempotent by wamid and by status, so what is already right does not change;
 * what is missing (a number connected since, a field we have learnt to read, a bug mended) appears.
 *
 * @returns how many deliveries wait to be processed again
 */
export async function replaySince(pipeline: Db, since: Date): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    with again as (
      update delivery_batch set done_at = null, attempts = 0, lease_until = null, lease_holder = null
      where received_at >= ${since} and done_at is not null returning id, cardinality(lengths) as n
    ), forgiven as (
      delete from delivery_failure f using again where f.batch_id = again.id
    )
    select coalesce(sum(n), 0)::int as n from again`.execute(pipeline)
  return rows[0]?.n ?? 0
}

export interface DeadDelivery {
  /** batch and place, as `retryDeadDeliveries` takes it */
  readonly id: string
  readonly receivedAt: Date
  readonly attempts: number
  readonly code: string
  readonly error: string
  readonly bytes: number
}

export async function listDeadDeliveries(pipeline: Db, limit = 1000): Promise<DeadDelivery[]> {
  const { rows } = await sql<DeadDelivery>`
    select f.batch_id || '.' || f.place as id, b.received_at as "receivedAt", f.attempts, f.code, f.error, b.lengths[f.place + 1] as bytes
    from delivery_failure f join delivery_batch b on b.id = f.batch_id
    where f.dead_at is not null order by f.batch_id desc, f.place limit ${limit}`.execute(pipeline)
  return rows
}

/** Another five attempts. @param ids all of them when empty @returns how many were given back to the worker */
export async function retryDeadDeliveries(pipeline: Db, ids: readonly string[] = []): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    with again as (
      update delivery_failure set dead_at = null, attempts = 0, run_at = now(), lease_until = null, lease_holder = null
      where dead_at is not null and (${ids.length === 0} or batch_id || '.' || place = any(${ids}::text[])) returning 1
    )
    select count(*)::int as n from again`.execute(pipeline)
  return rows[0]?.n ?? 0
}

/** Raw deliveries are kept for replay, and no longer: they hold what customers wrote. Dead ones wait for a person. */
export async function forgetDeliveries(pipeline: Db, keptDays: number): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    with gone as (
      delete from delivery_batch b where received_at < now() - make_interval(days => ${keptDays}) and done_at is not null
        and not exists (select 1 from delivery_failure f where f.batch_id = b.id and f.dead_at is not null) returning 1
    )
    select count(*)::int as n from gone`.execute(pipeline)
  return rows[0]?.n ?? 0
}
