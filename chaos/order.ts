/**
 * T-06: order, under kill -9 and with four workers that take deliveries from one another. Meta's second and then arrival decide where a
 * message stands, and ten first messages at once make one contact and one conversation.
 */
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { startCluster } from '../bench/harness/cluster.ts'
import { connectNumber } from '../bench/harness/connect-number.ts'
import { isClean } from './harness/check-order.ts'
import { killNowAndThen } from './harness/nemesis.ts'
import { superviseProduct } from './harness/product.ts'
import { Random } from './harness/random.ts'
import { startWorkers } from './harness/workers.ts'
import { attackOrder } from './order-run.ts'

const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    conversations: { type: 'string', default: '500' },
    messages: { type: 'string', default: '100' },
    albums: { type: 'string', default: '500' },
    kills: { type: 'string', default: '15' },
    rate: { type: 'string', default: '250' },
  },
})
const seed = Number(values.seed ?? Math.floor(Date.now() / 1000) % 1_000_000)
console.log(`seed ${seed}`)
const cluster = await startCluster()
const databaseUrl = await cluster.database('chaos_order')
const product = await superviseProduct({ entry: join(process.cwd(), 'dist/chaos-order/main.mjs'), env: { DATABASE_URL: databaseUrl } })
const db = new pg.Client({ connectionString: databaseUrl })
await db.connect()
const workers = startWorkers(databaseUrl, 3)
try {
  const place = { wabaId: '102290129340398', phoneNumberId: '106540352242922' }
  const { workspaceId } = await connectNumber(db, place)
  const before = product.starts
  const attack = { over: false }
  const nemesis = killNowAndThen(product, new Random(seed + 1), Number(values.kills), attack)
  const report = await attackOrder(
    { url: product.url, place, workspaceId, db },
    {
      seed,
      conversations: Number(values.conversations),
      messages: Number(values.messages),
      albums: Number(values.albums),
      callsPerSecond: Number(values.rate),
    },
  )
  attack.over = true
  await nemesis
  console.log(JSON.stringify({ name: 'order', ...report, kills: product.starts - before, workers: 4 }))
  console.log(isClean(report) ? 'clean' : 'not clean')
  process.exitCode = isClean(report) ? 0 : 1
} finally {
  await workers.stop()
  await db.end()
  await product.stop()
  await cluster.stop()
}
