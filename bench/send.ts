/**
 * B7, B9: the product sends a campaign at a number's limit, with customers writing and agents answering meanwhile, against a peer that
 * counts every message, in and out, over a strict sliding second and answers each call after 50-300 ms. What matters: nothing over the
 * limit, hardly anything under it, and agents who do not notice the campaign. Floor: the timers of this machine with nothing to do.
 */
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { Pace } from '../server/src/outbound/pace.ts'
import { newId } from '../server/src/platform/ids.ts'
import { startCluster } from './harness/cluster.ts'
import { ROOT, startProduct } from './harness/programs.ts'
import { type Figures, report } from './harness/report.ts'

const SECONDS = Number(process.argv[2] ?? 60)
const RATES = (process.argv[3] ?? '20,80,1000').split(',').map(Number)
const CONTROL = 'control token of the bench'
const APP = { id: '900000', secret: 'the app secret of the bench', verifyToken: 'a verify token of the bench' }
/** Left out of the figures: the first answers, and the rate of inbound messages becoming known. */
const WARMUP_MS = 3_000
const INBOUND_SHARE = 0.1
const AGENTS_EVERY_MS = 150

interface Send {
  readonly bizOpaqueCallbackData: string
  readonly acceptedAt: number
}

const folder = mkdtempSync(join(tmpdir(), 'recado-bench-send-'))
const cluster = await startCluster()
const simulator = await startSimulator()
try {
  const databaseUrl = await cluster.database('recado')
  const env = {
    DATABASE_URL: databaseUrl,
    META_GRAPH_URL: `${simulator.url}/graph`,
    META_APP_ID: APP.id,
    META_APP_SECRET: APP.secret,
    META_VERIFY_TOKEN: APP.verifyToken,
  }
  const program = await startProduct(env)
  const db = new pg.Client({ connectionString: databaseUrl })
  await db.connect()
  const app = { appId: APP.id, appSecret: APP.secret, verifyToken: APP.verifyToken, callbackUrl: `${program.url}/webhooks/whatsapp` }
  await simulator.control('POST', '/control/apps', app)
  const workspaceId = newId()
  await db.query("insert into workspace (id, name) values ($1, 'Bench')", [workspaceId])
  const figures: Figures = {}
  for (const rate of RATES)
    Object.assign(figures, await campaign(rate, { db, workspaceId, env: { ...env, DATA_DIR: program.dataDir }, program }))
  const floor = Object.fromEntries(
    await Promise.all(RATES.map(async (rate) => [`timers_${rate}_utilisation`, await timerFloor(rate)] as const)),
  )
  const ratio = Object.fromEntries(
    RATES.map((rate) => [
      `utilisation_${rate}_to_timers`,
      round((figures[`at_${rate}_utilisation`] ?? 0) / (floor[`timers_${rate}_utilisation`] ?? 1)),
    ]),
  )
  report({ name: 'send', metrics: { ...figures, rss_mb: Math.round(program.rssMb()) }, floor, ratio })
  await db.end()
  await program.stop()
} finally {
  await simulator.stop()
  await cluster.stop()
  rmSync(folder, { recursive: true, force: true })
}

interface Stage {
  readonly db: pg.Client
  readonly workspaceId: string
  readonly env: Readonly<Record<string, string>>
  readonly program: Awaited<ReturnType<typeof startProduct>>
}

