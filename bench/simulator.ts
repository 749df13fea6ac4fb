/**
 * The simulator must never be the bottleneck: accepted template sends per second of one core, with its webhooks (sent, delivered) signed,
 * delivered and answered meanwhile. Floor: the same requests, the same sockets, a bare node:http that reads the body and answers.
 * Figures per second of CPU time are what one core gives when nobody else is on it; figures per second of the clock depend on who is.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import http from 'node:http'
import net from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { ROOT } from './harness/programs.ts'
import { report } from './harness/report.ts'

const SECONDS = Number(process.argv[2] ?? 10)
/** Compiled code, not a span of time: on a busy machine two seconds are a few hundred sends. */
const WARMUP_REQUESTS = 15_000
const WARMUP_MOST_SECONDS = 60
const CONNECTIONS = 64
const RECIPIENTS = 50_000
const TICKS_PER_SECOND = 100

const FLOOR = `import http from 'node:http'
http.createServer((q, s) => { const c = []; q.on('data', (d) => c.push(d)); q.on('end', () => { const b = c.length === 1 ? c[0] : Buffer.concat(c); s.writeHead(200, { 'content-length': 2 }); s.end(b.length ? 'ok' : 'no') }) })
  .listen(0, '127.0.0.1', function () { console.log(JSON.stringify({ listening: this.address().port })) })`

interface Run {
  readonly perSecond: number
  readonly perCpuSecond: number
  readonly cpuUs: number
  readonly p99: number
  readonly refused: number
}

const folder = mkdtempSync(join(tmpdir(), 'recado-bench-simulator-'))
const sink = { calls: 0, updates: 0 }
const receiver = http.createServer((request, response) => {
  let body = ''
  request.setEncoding('latin1').on('data', (chunk: string) => {
    body += chunk
  })
  request.on('end', () => {
    sink.calls++
    sink.updates += body.split('"recipient_user_id"').length - 1
    response.end()
  })
})
receiver.listen(0, '127.0.0.1')
await once(receiver, 'listening')

try {
  const floor = await floorRun()
  const { run, updates, calls, drainedMs } = await simulatorRun()
  report({
    name: 'simulator',
    floor: { http_per_s: floor.perSecond, http_per_core_s: floor.perCpuSecond, http_p99_ms: floor.p99 },
    metrics: {
      accepted_per_s: run.perSecond,
      accepted_per_core_s: run.perCpuSecond,
      cpu_us_per_send: run.cpuUs,
      p99_ms: run.p99,
      refused: run.refused,
      reports_delivered: updates,
      reports_per_webhook: Number((updates / Math.max(1, calls)).toFixed(1)),
      drained_ms: drainedMs,
    },
    ratio: { per_core_to_floor: Number((run.perCpuSecond / floor.perCpuSecond).toFixed(3)) },
  })
} finally {
  receiver.close()
  receiver.closeAllConnections()
  rmSync(folder, { recursive: true, force: true })
}

async function floorRun(): Promise<Run> {
  const child = spawn(process.execPath, ['--input-type=module', '-e', FLOOR], { stdio: ['pipe', 'pipe', 'inherit'] })
  const port = await listening(child)
  const run = await drive(child, port, (n) => request('/floor', 'none', n, 'x'))
  child.kill('SIGKILL')
  return run
}

