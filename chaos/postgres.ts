/**
 * T-03: the database stopped, killed, frozen and cut off while customers write and agents answer. Nothing acknowledged may be lost or
 * doubled; while it is away Meta is answered 503 within two seconds, agents 503, nobody is left waiting; the product goes on by itself.
 */
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { attackPostgres, isClean } from './postgres-run.ts'

const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    items: { type: 'string', default: '60000' },
    rate: { type: 'string', default: '80' },
    conversations: { type: 'string', default: '60' },
    messages: { type: 'string', default: '30' },
    stops: { type: 'string', default: '20' },
    freezes: { type: 'string', default: '10' },
    'freeze-ms': { type: 'string', default: '5000' },
    cuts: { type: 'string', default: '20' },
  },
})
const MOST_MS = 2_000

const seed = Number(values.seed ?? Math.floor(Date.now() / 1000) % 1_000_000)
console.log(`seed ${seed}`)
const report = await attackPostgres({
  seed,
  items: Number(values.items),
  customers: 3_000,
  callsPerSecond: Number(values.rate),
  conversations: Number(values.conversations),
  messages: Number(values.messages),
  stops: Number(values.stops),
  freezes: Number(values.freezes),
  freezeMs: Number(values['freeze-ms']),
  cuts: Number(values.cuts),
  entry: join(process.cwd(), 'dist/chaos-postgres/main.mjs'),
})
console.log(JSON.stringify({ name: 'postgres', ...report }))
if (report.slowestRefusalMs > MOST_MS) console.log(`slow: a 503 took ${report.slowestRefusalMs} ms`)
console.log(isClean(report) ? 'clean' : 'not clean')
process.exitCode = isClean(report) ? 0 : 1
