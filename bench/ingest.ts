/**
 * B1, B3: signed deliveries, 50 connections. How many are acknowledged per second (200 only after commit), and at what steady rate they
 * are wholly processed (contact, conversation, message, event) with the backlog flat. Both floors are measured in the same run.
 */
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { type Cluster, startCluster } from './harness/cluster.ts'
import { connectNumber } from './harness/connect-number.ts'
import { generate } from './harness/generate.ts'
import type { LoadOrder, LoadResult } from './harness/load.ts'
import { APP_SECRET, type PayloadOptions } from './harness/payloads.ts'
import { type Program, startFloor, startProduct } from './harness/programs.ts'
import { type Figures, report } from './harness/report.ts'

const BURST_SECONDS = Number(process.argv[2] ?? 15)
const SUSTAIN_SECONDS = Number(process.argv[3] ?? 60)
const payload: PayloadOptions = { wabaId: '102290129340398', phoneNumberId: '106540352242922', senders: 0, statuses: false, repeats: 0 }
const order = (url: string, more: Partial<LoadOrder> = {}): LoadOrder => ({
  url: `${url}/webhooks/whatsapp`,
  connections: 50,
  seconds: BURST_SECONDS,
  warmupSeconds: 2,
  rate: null,
  from: 0,
  expected: (BURST_SECONDS + 2) * 30_000,
  payload,
  ...more,
})

const cluster = await startCluster()
try {
  const f3 = await floor(cluster, 'raw')
  const f4 = await floor(cluster, 'three')
  const { burst, steady, mix } = await product(cluster, f4.perSecond)
  report({
    name: 'ingest',
    floor: { f3_acked_per_s: f3.perSecond, f3_p99_ms: f3.p99, f4_acked_per_s: f4.perSecond, f4_p99_ms: f4.p99 },
    metrics: { ...burst, ...steady, ...mix },
    ratio: {
      acked_to_f3: ratio(burst.acked_per_s, f3.perSecond),
      processed_to_f4: ratio(steady.processed_per_s, f4.perSecond),
      mix_processed_to_f4: ratio(mix.mix_processed_per_s, f4.perSecond),
    },
  })
} finally {
  await cluster.stop()
}

function ratio(measured: number | undefined, floorFigure: number): number {
  return Number(((measured ?? 0) / floorFigure).toFixed(3))
}

async function floor(where: Cluster, name: 'raw' | 'three'): Promise<LoadResult> {
  const program = await startFloor(name, await where.database(`floor_${name}`))
  const result = await generate(order(program.url))
  await program.stop()
  return result
}

async function product(where: Cluster, f4: number): Promise<{ burst: Figures; steady: Figures; mix: Figures }> {
  const databaseUrl = await where.database('recado')
  const program = await startProduct({
    DATABASE_URL: databaseUrl,
    META_APP_ID: '900',
    META_APP_SECRET: APP_SECRET,
    META_VERIFY_TOKEN: 'a verify token of the bench',
  })
  const db = new pg.Client({ connectionString: databaseUrl })
  await db.connect()
  try {
    await connectNumber(db, payload)
    const cpu = program.cpuSeconds()
    const acked = await generate(order(program.url))
    const burst = {
      acked_per_s: acked.perSecond,
      acked_p50_ms: acked.p50,
      acked_p99_ms: acked.p99,
      acked_errors: acked.errors,
      node_cpu_us_per_delivery: Math.round(((program.cpuSeconds() - cpu) / acked.acked) * 1e6),
    }
    await drained(db)
    let from = acked.next
    let steady: Figures = { processed_per_s: 0 }
    for (const share of [0.4, 0.5, 0.6, 0.75, 0.9]) {
      const tried = await sustain(program, db, Math.round(f4 * share), from, SUSTAIN_SECONDS, payload)
      from = tried.next
      if (!tried.isFlat) {
        steady = { ...steady, first_rate_not_flat: tried.rate, its_backlog_at_end: tried.backlog }
        break
      }
      steady = {
        processed_per_s: tried.rate,
        steady_p50_ms: tried.result.p50,
        steady_p99_ms: tried.result.p99,
        steady_backlog_at_end: tried.backlog,
        steady_errors: tried.result.errors,
        rss_mb: Math.round(program.rssMb()),
      }
    }
    const mixed = await sustain(program, db, Math.round(f4 * 0.4), from, Math.min(SUSTAIN_SECONDS, 30), {
      ...payload,
      statuses: true,
      repeats: 0.05,
    })
    return {
      burst,
      steady,
      mix: { mix_processed_per_s: mixed.isFlat ? mixed.rate : 0, mix_backlog_at_end: mixed.backlog, mix_p99_ms: mixed.result.p99 },
    }
  } finally {
    await db.end()
    await program.stop()
  }
}

/** Open loop at a fixed rate. Flat: what waits at the end is less than half a second's worth. */
async function sustain(program: Program, db: pg.Client, rate: number, from: number, seconds: number, what: PayloadOptions) {
  const result = await generate(
    order(program.url, { rate, seconds, warmupSeconds: 3, from, expected: (seconds + 4) * rate, payload: what }),
  )
  const backlog = await waiting(db)
  const isFlat = backlog < rate / 2 && result.perSecond >= rate * 0.98
  console.error(`${rate}/s for ${seconds} s: acknowledged ${result.perSecond}/s, p99 ${result.p99} ms, ${backlog} waiting at the end`)
  await drained(db)
  return { rate, result, backlog, isFlat, next: result.next }
}

async function waiting(db: pg.Client): Promise<number> {
  const { rows } = await db.query<{ n: string }>(
    'select coalesce(sum(array_length(lengths, 1)), 0) as n from delivery_batch where done_at is null',
  )
  return Number(rows[0]?.n ?? 0)
}

async function drained(db: pg.Client): Promise<void> {
  const started = performance.now()
  const before = await waiting(db)
  while ((await waiting(db)) > 0) await pause(100)
  const seconds = (performance.now() - started) / 1000
  if (before > 1000) console.error(`${before} waiting deliveries processed in ${seconds.toFixed(1)} s: ${Math.round(before / seconds)}/s`)
}
