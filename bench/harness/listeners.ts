/**
 * Many event streams in a process of their own: notes when each of them first shows each number (the digits after wamid.BENCH), and what
 * was missing or came twice. Speaks to its parent over IPC (watch.ts).
 */
import net from 'node:net'
import pg from 'pg'
import { monotonicMs, quantile } from './clock.ts'

export interface WatchOrder {
  readonly url: string
  readonly path: string
  readonly clients: number
  /** stream i uses cookie i, around again; none: no cookie is sent */
  readonly cookies: readonly string[]
  readonly lastEventId: number | null
  /** numbers that count */
  readonly from: number
  readonly count: number
  /** every so many numbers, the first stream asks this database for the message's row at the moment it sees the event */
  readonly probe: { readonly databaseUrl: string; readonly every: number } | null
}

/** What was sent, and which part of it is measured. */
export interface Schedule {
  readonly startedAt: number
  readonly rate: number
  readonly sent: number
  readonly measureFrom: number
}

export interface Watched {
  readonly p50: number
  readonly p99: number
  readonly max: number
  readonly deliveries: number
  /** while measured, over all streams */
  readonly perSecond: number
  readonly missing: number
  readonly doubled: number
  readonly probed: number
  readonly notCommitted: number
}

const MARK = 'wamid.BENCH'
const DIGITS = 28

class Line {
  readonly seen: Float64Array
  #rest = ''
  count = 0
  doubled = 0
  readonly #from: number

  constructor(from: number, count: number) {
    this.#from = from
    this.seen = new Float64Array(count)
  }

  /** @param onNew called for a number that this stream had not seen yet */
  read(data: Buffer, onNew: (n: number) => void): void {
    const now = monotonicMs()
    const text = this.#rest + data.toString('latin1')
    let done = 0
    let at = text.indexOf(MARK)
    while (at !== -1 && at + MARK.length + DIGITS <= text.length) {
      done = at + MARK.length + DIGITS
      this.#note(Number(text.slice(at + MARK.length, done)), now, onNew)
      at = text.indexOf(MARK, done)
    }
    this.#rest = text.slice(at === -1 ? Math.max(done, text.length - MARK.length) : at)
  }

  #note(n: number, now: number, onNew: (n: number) => void): void {
    const place = n - this.#from
    if (place < 0 || place >= this.seen.length) return
    if (this.seen[place] !== 0) {
      this.doubled++
      return
    }
    this.seen[place] = now
    this.count++
    onNew(n)
  }
}

process.once('message', (order) => void watch(order as WatchOrder)) // from watch.ts

async function watch(order: WatchOrder): Promise<void> {
  const lines = Array.from({ length: order.clients }, () => new Line(order.from, order.count))
  const prober = order.probe === null ? null : await openProber(order.probe.databaseUrl)
  const every = order.probe?.every ?? Number.POSITIVE_INFINITY
  const startedAt = monotonicMs()
  let whole = 0
  await Promise.all(
    lines.map((line, i) =>
      openLine(order, i, (data) =>
        line.read(data, (n) => {
          if (i === 0 && n % every === 0) prober?.ask(n)
          if (line.count === order.count && ++whole === lines.length) process.send?.({ caughtUpMs: monotonicMs() - startedAt })
        }),
      ),
    ),
  )
  process.send?.('open')
  process.on('message', (schedule) => {
    process.send?.(judge(lines, order, schedule as Schedule, prober), () => process.exit(0)) // from watch.ts
  })
}

function openLine({ url, path, cookies, lastEventId }: WatchOrder, i: number, onData: (data: Buffer) => void): Promise<void> {
  const { hostname, port } = new URL(url)
  const cookie = cookies[i % Math.max(1, cookies.length)]
  const headers = [
    `GET ${path} HTTP/1.1`,
    `host: ${hostname}:${port}`,
    'accept: text/event-stream',
    ...(cookie ? [`cookie: ${cookie}`] : []),
    ...(lastEventId === null ? [] : [`last-event-id: ${lastEventId}`]),
  ]
  return new Promise((resolve, reject) => {
    const socket = net.connect({ host: hostname, port: Number(port), noDelay: true }, () => socket.write(`${headers.join('\r\n')}\r\n\r\n`))
    let opened = false
    socket.on('data', (data) => {
      if (!opened) {
        opened = true
        if (data.toString('latin1', 9, 12) !== '200') reject(new Error(`a stream was answered ${data.toString('latin1', 0, 200)}`))
        resolve()
      }
      onData(data)
    })
    socket.on('error', reject)
    socket.on('close', () => process.stderr.write(`stream ${i} was closed by the other side\n`))
  })
}

interface Prober {
  ask(n: number): void
  probed: number
  notCommitted: number
}

/** Asks at once: were a question to wait, a commit that is late would be overlooked. */
async function openProber(databaseUrl: string): Promise<Prober> {
  const db = new pg.Pool({ connectionString: databaseUrl, max: 2 })
  await db.query('select 1')
  const prober: Prober = {
    probed: 0,
    notCommitted: 0,
    ask(n) {
      const wamid = `${MARK}${String(n).padStart(DIGITS, '0')}`
      void db.query('select from message where wamid = $1', [wamid]).then(({ rowCount }) => {
        prober.probed++
        if (rowCount !== 1) prober.notCommitted++
      })
    },
  }
  return prober
}

function judge(lines: readonly Line[], order: WatchOrder, schedule: Schedule, prober: Prober | null): Watched {
  const { startedAt, rate, sent, measureFrom } = schedule
  const latencies: number[] = []
  let missing = 0
  let last = 0
  for (const { seen } of lines) {
    for (let place = 0; place < sent; place++) {
      const at = seen[place] ?? 0
      if (at === 0) missing++
      else if (order.from + place >= measureFrom) {
        latencies.push(at - startedAt - (place * 1000) / rate)
        last = Math.max(last, at)
      }
    }
  }
  const sorted = Float64Array.from(latencies).sort()
  const seconds = (last - startedAt) / 1000 - (measureFrom - order.from) / rate
  return {
    p50: quantile(sorted, 0.5),
    p99: quantile(sorted, 0.99),
    max: quantile(sorted, 1),
    deliveries: sorted.length,
    perSecond: Math.round(sorted.length / seconds),
    missing,
    doubled: lines.reduce((sum, line) => sum + line.doubled, 0),
    probed: prober?.probed ?? 0,
    notCommitted: prober?.notCommitted ?? 0,
  }
}
