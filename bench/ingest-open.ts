/**
 * B2: deliveries from a clock, not from answers: 300, 1,000 and 3,300 a second. How long an acknowledgement takes from the moment the
 * delivery was due, errors, and what the process grew by. Floor: the least that stores contact, conversation and message (F4).
 */
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { type Cluster, startCluster } from './harness/cluster.ts'
import { connectNumber } from './harness/connect-number.ts'
import { generate } from './harness/generate.ts'
import { APP_SECRET, type PayloadOptions } from './harness/payloads.ts'
import { type Program, startFloor, startProduct } from './harness/programs.ts'
import { type Figures, report } from './harness/report.ts'

const SECONDS = Number(process.argv[2] ?? 20)
const RATES = (process.argv[3] ?? '300,1000,3300').split(',').map(Number)
const WARMUP_SECONDS = 2
const payload: PayloadOptions = { wabaId: '102290129340398', phoneNumberId: '106540352242922', senders: 0, statuses: false, repeats: 0 }

const cluster = await startCluster()
try {
  const floorProgram = await startFloor('three', await cluster.database('floor'))
  const floor = await everyRate(floorProgram, () => pause(500))
  await floorProgram.stop()
  const metrics = await product(cluster)
  const ratio = Object.fromEntries(
    RATES.map((rate) => [`p99_at_${rate}`, divided(metrics[`at_${rate}_p99_ms`], floor[`at_${rate}_p99_ms`])]),
  )
  report({ name: 'ingest-open', floor, metrics, ratio })
} finally {
  await cluster.stop()
}

function divided(measured = 0, floorFigure = 0): number {
  return Number((measured / floorFigure).toFixed(2))
}

async function product(where: Cluster): Promise<Figures> {
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
    return await everyRate(program, () => processed(db))
  } finally {
    await db.end()
    await program.stop()
  }
}

/** @param rest waits until what was acknowledged is worked through, so that one rate does not pay for another */
async function everyRate(program: Program, rest: () => Promise<unknown>): Promise<Figures> {
  const figures: Figures = {}
  let from = 0
  for (const rate of RATES) {
    const before = program.rssMb()
    const expected = (SECONDS + WARMUP_SECONDS + 1) * rate
    const result = await generate({
      url: `${program.url}/webhooks/whatsapp`,
      connections: 50,
      seconds: SECONDS,
      warmupSeconds: WARMUP_SECONDS,
      rate,
      from,
      expected,
      payload,
    })
    from = result.next
    console.error(`${rate}/s: p50 ${result.p50} ms, p99 ${result.p99} ms, ${result.errors} errors`)
    await rest()
    Object.assign(figures, {
      [`at_${rate}_acked_per_s`]: result.perSecond,
      [`at_${rate}_p50_ms`]: result.p50,
      [`at_${rate}_p99_ms`]: result.p99,
      [`at_${rate}_errors`]: result.errors,
      [`at_${rate}_rss_before_mb`]: Math.round(before),
      [`at_${rate}_rss_after_mb`]: Math.round(program.rssMb()),
    })
  }
  return figures
}

async function processed(db: pg.Client): Promise<void> {
  for (;;) {
    const { rowCount } = await db.query('select from delivery_batch where done_at is null limit 1')
    if (rowCount === 0) return
    await pause(50)
  }
}
