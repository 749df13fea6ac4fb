import { sql } from 'kysely'
import type { Logger } from '../platform/log.ts'
import type { Db } from '../platform/scope.ts'

/** More comes in than is being processed: this is not the moment to take anything from the database that can wait. */
export async function deliveriesWait(pipeline: Db, log: Logger): Promise<boolean> {
  try {
    const { rows } = await sql<{ wait: boolean }>`
      select exists (select from delivery_batch where done_at is null and received_at < now() - interval '300 milliseconds') as wait`.execute(
      pipeline,
    )
    return rows[0]?.wait ?? false
  } catch (err) {
    log.warn({ outcome: 'backlog_unknown', err }, 'deliveries')
    return false
  }
}
