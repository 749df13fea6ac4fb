/**
 * A phone's history under kill -9: chunks in any order and some twice, customers who write meanwhile, kills at random and at every
 * failpoint of taking it in. Nothing may be lost, doubled or counted twice, and nothing of the past may ask for an answer.
 */
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { startCluster } from '../bench/harness/cluster.ts'
import { isClean } from './harness/check-history.ts'
import { attackHistory, type HistoryReport } from './history-run.ts'

const FAILPOINTS = [
  'worker:mid_batch',
  'worker:before_commit',
  'phone_history:after_claim',
  'phone_history:mid_part',
  'phone_history:before_commit',
  'phone_history:after_commit',
]

const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    messages: { type: 'string', default: '10000' },
    kills: { type: 'string', default: '20' },
    matrix: { type: 'boolean', default: true },
  },
  allowNegative: true,
})
const seed = Number(values.seed ?? Math.floor(Date.now() / 1000) % 1_000_000)
console.log(`seed ${seed}`)
const entry = join(process.cwd(), 'dist/chaos-history/main.mjs')
const cluster = await startCluster()
const dirty: HistoryReport[] = []
try {
  const run = async (name: string, more: { messages: number; kills: number; customers: number; failpoints?: string }) => {
    const report = await attackHistory({ seed, entry, databaseUrl: await cluster.database(name), ...more })
    console.log(JSON.stringify({ name, ...report }))
    if (!isClean(report)) dirty.push(report)
  }
  // A fast machine may be through before the first kill at random: one is certain.
  const certain = { failpoints: 'phone_history:mid_part=kill@2' }
  await run('random_kills', { messages: Number(values.messages), kills: Number(values.kills), customers: 400, ...certain })
  for (const point of values.matrix ? FAILPOINTS : []) {
    for (const hit of [1, 2, 3])
      await run(`${point.replace(':', '_')}_${hit}`, { messages: 1_200, kills: 0, customers: 40, failpoints: `${point}=kill@${hit}` })
  }
} finally {
  await cluster.stop()
}
console.log(dirty.length === 0 ? 'clean' : `${dirty.length} runs are not clean`)
process.exitCode = dirty.length === 0 ? 0 : 1