async function campaign(rate: number, { db, workspaceId, env, program }: Stage): Promise<Figures> {
  const account = await simulator.control('POST', '/control/wabas', { name: `Bench ${rate}` })
  const { wabaId = '', phoneNumberId = '', accessToken = '' } = account
  await simulator.control(
    'PATCH',
    `/control/numbers/${phoneNumberId}`,
    rate === 20 ? { coexistence: true } : { throughputLevel: rate > 80 ? 'HIGH' : 'STANDARD' },
  )
  await simulator.control('PUT', `/api/wabas/${wabaId}/faults`, { latency: { minMs: 50, maxMs: 300 } })
  const connect = [
    'number',
    'connect',
    '--workspace',
    workspaceId,
    '--waba-id',
    wabaId,
    '--phone-number-id',
    phoneNumberId,
    '--token-stdin',
  ]
  execFileSync(process.execPath, [join(ROOT, 'dist/server/recado.mjs'), ...connect], {
    input: accessToken,
    env: { ...env, PATH: process.env.PATH ?? '' },
    stdio: ['pipe', 'ignore', 'inherit'],
  })
  const number = await db.query<{ id: string; waba: string }>('select id, waba from phone_number where phone_number_id = $1', [
    phoneNumberId,
  ])
  const numberId = number.rows[0]?.id ?? ''
  await db.query('update phone_number set is_coexistence = $2 where id = $1', [numberId, rate === 20])

  const before = { cpu: program.cpuSeconds(), limited: await refusedForSpeed(program.url) }
  const talks = await fill(db, { workspaceId, numberId, count: Math.ceil(rate * (SECONDS + 2)) })
  const inbound = simulator.control('POST', `/control/wabas/${wabaId}/inbound`, {
    phoneNumberId,
    customers: 50,
    messages: Math.max(1, Math.floor(rate * INBOUND_SHARE * (SECONDS + 1))),
    perSecond: rate * INBOUND_SHARE,
  })
  const started = Date.now()
  await db.query("select pg_notify('outbox', $1)", [numberId])
  const replies = new Map<string, number>()
  const agentTalks = talks.slice(0, 400)
  while (Date.now() - started < SECONDS * 1_000) {
    await pause(AGENTS_EVERY_MS)
    const talk = agentTalks[replies.size % agentTalks.length] ?? ''
    if (Date.now() - started > WARMUP_MS) replies.set(...(await reply(db, { workspaceId, numberId, talk })))
  }
  const ended = Date.now()
  await db.query('update outbox set run_at = $2 where number_id = $1 and attempt_id is null', [numberId, new Date(8e15)])
  await inbound
  await pause(1_000)
  const sends = await ledger(wabaId)
  const cpu = program.cpuSeconds() - before.cpu
  await db.query('delete from outbox where number_id = $1', [numberId])
  return judge({ rate, started, ended, sends, replies, over: (await refusedForSpeed(program.url)) - before.limited, cpu })
}

interface Run {
  readonly rate: number
  readonly started: number
  readonly ended: number
  readonly sends: readonly Send[]
  readonly replies: ReadonlyMap<string, number>
  readonly over: number
  readonly cpu: number
}

function judge({ rate, started, ended, sends, replies, over, cpu }: Run): Figures {
  const steady = sends.filter((send) => send.acceptedAt >= started + WARMUP_MS && send.acceptedAt < ended)
  const seconds = (ended - started - WARMUP_MS) / 1_000
  const references = new Set(sends.map((send) => send.bizOpaqueCallbackData))
  const waits = sends.flatMap((send) => {
    const queuedAt = replies.get(messageOf(send.bizOpaqueCallbackData))
    return queuedAt === undefined ? [] : [send.acceptedAt - queuedAt]
  })
  const times = steady.map((send) => send.acceptedAt).sort((a, b) => a - b)
  const gaps = times.slice(1).map((time, index) => Math.abs(time - (times[index] ?? 0) - 1_000 / (steady.length / seconds)))
  const at = (key: string) => `at_${rate}_${key}`
  return {
    [at('refused_as_too_fast')]: over,
    [at('busiest_second_out')]: busiestSecond(times),
    [at('utilisation')]: round((steady.length / seconds + rate * INBOUND_SHARE) / rate),
    [at('first_send_ms')]: Math.min(...sends.map((send) => send.acceptedAt)) - started,
    [at('gap_jitter_p99_ms')]: quantile(gaps, 0.99),
    [at('replies')]: waits.length,
    [at('reply_wait_p50_ms')]: quantile(waits, 0.5),
    [at('reply_wait_p99_ms')]: quantile(waits, 0.99),
    [at('sent_twice')]: sends.length - references.size,
    [at('node_cpu_us_per_send')]: Math.round((cpu / sends.length) * 1e6),
  }
}

/** Conversations with customers of the sandbox's own area, each with one template of a campaign to send. */
async function fill(
  db: pg.Client,
  { workspaceId, numberId, count }: { workspaceId: string; numberId: string; count: number },
): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `with people as (
       insert into contact (workspace_id, id, phone) select $1, gen_random_uuid(), (5511900000000 + n)::text from generate_series(1, $3::int) n returning id
     ), talks as (
       insert into conversation (workspace_id, id, number_id, contact_id, last_message_at) select $1, gen_random_uuid(), $2, id, now() from people returning id
     ), messages as (
       insert into message (workspace_id, id, conversation_id, direction, type, content, text, sent_at, arrival, origin, status)
       select $1, gen_random_uuid(), id, 'out', 'template', ${template()}, 'promo', now(), 1, 'api', 'queued' from talks returning id, conversation_id
     ), jobs as (
       insert into outbox (workspace_id, number_id, conversation_id, message_id, lane) select $1, $2, conversation_id, id, 9 from messages
     )
     select id from talks`,
    [workspaceId, numberId, count],
  )
  await db.query('analyze outbox, message, conversation, contact')
  return rows.map((row) => row.id)
}

