/** What /metrics shows. Gauges and counters are made next to what they measure, on this registry. */
import type { FastifyInstance } from 'fastify'
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client'

/** One per process, as the numbers are the process's. */
export const metrics = new Registry()

/** Memory, event loop delay, garbage collection. Called by main.ts, once. */
export function measureProcess(): void {
  collectDefaultMetrics({ register: metrics })
}

const answered = new Histogram({
  name: 'recado_http_request_seconds',
  help: 'Time to answer, by route and status',
  labelNames: ['method', 'route', 'status'],
  buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
  registers: [metrics],
})

/** Labels are routes, never addresses: those hold ids, and there are more ids than a time series database likes. */
export function measureRequests(app: FastifyInstance): void {
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'unknown'
    answered.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000)
  })
}

/** For what is answered outside of the framework. @returns notes an answer and the milliseconds it took */
export function requestClock(method: string, route: string): (status: number, ms: number) => void {
  return (status, ms) => answered.observe({ method, route, status }, ms / 1000)
}

export function answerMetrics(app: FastifyInstance): void {
  app.get('/metrics', { schema: { hide: true } }, async (_request, reply) => reply.type(metrics.contentType).send(await metrics.metrics()))
}
