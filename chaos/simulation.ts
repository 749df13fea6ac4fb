/** T-19: thousands of random histories of the pure rules. `--seed N --runs 1` replays the one that a failure names. */
import { parseArgs } from 'node:util'
import { simulate } from './simulation-run.ts'

const { values } = parseArgs({
  options: { seed: { type: 'string' }, runs: { type: 'string', default: '10000' }, steps: { type: 'string', default: '200' } },
})
const seed = Number(values.seed ?? Math.floor(Date.now() / 1000) % 1_000_000)
console.log(`seed ${seed}`)
const [runs, steps] = [Number(values.runs), Number(values.steps)]
const started = performance.now()
const violations: string[] = []
let messages = 0
let accepted = 0
for (let n = 0; n < runs; n++) {
  try {
    const history = simulate(seed + n, steps)
    messages += history.messages
    accepted += history.accepted
  } catch (error) {
    violations.push(error instanceof Error ? error.message : String(error))
  }
}
for (const violation of violations.slice(0, 20)) console.error(violation)
const seconds = Math.round((performance.now() - started) / 1000)
console.log(JSON.stringify({ name: 'simulation', seed, runs, steps, messages, accepted, violations: violations.length, seconds }))
console.log(violations.length === 0 ? 'clean' : 'not clean')
process.exitCode = violations.length === 0 ? 0 : 1