function template(): string {
  const content = {
    name: 'retomar_conversa',
    language: { code: 'pt_BR' },
    components: [{ type: 'body', parameters: [{ type: 'text', text: 'Ana' }] }],
  }
  return `'${JSON.stringify(content)}'::jsonb`
}

/** An agent's answer, in a conversation of its own so that only its lane decides. @returns its id and when it was committed */
async function reply(
  db: pg.Client,
  { workspaceId, numberId, talk }: { workspaceId: string; numberId: string; talk: string },
): Promise<[string, number]> {
  const id = newId()
  await db.query('delete from outbox where conversation_id = $1 and attempt_id is null', [talk])
  await db.query(
    `with new_message as (
       insert into message (workspace_id, id, conversation_id, direction, type, content, text, sent_at, arrival, origin, status)
       values ($1, $2, $3, 'out', 'template', ${template()}, 'oi', now(), 1, 'inbox', 'queued') returning id
     ), job as (insert into outbox (workspace_id, number_id, conversation_id, message_id, lane) select $1, $4, $3, id, 0 from new_message)
     select pg_notify('outbox', $4::text)`,
    [workspaceId, id, talk, numberId],
  )
  return [id, Date.now()]
}

async function ledger(wabaId: string): Promise<Send[]> {
  const sends: Send[] = []
  for (let cursor: string | null = '0'; cursor !== null; ) {
    const page: { items: Send[]; nextCursor: string | null } = await simulator.read(
      `/control/wabas/${wabaId}/sends?limit=10000&cursor=${cursor}`,
    )
    sends.push(...page.items)
    cursor = page.nextCursor
  }
  return sends
}

async function refusedForSpeed(url: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text()
  return Number(/recado_send_attempts_total\{outcome="again",reason="slower"\} (\d+)/.exec(text)?.[1] ?? 0)
}

function messageOf(reference: string): string {
  const hex = Buffer.from(reference.split('.')[1] ?? '', 'base64url').toString('hex')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

function busiestSecond(times: readonly number[]): number {
  let from = 0
  let most = 0
  times.forEach((time, index) => {
    while ((times[from] ?? 0) <= time - 1_000) from++
    most = Math.max(most, index - from + 1)
  })
  return most
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0)
}

function round(value: number): number {
  return Number(value.toFixed(4))
}

/** What the pace gives with nothing but a timer: the rest is ours. */
async function timerFloor(rate: number): Promise<number> {
  const pace = new Pace(rate)
  const started = performance.now()
  let used = 0
  for (let now = started; now < started + 5_000; now = performance.now()) {
    for (let free = pace.available(now); free > 0; free--, used++) pace.use(now)
    await pause(pace.wait(now))
  }
  return round(used / 5 / rate)
}

async function startSimulator() {
  const child = spawn(process.execPath, [join(ROOT, 'dist/simulator/main.mjs')], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: {
      SIM_DATA_DIR: folder,
      SIM_APP_ID: APP.id,
      SIM_APP_SECRET: APP.secret,
      SIM_VERIFY_TOKEN: APP.verifyToken,
      SIM_CONTROL_TOKEN: CONTROL,
      SIM_CALLBACK_URL: 'http://127.0.0.1:9/not-yet',
    },
  })
  const [line] = await once(child.stdout, 'data')
  child.stdout.resume()
  const { listening } = JSON.parse(String(line)) as { listening: number } // its first line, see its README
  const url = `http://127.0.0.1:${listening}`
  const headers = { authorization: `Bearer ${CONTROL}`, 'content-type': 'application/json' }
  return {
    url,
    async control(method: string, path: string, body: object): Promise<Record<string, string>> {
      const answer = await fetch(url + path, { method, headers, body: JSON.stringify(body) })
      if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
      return (await answer.json()) as Record<string, string> // the simulator's own words
    },
    async read<T>(path: string): Promise<T> {
      return (await (await fetch(url + path, { headers })).json()) as T
    },
    async stop() {
      child.stdin.end()
      await once(child, 'exit')
    },
  }
}
