/** The load generator, a process of its own: raw keep-alive sockets, requests made beforehand. Speaks to its parent over IPC. */
import net from 'node:net'
import { monotonicMs } from './clock.ts'
import { type PayloadOptions, requests } from './payloads.ts'

export interface LoadOrder {
  readonly url: string
  readonly connections: number
  readonly seconds: number
  readonly warmupSeconds: number
  /** deliveries per second, from a clock (open loop); null: as fast as answers come (closed loop) */
  readonly rate: number | null
  /** number of the first request, so that runs do not repeat each other */
  readonly from: number
  readonly expected: number
  readonly payload: PayloadOptions
}

export interface LoadResult {
  readonly acked: number
  readonly errors: number
  readonly perSecond: number
  readonly p50: number
  readonly p99: number
  readonly max: number
  /** the first request not sent */
  readonly next: number
  /** when the clock began (clock.ts); open loop: request n was due at `startedAt + (n - from) * 1000 / rate` */
  readonly startedAt: number
}

process.once('message', (order) => void run(order as LoadOrder)) // from bench/harness/generate.ts

async function run(order: LoadOrder): Promise<void> {
  const url = new URL(order.url)
  const ready = requests(url.pathname, order.from, order.expected, order.payload)
  process.send?.('ready')
  const sockets = await Promise.all(Array.from({ length: order.connections }, () => connect(url)))
  const result = await drive(sockets, ready, order)
  for (const socket of sockets) socket.destroy()
  process.send?.(result, () => process.exit(0))
}

function connect(url: URL): Promise<net.Socket> {
  return new Promise((resolve, reject) => {
    const socket = net.connect({ host: url.hostname, port: Number(url.port), noDelay: true })
    socket.once('connect', () => resolve(socket))
    socket.once('error', reject)
  })
}

function drive(sockets: readonly net.Socket[], ready: readonly Buffer[], order: LoadOrder): Promise<LoadResult> {
  const start = performance.now()
  const startedAt = monotonicMs()
  const warm = start + order.warmupSeconds * 1000
  const end = warm + order.seconds * 1000
  const latencies: number[] = []
  const free: net.Socket[] = []
  const due: number[] = [] // scheduled times waiting for a free connection (open loop)
  const sentAt = new Map<net.Socket, number>()
  let next = 0
  let acked = 0
  let errors = 0

  return new Promise((resolve) => {
    const send = (socket: net.Socket, scheduled: number) => {
      const request = ready[next]
      if (request === undefined) return finish('ran out of prepared requests')
      next++
      sentAt.set(socket, scheduled)
      socket.write(request)
    }
    const answered = (socket: net.Socket, data: Buffer) => {
      const now = performance.now()
      const at = sentAt.get(socket) ?? now
      if (data.toString('latin1', 9, 12) !== '200') errors++
      else if (at >= warm && now <= end) {
        acked++
        latencies.push(now - at)
      }
      if (now >= end) return settle()
      if (order.rate === null) return send(socket, now)
      const scheduled = due.shift()
      if (scheduled === undefined) free.push(socket)
      else send(socket, scheduled)
    }
    let settled = false
    const settle = () => {
      if (settled) return
      settled = true
      clearInterval(clock)
      latencies.sort((a, b) => a - b)
      const at = (p: number) => Number((latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * p))] ?? 0).toFixed(2))
      resolve({
        acked,
        errors,
        perSecond: Math.round(acked / order.seconds),
        p50: at(0.5),
        p99: at(0.99),
        max: at(1),
        next: order.from + next,
        startedAt,
      })
    }
    const finish = (why: string) => {
      console.error(why)
      settle()
    }
    for (const socket of sockets) {
      socket.on('data', (data) => answered(socket, data))
      socket.on('error', () => errors++)
      if (order.rate === null) send(socket, performance.now())
      else free.push(socket)
    }
    let scheduledCount = 0
    const clock = setInterval(() => {
      const now = performance.now()
      if (now >= end && order.rate !== null) return settle()
      if (order.rate === null) return
      while (start + (scheduledCount * 1000) / order.rate <= now) {
        const scheduled = start + (scheduledCount++ * 1000) / order.rate
        const socket = free.shift() // in turn: one that says nothing for long is closed by the server
        if (socket === undefined) due.push(scheduled)
        else send(socket, scheduled)
      }
    }, 1)
  })
}
