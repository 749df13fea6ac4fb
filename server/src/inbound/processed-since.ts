import { sql } from 'kysely'
import type { Db } from '../platform/scope.ts'
import { type StoredBatch, split } from './queue.ts'
import { isTestDelivery, wordOf } from './test-delivery.ts'

interface Found extends StoredBatch {
  readonly failed: number[] | null
}

/** @returns the id below which a delivery that comes from now on is not found */
export async function newestBatch(pipeline: Db): Promise<number> {
  const { rows } = await sql<{ id: number | null }>`select max(id) as id from delivery_batch`.execute(pipeline)
  return rows[0]?.id ?? 0
}

/** The words of the test deliveries of one run that have been taken up, and did not fail. @param run what their words begin with */
export async function processedSince(pipeline: Db, before: number, run: string): Promise<ReadonlySet<string>> {
  const { rows } = await sql<Found>`
    select b.id, b.received_at, b.body, b.lengths, b.apps,
      (select json_agg(f.place) from delivery_failure f where f.batch_id = b.id) as failed
    from delivery_batch b
    where b.id > ${before} and b.done_at is not null and position(convert_to(${run}, 'UTF8') in b.body) > 0`.execute(pipeline)
  const done = rows.flatMap((row) =>
    split(row).flatMap(({ place, body }) => (isTestDelivery(body) && !row.failed?.includes(place) ? [wordOf(body)] : [])),
  )
  return new Set(done.filter((word) => word.startsWith(run)))
}
