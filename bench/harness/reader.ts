/** Reads over HTTP on some connections, each asking again as soon as it is answered. A process of its own; speaks to its parent over IPC. */
import { Agent, get } from 'node:http'
import { monotonicMs, quantile } from './clock.ts'

export interface ReadOrder {
  readonly url: string
  readonly cookie: string
  /** asked in turn */
  readonly paths: readonly string[]
  readonly connections: number
  readonly seconds: number
  readonly warmupSeconds: number
}

export interface ReadResult {
  readonly p50: number
  readonly p99: number
  readonly perSecond: number
  readonly errors: number
  /** answers in all, those of the warm-up too */
  readonly answers: number
}

process.once('message', (order) => void run(order as ReadOrder)) // from read.ts

async function run(order: ReadOrder): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: order.connections })
  const warm = monotonicMs() + order.warmupSeconds * 1000
  const end = warm + order.seconds * 1000
  const latencies: number[] = []
  let errors = 0
  let turn = 0
  let answers = 0
  async function ask(): Promise<void> {
    while (monotonicMs() < end) {
      const path = order.paths[turn++ % order.paths.length] ?? '/'
      const started = monotonicMs()
      const status = await request(`${order.url}${path}`, order.cookie, agent)
      const now = monotonicMs()
      answers++
      if (status !== 200) errors++
      else if (started >= warm && now <= end) latencies.push(now - started)
    }
  }
  await Promise.all(Array.from({ length: order.connections }, ask))
  const sorted = Float64Array.from(latencies).sort()
  const result: ReadResult = {
    p50: quantile(sorted, 0.5),
    p99: quantile(sorted, 0.99),
    perSecond: Math.round(sorted.length / order.seconds),
    errors,
    answers,
  }
  process.send?.(result, () => process.exit(0))
}

function request(url: string, cookie: string, agent: Agent): Promise<number> {
  return new Promise((resolve, reject) => {
    get(url, { agent, headers: { cookie } }, (response) => {
      response.on('data', () => undefined)
      response.on('end', () => resolve(response.statusCode ?? 0))
    }).on('error', reject)
  })
}