async function simulatorRun() {
  const control = 'control-token-of-the-bench'
  // The receiver listens on a port, so the address is not a pipe's name.
  const { port: sinkPort } = receiver.address() as net.AddressInfo
  const child = spawn(process.execPath, [join(ROOT, 'dist/simulator/main.mjs')], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: {
      SIM_DATA_DIR: folder,
      SIM_APP_ID: '900000',
      SIM_APP_SECRET: 'secret of the bench',
      SIM_VERIFY_TOKEN: 'verify',
      SIM_CONTROL_TOKEN: control,
      SIM_CALLBACK_URL: `http://127.0.0.1:${sinkPort}/webhooks`,
    },
  })
  const port = await listening(child)
  const url = `http://127.0.0.1:${port}`
  const call = async (method: string, path: string, body: object): Promise<Record<string, string>> => {
    const headers = { authorization: `Bearer ${control}`, 'content-type': 'application/json' }
    const answer = await fetch(url + path, { method, headers, body: JSON.stringify(body) })
    return (await answer.json()) as Record<string, string> // the simulator's own words, see its README
  }
  const { wabaId, phoneNumberId, accessToken } = await call('POST', '/control/wabas', { name: 'Bench' })
  await call('PUT', `/api/wabas/${wabaId}/faults`, { throughputPerSecond: 100_000 })
  const path = `/graph/v26.0/${phoneNumberId}/messages`
  const run = await drive(child, port, (n) => request(path, accessToken ?? '', n, `+5511${String(900_000_000 + (n % RECIPIENTS))}`))
  const done = performance.now()
  const quiet = await call('POST', `/control/wabas/${wabaId}/quiesce`, { timeoutMs: 120_000 })
  const drainedMs = Math.round(performance.now() - done)
  if (!quiet.quiet) throw new Error('webhooks were still waiting after two minutes')
  if (sink.updates !== 2 * Number(quiet.sends)) throw new Error(`${quiet.sends} sends accepted, ${sink.updates} reports delivered`)
  child.stdin?.end()
  await once(child, 'exit')
  return { run, updates: sink.updates, calls: sink.calls, drainedMs }
}

async function listening(child: ChildProcess): Promise<number> {
  const [line] = await once(child.stdout ?? child, 'data')
  child.stdout?.resume()
  const { listening: port } = JSON.parse(String(line)) as { listening: number } // its first line
  return port
}

function request(path: string, token: string, n: number, to: string): Buffer {
  const body = Buffer.from(
    JSON.stringify({
      messaging_product: 'whatsapp',
      to,
      type: 'template',
      template: {
        name: 'retomar_conversa',
        language: { code: 'pt_BR' },
        components: [{ type: 'body', parameters: [{ type: 'text', text: `Cliente ${n}` }] }],
      },
      biz_opaque_callback_data: `bench:${n}`,
    }),
  )
  const head = `POST ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: Bearer ${token}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n`
  return Buffer.concat([Buffer.from(head), body])
}

/** Closed loop: each connection sends its next request when the last was answered. */
async function drive(child: ChildProcess, port: number, make: (n: number) => Buffer): Promise<Run> {
  const latencies: number[] = []
  let [n, refused, measuring, over] = [0, 0, false, false]
  const sockets = Array.from({ length: CONNECTIONS }, () => {
    const socket = net.connect({ host: '127.0.0.1', port, noDelay: true })
    let at = 0
    const next = () => {
      at = performance.now()
      socket.write(make(n++))
    }
    socket.on('connect', next)
    socket.on('data', (data) => {
      const accepted = data.toString('latin1', 9, 12) === '200'
      if (measuring && accepted) latencies.push(performance.now() - at)
      if (!accepted) refused++
      if (!over) next()
    })
    return socket
  })
  const begun = performance.now()
  while (n < WARMUP_REQUESTS && performance.now() - begun < WARMUP_MOST_SECONDS * 1000) await pause(50)
  const [started, cpu] = [performance.now(), cpuSeconds(child)]
  measuring = true
  await pause(SECONDS * 1000)
  measuring = false
  const [seconds, used] = [(performance.now() - started) / 1000, cpuSeconds(child) - cpu]
  over = true
  await pause(200)
  for (const socket of sockets) socket.destroy()
  latencies.sort((a, b) => a - b)
  return {
    perSecond: Math.round(latencies.length / seconds),
    perCpuSecond: Math.round(latencies.length / used),
    cpuUs: Math.round((used / latencies.length) * 1e6),
    p99: Number((latencies[Math.floor(latencies.length * 0.99)] ?? 0).toFixed(1)),
    refused,
  }
}

/** user + system time of the process, all its threads */
function cpuSeconds({ pid }: ChildProcess): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND
}
