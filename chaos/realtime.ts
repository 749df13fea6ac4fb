/** T-09: what agents see, on a line that breaks, with a server that is killed, and with every notification of the database lost. */
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { startCluster } from '../bench/harness/cluster.ts'
import { attackRealtime, isClean } from './realtime-run.ts'

const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    browsers: { type: 'string', default: '50' },
    events: { type: 'string', default: '20000' },
    disconnects: { type: 'string', default: '200' },
    kills: { type: 'string', default: '10' },
    deaf: { type: 'string', default: '200' },
  },
})
const seed = Number(values.seed ?? Math.floor(Date.now() / 1000) % 1_000_000)
console.log(`seed ${seed}`)
const cluster = await startCluster()
try {
  const report = await attackRealtime({
    seed,
    browsers: Number(values.browsers),
    events: Number(values.events),
    disconnects: Number(values.disconnects),
    kills: Number(values.kills),
    deaf: Number(values.deaf),
    entry: join(process.cwd(), 'dist/chaos-realtime/main.mjs'),
    databaseUrl: await cluster.database('chaos_realtime'),
  })
  console.log(JSON.stringify({ name: 'realtime', ...report }))
  console.log(isClean(report) ? 'clean' : 'not clean')
  process.exitCode = isClean(report) ? 0 : 1
} finally {
  await cluster.stop()
}
process.exit() // channels between tabs, made by the clients, keep a process alive
