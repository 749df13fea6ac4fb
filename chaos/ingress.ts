/**
 * T-01 and T-02: webhooks under kill -9. Random kills while 60,000 messages come in, then every failpoint of the way in, each hit one to
 * three times. Nothing acknowledged may be lost, doubled, out of order or announced wrongly.
 */
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { startCluster } from '../bench/harness/cluster.ts'
import { isClean } from './harness/check-ingress.ts'
import { attackIngress, type IngressReport } from './ingress-run.ts'

const FAILPOINTS = [
  'ingress:after_body',
  'ingress:after_hmac',
  'ingress:before_append',
  'ingress:after_append',
  'ingress:before_200',
  'ingress:after_200',
  'worker:after_claim',
  'worker:after_parse',
  'worker:mid_batch',
  'worker:before_commit',
  'worker:after_commit',
]

const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    items: { type: 'string', default: '60000' },
    kills: { type: 'string', default: '100' },
    matrix: { type: 'boolean', default: true },
  },
  allowNegative: true,
})
const seed = Number(values.seed ?? Math.floor(Date.now() / 1000) % 1_000_000)
console.log(`seed ${seed}`)
const entry = join(process.cwd(), 'dist/chaos-ingress/main.mjs')
const cluster = await startCluster()
const dirty: IngressReport[] = []
try {
  const run = async (
    name: string,
    more: { items: number; kills: number; customers: number; callsPerSecond: number; failpoints?: string },
  ) => {
    const report = await attackIngress({ seed, entry, databaseUrl: await cluster.database(name), ...more })
    console.log(JSON.stringify({ name, ...report }))
    if (!isClean(report)) dirty.push(report)
  }
  await run('random_kills', { items: Number(values.items), kills: Number(values.kills), customers: 3_000, callsPerSecond: 50 })
  for (const point of values.matrix ? FAILPOINTS : []) {
    for (const hit of [1, 2, 3])
      await run(`${point.replace(':', '_')}_${hit}`, {
        items: 200,
        kills: 0,
        customers: 20,
        callsPerSecond: 200,
        failpoints: `${point}=kill@${hit}`,
      })
  }
} finally {
  await cluster.stop()
}
console.log(dirty.length === 0 ? 'clean' : `${dirty.length} runs are not clean`)
process.exitCode = dirty.length === 0 ? 0 : 1
