/** The durable side of the inbound worker: what is due, what failed, what was given up. */
import { sql } from 'kysely'
import type { Db, Tx } from '../platform/scope.ts'
import type { StoredDelivery } from './process.ts'

/** A claim lasts this long; a worker that dies in it is taken over afterwards. */
export const LEASE_SECONDS = 30
/** After this many failures a delivery is given up: kept, shown, and blocking nobody. */
export const MAX_ATTEMPTS = 5
const CLAIM_BATCHES = 64
const CLAIM_BYTES = 4 * 1024 * 1024
/** So large are calls with a phone's history, and with what Meta kept for us while we were away; a customer's message has a kilobyte or two. */
const HEAVY_BYTES = 128 * 1024

export interface ClaimedBatch {
  readonly id: number
  readonly attempts: number
  readonly deliveries: readonly StoredDelivery[]
}

/** Deliveries that were stored together, end to end in one value. */
export interface StoredBatch {
  readonly id: number
  readonly received_at: Date
  readonly body: Buffer
  /** bytes of each delivery */
  readonly lengths: readonly number[]
  /** the meta_app that signed each */
  readonly apps: readonly number[]
}
interface BatchRow extends StoredBatch {
  readonly attempts: number
}

/** Nobody holds it: never claimed, claimed too long ago, or by a process that is gone. */
const isFree = sql`(lease_until is null or lease_until < now()
  or lease_holder is not null and not exists (select 1 from pg_stat_activity a where a.pid = lease_holder))`

/**
 * Takes the oldest due batches, whole, up to a size. Those with heavy deliveries come alone and when nothing else is due, so that nobody
 * who writes now waits for what was written years ago. The attempt is counted and committed here, before the work, so that even a
 * delivery that kills the process is bounded. Nothing waits for the disk (`synchronous_commit`, for this statement alone): a process that
 * dies leaves the count behind, and a machine that does may forget one.
 *
 * @param heavyFirst now and then, so that they come in a rush, too
 */
export async function claimBatches(db: Db, holder: number | null, heavyFirst = false): Promise<ClaimedBatch[]> {
  const { rows } = await sql<BatchRow>`
    with due as (
      select id, octet_length(body) as bytes, octet_length(body) > ${HEAVY_BYTES} * cardinality(lengths) as is_heavy from delivery_batch
      where done_at is null and ${isFree} order by id limit ${CLAIM_BATCHES} for update skip locked
    ), heavy as (
      select id from due where is_heavy and (${heavyFirst}::boolean or not exists (select from due where not is_heavy))
      order by id limit 1
    ), fitting as (
      select id from (
        select id, sum(bytes) over (order by id) - bytes as before from due where not is_heavy and not exists (select from heavy)
        union all select id, 0 from heavy
      ) d
      where before < ${CLAIM_BYTES} and set_config('synchronous_commit', 'off', true) is not null
    )
    update delivery_batch b set attempts = b.attempts + 1, lease_until = now() + make_interval(secs => ${LEASE_SECONDS}), lease_holder = ${holder}
    from fitting where b.id = fitting.id
    returning b.id, b.received_at, b.body, b.lengths, b.apps, b.attempts`.execute(db)
  return rows.sort((a, b) => a.id - b.id).map((row) => ({ id: row.id, attempts: row.attempts, deliveries: split(row) }))
}

export function split(row: StoredBatch): StoredDelivery[] {
  let offset = 0
  return row.lengths.map((length, place) => {
    const body = row.body.subarray(offset, offset + length)
    offset += length
    return { batchId: row.id, place, body, app: row.apps[place] ?? 0, receivedAt: row.received_at }
  })
}

/** The attempt did not count: the database could not, whatever was in them. */
export async function giveBackBatches(db: Db, ids: readonly number[]): Promise<void> {
  await sql`update delivery_batch set attempts = attempts - 1, lease_until = null where id = any(${ids}::bigint[]) and done_at is null`.execute(
    db,
  )
}

/** The same for a delivery that is tried alone. */
export async function giveBackFailed(db: Db, { batchId, place }: StoredDelivery): Promise<void> {
  await sql`
    update delivery_failure set attempts = attempts - 1, lease_until = null, run_at = now() + interval '1 second'
    where batch_id = ${batchId} and place = ${place}`.execute(db)
}

export async function markDone(tx: Tx, ids: readonly number[]): Promise<void> {
  await sql`update delivery_batch set done_at = now(), lease_until = null where id = any(${ids}::bigint[])`.execute(tx)
}

/** The next delivery that failed before and is due again, its attempt counted and committed. */
export async function claimFailed(db: Db, holder: number | null): Promise<{ delivery: StoredDelivery; attempts: number } | null> {
  const { rows } = await sql<BatchRow & { place: number }>`
    with due as (
      select batch_id, place from delivery_failure
      where dead_at is null and run_at <= now() and ${isFree}
      order by run_at limit 1 for update skip locked
    ), claimed as (
      update delivery_failure f set attempts = f.attempts + 1, lease_until = now() + make_interval(secs => ${LEASE_SECONDS}), lease_holder = ${holder}
      from due where f.batch_id = due.batch_id and f.place = due.place returning f.batch_id, f.place, f.attempts
    )
    select b.id, b.received_at, b.body, b.lengths, b.apps, claimed.attempts, claimed.place from claimed join delivery_batch b on b.id = claimed.batch_id`.execute(
    db,
  )
  const row = rows[0]
  const delivery = row && split(row)[row.place]
  return row && delivery ? { delivery, attempts: row.attempts } : null
}

/** Takes a delivery out of its batch before it is tried alone, so that if it kills the process the rest of the batch is not tried with it again. */
export async function isolate(db: Db, delivery: StoredDelivery, holder: number | null): Promise<boolean> {
  const { rows } = await sql`
    insert into delivery_failure (batch_id, place, attempts, code, error, lease_until, lease_holder)
    values (${delivery.batchId}, ${delivery.place}, 1, 'interrupted', 'the process stopped while at work on it', now() + make_interval(secs => ${LEASE_SECONDS}), ${holder})
    on conflict (batch_id, place) do nothing returning 1`.execute(db)
  return rows.length > 0
}

export async function forget(tx: Tx, delivery: StoredDelivery): Promise<void> {
  await tx.deleteFrom('delivery_failure').where('batch_id', '=', delivery.batchId).where('place', '=', delivery.place).execute()
}

export interface Failure {
  readonly code: string
  readonly error: string
  /** true: trying again cannot help */
  readonly isFinal: boolean
}

/** Backs off 1, 2, 4, 8 s; then the delivery is dead: kept raw, listed, retried only by hand. */
export async function recordFailure(db: Db, delivery: StoredDelivery, attempts: number, failure: Failure): Promise<void> {
  const dead = failure.isFinal || attempts >= MAX_ATTEMPTS
  await db
    .updateTable('delivery_failure')
    .set({
      code: failure.code,
      error: failure.error.slice(0, 2000).replaceAll('\u0000', '\ufffd'), // it may quote the body, and no text holds U+0000
      lease_until: null,
      run_at: sql<Date>`now() + make_interval(secs => ${2 ** (attempts - 1)})`,
      ...(dead ? { dead_at: sql<Date>`now()` } : {}),
    })
    .where('batch_id', '=', delivery.batchId)
    .where('place', '=', delivery.place)
    .execute()
}
