/** What an operator watches of the sender: how calls end, how many are under way, and how long messages wait for theirs. */
import { Counter, Gauge, Histogram } from 'prom-client'
import { metrics } from '../platform/metrics.ts'

const LANE_NAMES: Readonly<Record<number, string>> = { 0: 'reply', 5: 'api', 9: 'bulk' }

const ended = new Counter({
  name: 'recado_send_attempts_total',
  help: 'Attempts to send, by how they ended (accepted, again, failed, unknown) and why',
  labelNames: ['outcome', 'reason'],
  registers: [metrics],
})
const waited = new Histogram({
  name: 'recado_send_wait_seconds',
  help: 'From queued to the first call, by lane',
  labelNames: ['lane'],
  buckets: [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 60, 600, 3_600],
  registers: [metrics],
})
const underWay = new Gauge({ name: 'recado_sends_under_way', help: 'Calls to Meta without an answer yet', registers: [metrics] })

export function countCall(job: { readonly lane: number; readonly attempts: number; readonly ageSeconds: number }): void {
  underWay.inc()
  if (job.attempts === 1) waited.observe({ lane: LANE_NAMES[job.lane] ?? 'other' }, job.ageSeconds)
}

export function countAnswer(): void {
  underWay.dec()
}

export function countEnd(outcome: string, reason: string): void {
  ended.inc({ outcome, reason })
}
