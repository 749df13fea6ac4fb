/** T-07: reports before their message is known, in any order, repeated and in batches: the state is the highest and never goes back. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { startCluster } from '../bench/harness/cluster.ts'
import { isClean } from './harness/check-statuses.ts'
import { signIn } from './harness/person.ts'
import { superviseProduct } from './harness/product.ts'
import { startMeta } from './harness/simulator.ts'
import { APP, environmentFor, hearFrom, OWNER } from './outbound-run.ts'
import { attackStatuses } from './statuses-run.ts'

const { values } = parseArgs({
  options: { seed: { type: 'string' }, conversations: { type: 'string', default: '125' }, messages: { type: 'string', default: '40' } },
})
const seed = Number(values.seed ?? Math.floor(Date.now() / 1000) % 1_000_000)
console.log(`seed ${seed}`)
const cluster = await startCluster()
const databaseUrl = await cluster.database('chaos_statuses')
const dataDir = mkdtempSync(join(tmpdir(), 'recado-chaos-meta-'))
const meta = await startMeta({ dataDir, app: APP })
const entry = join(process.cwd(), 'dist/chaos-statuses/main.mjs')
const product = await superviseProduct({ entry, env: environmentFor(meta, databaseUrl) })
const db = new pg.Client({ connectionString: databaseUrl })
await db.connect()
try {
  await hearFrom(meta, product.url)
  const person = await signIn(product.url, OWNER.email, OWNER.password)
  const report = await attackStatuses(
    { url: product.url, secret: APP.secret, meta, person, db },
    { seed, conversations: Number(values.conversations), messages: Number(values.messages) },
  )
  console.log(JSON.stringify({ name: 'statuses', ...report }))
  console.log(isClean(report) ? 'clean' : 'not clean')
  process.exitCode = isClean(report) ? 0 : 1
} finally {
  await db.end()
  await product.stop()
  await meta.close()
  rmSync(dataDir, { recursive: true, force: true })
  await cluster.stop()
}
