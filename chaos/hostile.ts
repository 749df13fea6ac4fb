/** T-13: 12,000 requests made from our own OpenAPI document, 8,000 webhook bodies with something wrong, 10,000 texts that must arrive. */
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { startCluster } from '../bench/harness/cluster.ts'
import { attackWithOddities, isClean } from './hostile-run.ts'

const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    requests: { type: 'string', default: '12000' },
    bodies: { type: 'string', default: '8000' },
    texts: { type: 'string', default: '10000' },
  },
})
const seed = Number(values.seed ?? Math.floor(Date.now() / 1000) % 1_000_000)
console.log(`seed ${seed}`)
const cluster = await startCluster()
try {
  const report = await attackWithOddities({
    seed,
    requests: Number(values.requests),
    bodies: Number(values.bodies),
    texts: Number(values.texts),
    entry: join(process.cwd(), 'dist/chaos-hostile/main.mjs'),
    databaseUrl: await cluster.database('hostile'),
  })
  console.log(JSON.stringify(report, null, 2))
  console.log(isClean(report) ? 'clean' : 'not clean')
  process.exitCode = isClean(report) ? 0 : 1
} finally {
  await cluster.stop()
}
