/**
 * T-05: sending under kill -9, lost answers, answers that never come, cut lines and refusals for speed, while people click twice. Then
 * every failpoint of the way out, each hit one to three times. Meta may accept no message twice or out of its order, and none may end
 * neither sent, nor failed with a reason, nor plainly in doubt.
 */
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { startCluster } from '../bench/harness/cluster.ts'
import { isClean } from './harness/check-outbound.ts'
import { attackOutbound, type OutboundReport } from './outbound-run.ts'

const FAILPOINTS = [
  'send:after_claim',
  'send:after_attempt_commit',
  'send:after_request',
  'send:after_reply',
  'send:before_accept_commit',
  'send:after_accept_commit',
]

const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    conversations: { type: 'string', default: '125' },
    messages: { type: 'string', default: '40' },
    kills: { type: 'string', default: '60' },
    trouble: { type: 'string', default: '0.03' },
    matrix: { type: 'boolean', default: true },
  },
  allowNegative: true,
})
const seed = Number(values.seed ?? Math.floor(Date.now() / 1000) % 1_000_000)
console.log(`seed ${seed}`)
const entry = join(process.cwd(), 'dist/chaos-outbound/main.mjs')
const cluster = await startCluster()
const dirty: OutboundReport[] = []
try {
  const run = async (
    name: string,
    more: { conversations: number; messages: number; kills: number; trouble: number; failpoints?: string },
  ) => {
    const report = await attackOutbound({ seed, entry, databaseUrl: await cluster.database(name), ...more })
    console.log(JSON.stringify({ name, ...report }))
    if (!isClean(report)) dirty.push(report)
  }
  const conversations = Number(values.conversations)
  await run('random_kills', {
    conversations,
    messages: Number(values.messages),
    kills: Number(values.kills),
    trouble: Number(values.trouble),
  })
  for (const point of values.matrix ? FAILPOINTS : []) {
    for (const hit of [1, 2, 3])
      await run(`${point.replace(':', '_')}_${hit}`, {
        conversations: 10,
        messages: 5,
        kills: 0,
        trouble: 0,
        failpoints: `${point}=kill@${hit}`,
      })
  }
} finally {
  await cluster.stop()
}
console.log(dirty.length === 0 ? 'clean' : `${dirty.length} runs are not clean`)
process.exitCode = dirty.length === 0 ? 0 : 1
