import { Counter } from 'prom-client'
import { metrics } from '../platform/metrics.ts'

const counter = new Counter({
  name: 'recado_webhook_signatures_refused_total',
  help: 'Webhook calls without a valid signature',
  registers: [metrics],
})
const seen: { count: number; lastAt: Date | null } = { count: 0, lastAt: null }

/** Kept in memory: anybody may make such calls, as many as they like, and none of them may cost a write. */
export function noteRefusedSignature(): void {
  counter.inc()
  seen.count++
  seen.lastAt = new Date()
}

export const refusedSignatures = (): Readonly<typeof seen> => seen
