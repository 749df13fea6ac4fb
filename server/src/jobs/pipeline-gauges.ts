import { sql } from 'kysely'
import { Gauge } from 'prom-client'
import { metrics } from '../platform/metrics.ts'
import type { Db } from '../platform/scope.ts'

/** The age of what waits is the promise an operator watches: near zero, or something is wrong. Read from the database at each scrape. */
export function watchPipelines(pipeline: Db): void {
  gauge('recado_deliveries_oldest_seconds', 'Age of the oldest webhook delivery not processed yet', () =>
    number(sql`select coalesce(extract(epoch from now() - min(received_at)), 0)::float8 as n from delivery_batch where done_at is null`),
  )
  gauge('recado_deliveries_failing', 'Deliveries that failed and will be tried again', () =>
    number(sql`select count(*)::int as n from delivery_failure where dead_at is null`),
  )
  gauge('recado_dead_letters', 'Deliveries that were given up', () =>
    number(sql`select count(*)::int as n from delivery_failure where dead_at is not null`),
  )
  gauge('recado_outbox_jobs', 'Messages not settled yet', () => number(sql`select count(*)::int as n from outbox`))
  gauge('recado_outbox_oldest_seconds', 'Age of the oldest message not settled yet', () =>
    number(sql`select coalesce(extract(epoch from now() - min(enqueued_at)), 0)::float8 as n from outbox`),
  )

  async function number(query: ReturnType<typeof sql>): Promise<number> {
    const { rows } = (await query.execute(pipeline)) as { rows: { n: number }[] } // each query above selects n
    return rows[0]?.n ?? 0
  }
}

function gauge(name: string, help: string, read: () => Promise<number>): void {
  metrics.removeSingleMetric(name) // a second installation in one process (tests) takes over
  new Gauge({
    name,
    help,
    registers: [metrics],
    async collect() {
      this.set(await read())
    },
  })
}
