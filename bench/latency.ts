/**
 * B5: from the moment a webhook is due until its event stands in the streams of 20 signed-in agents, at 50, 300 and 1,000 a second.
 * At the sight of an event, every so often, a listener asks the database for the message's row: it must be there.
 * Floor: one row committed per webhook, then written to 20 streams by node:http.
 */
import pg from 'pg'
import { type Cluster, startCluster } from './harness/cluster.ts'
import { connectNumber } from './harness/connect-number.ts'
import { generate } from './harness/generate.ts'
import { APP_SECRET, type PayloadOptions } from './harness/payloads.ts'
import { OWNER_SETTINGS, ownWorkspace, signInAgents } from './harness/people.ts'
import { startBare, startProduct } from './harness/programs.ts'
import { type Figures, report } from './harness/report.ts'
import { watch } from './harness/watch.ts'

const SECONDS = Number(process.argv[2] ?? 20)
const RATES = (process.argv[3] ?? '50,300,1000').split(',').map(Number)
const WARMUP_SECONDS = 2
const AGENTS = 20
const payload: PayloadOptions = { wabaId: '102290129340398', phoneNumberId: '106540352242922', senders: 500, statuses: false, repeats: 0 }

interface Place {
  readonly url: string
  readonly path: string
  readonly cookies: readonly string[]
  /** where messages are found; null: nothing to ask */
  readonly databaseUrl: string | null
}

const cluster = await startCluster()
try {
  const floor = await floorFigures(cluster)
  const metrics = await productFigures(cluster)
  const ratio = Object.fromEntries(
    RATES.map((rate) => [`p99_at_${rate}`, Number(((metrics[`at_${rate}_p99_ms`] ?? 0) / (floor[`at_${rate}_p99_ms`] ?? 1)).toFixed(2))]),
  )
  report({ name: 'latency', floor, metrics, ratio })
} finally {
  await cluster.stop()
}

async function floorFigures(where: Cluster): Promise<Figures> {
  const program = await startBare('floor-fanout', await where.database('floor'))
  const figures = await everyRate({ url: program.url, path: '/events', cookies: [], databaseUrl: null })
  await program.stop()
  return figures
}

async function productFigures(where: Cluster): Promise<Figures> {
  const databaseUrl = await where.database('recado')
  const program = await startProduct({
    ...OWNER_SETTINGS,
    DATABASE_URL: databaseUrl,
    META_APP_ID: '900',
    META_APP_SECRET: APP_SECRET,
    META_VERIFY_TOKEN: 'a verify token of the bench',
  })
  const db = new pg.Client({ connectionString: databaseUrl })
  await db.connect()
  try {
    const workspaceId = await ownWorkspace(db)
    await connectNumber(db, payload, workspaceId)
    const cookies = await signInAgents(program.url, databaseUrl, workspaceId, AGENTS)
    return await everyRate({ url: program.url, path: '/api/v1/events', cookies, databaseUrl })
  } finally {
    await db.end()
    await program.stop()
  }
}

async function everyRate({ url, path, cookies, databaseUrl }: Place): Promise<Figures> {
  const figures: Figures = {}
  let from = 0
  for (const rate of RATES) {
    const count = (SECONDS + WARMUP_SECONDS + 1) * rate
    const probe = databaseUrl === null ? null : { databaseUrl, every: 41 }
    const agents = await watch({ url, path, cookies, clients: AGENTS, lastEventId: null, from, count, probe })
    const sent = await generate({
      url: `${url}/webhooks/whatsapp`,
      connections: 50,
      seconds: SECONDS,
      warmupSeconds: WARMUP_SECONDS,
      rate,
      from,
      expected: count,
      payload,
    })
    const seen = await agents.finish({ startedAt: sent.startedAt, rate, sent: sent.next - from, measureFrom: from + WARMUP_SECONDS * rate })
    console.error(`${rate}/s: p50 ${seen.p50} ms, p99 ${seen.p99} ms, ${seen.missing} missing`)
    from += count
    Object.assign(figures, {
      [`at_${rate}_p50_ms`]: seen.p50,
      [`at_${rate}_p99_ms`]: seen.p99,
      [`at_${rate}_missing`]: seen.missing,
      [`at_${rate}_doubled`]: seen.doubled,
      [`at_${rate}_ack_errors`]: sent.errors,
    })
    if (probe !== null)
      Object.assign(figures, { [`at_${rate}_rows_asked_for`]: seen.probed, [`at_${rate}_rows_not_there`]: seen.notCommitted })
  }
  return figures
}
