/**
 * B10: what an agent's screen asks for, over HTTP with permissions and row-level security on, in a workspace that `recado seed` filled:
 * list, filtered list, counts, newest history, a page deep in the list. 8 connections. Floor: the same rows by pg alone, as the owner of
 * the tables, without HTTP and row-level security.
 */
import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import pg from 'pg'
import { monotonicMs, quantile } from './harness/clock.ts'
import { startCluster } from './harness/cluster.ts'
import { connectNumber } from './harness/connect-number.ts'
import { APP_SECRET } from './harness/payloads.ts'
import { OWNER_SETTINGS, ownWorkspace, signInOwner } from './harness/people.ts'
import { type Program, ROOT, startProduct } from './harness/programs.ts'
import { read } from './harness/read.ts'
import { type Figures, report } from './harness/report.ts'

const CONVERSATIONS = Number(process.argv[2] ?? 50_000)
const MESSAGES = Number(process.argv[3] ?? CONVERSATIONS * 20)
const SECONDS = Number(process.argv[4] ?? 10)
const CONNECTIONS = 8
const DEEP_PAGES = 200
const SEED_GOAL_PER_S = 20_000

/** What is asked for: over HTTP, and by itself. */
interface Read {
  readonly name: string
  readonly paths: readonly string[]
  readonly sql: string
  readonly values: readonly (readonly unknown[])[]
}

const JOINED = `select c.*, k.name as contact_name, k.profile_name, k.username, k.phone, k.bsuid, k.created_at as contact_created_at, p.name as assignee_name
  from conversation c join contact k on k.workspace_id = c.workspace_id and k.id = c.contact_id left join person p on p.id = c.assignee_id where c.workspace_id = $1`
const NEWEST = 'order by c.last_message_at desc, c.id desc limit 51'
const countOf = (condition: string) =>
  `(select count(*)::int from (select 1 from conversation c where c.workspace_id = $1 and ${condition} limit 1000) x)`

const cluster = await startCluster()
try {
  const databaseUrl = await cluster.database('recado')
  const env = {
    ...OWNER_SETTINGS,
    DATABASE_URL: databaseUrl,
    META_APP_ID: '900',
    META_APP_SECRET: APP_SECRET,
    META_VERIFY_TOKEN: 'a verify token of the bench',
  }
  const program = await startProduct(env)
  const db = new pg.Client({ connectionString: databaseUrl })
  await db.connect()
  try {
    const workspaceId = await ownWorkspace(db)
    await connectNumber(db, { wabaId: '102290129340398', phoneNumberId: '106540352242922' }, workspaceId)
    const seeded = seed(program, env, workspaceId)
    console.error(`seeded ${seeded} messages/s`)
    await db.query('vacuum analyze')
    const cookie = await signInOwner(program.url)
    const reads = await whatIsAsked(db, program.url, cookie, workspaceId)
    const floor: Figures = { seed_goal_per_s: SEED_GOAL_PER_S }
    const metrics: Figures = { conversations: CONVERSATIONS, messages: MESSAGES, seeded_per_s: seeded }
    for (const one of reads) {
      const bare = await alone(databaseUrl, one)
      const cpu = program.cpuSeconds()
      const http = await read({ url: program.url, cookie, paths: one.paths, connections: CONNECTIONS, seconds: SECONDS, warmupSeconds: 2 })
      const cpuUs = Math.round(((program.cpuSeconds() - cpu) / http.answers) * 1e6)
      console.error(`${one.name}: p50 ${http.p50} ms, p99 ${http.p99} ms; alone ${bare.p50}, ${bare.p99}`)
      Object.assign(floor, { [`${one.name}_p50_ms`]: bare.p50, [`${one.name}_p99_ms`]: bare.p99, [`${one.name}_per_s`]: bare.perSecond })
      Object.assign(metrics, {
        [`${one.name}_p50_ms`]: http.p50,
        [`${one.name}_p99_ms`]: http.p99,
        [`${one.name}_per_s`]: http.perSecond,
        [`${one.name}_errors`]: http.errors,
        [`${one.name}_node_cpu_us`]: cpuUs,
      })
    }
    const ratio = Object.fromEntries(
      reads.map(({ name }) => [`${name}_p50`, Number(((metrics[`${name}_p50_ms`] ?? 0) / (floor[`${name}_p50_ms`] ?? 1)).toFixed(2))]),
    )
    report({ name: 'inbox', metrics, floor, ratio })
  } finally {
    await db.end()
    await program.stop()
  }
} finally {
  await cluster.stop()
}

/** By the command that people use, beside the running server. @returns messages per second, its start included */
function seed(program: Program, env: Readonly<Record<string, string>>, workspaceId: string): number {
  const started = monotonicMs()
  const order = ['seed', '--workspace', workspaceId, '--conversations', String(CONVERSATIONS), '--messages', String(MESSAGES)]
  execFileSync(process.execPath, [join(ROOT, 'dist/server/recado.mjs'), ...order], {
    env: { PATH: process.env.PATH, ...env, DATA_DIR: program.dataDir },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  return Math.round(MESSAGES / ((monotonicMs() - started) / 1000))
}

async function whatIsAsked(db: pg.Client, url: string, cookie: string, workspaceId: string): Promise<Read[]> {
  const { rows: some } = await db.query<{ id: string }>(
    'select id from conversation where workspace_id = $1 order by md5(id::text) limit 200',
    [workspaceId],
  )
  const deep = await walk(url, cookie)
  const [, at, id] = JSON.parse(Buffer.from(deep, 'base64url').toString()) as [string, string, string] // made by encodeCursor
  const ids = some.map((row) => row.id)
  return [
    { name: 'list', paths: ['/api/v1/conversations'], sql: `${JOINED} ${NEWEST}`, values: [[workspaceId]] },
    {
      name: 'filtered',
      paths: ['/api/v1/conversations?status=pending,open&assignee=none'],
      sql: `${JOINED} and c.status in ('pending', 'open') and c.assignee_id is null ${NEWEST}`,
      values: [[workspaceId]],
    },
    {
      name: 'counts',
      paths: ['/api/v1/conversations/counts'],
      sql: `select ${['pending', 'open'].flatMap((s) => [countOf(`c.status = '${s}' and c.assignee_id is null`), countOf(`c.status = '${s}'`)]).join(', ')}, ${countOf("c.status <> 'closed' and c.unread_count > 0 and c.assignee_id is null")}`,
      values: [[workspaceId]],
    },
    {
      name: 'history',
      paths: ids.map((one) => `/api/v1/conversations/${one}/messages`),
      sql: 'select m.* from message m where m.workspace_id = $1 and m.conversation_id = $2 order by m.sent_at desc, m.arrival desc, m.id desc limit 51',
      values: ids.map((one) => [workspaceId, one]),
    },
    {
      name: 'deep',
      paths: [`/api/v1/conversations?cursor=${deep}`],
      sql: `${JOINED} and (c.last_message_at, c.id) < ($2::timestamptz, $3::uuid) ${NEWEST}`,
      values: [[workspaceId, at, id]],
    },
  ]
}

/** @returns the cursor of a page that many pages lie before */
async function walk(url: string, cookie: string): Promise<string> {
  let cursor = ''
  for (let page = 0; page < DEEP_PAGES; page++) {
    const answer = await fetch(`${url}/api/v1/conversations${cursor === '' ? '' : `?cursor=${cursor}`}`, { headers: { cookie } })
    const { nextCursor } = (await answer.json()) as { nextCursor: string | null } // the contract's page
    if (nextCursor === null) break
    cursor = nextCursor
  }
  return cursor
}

async function alone(databaseUrl: string, { sql, values, name }: Read): Promise<{ p50: number; p99: number; perSecond: number }> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: CONNECTIONS })
  const latencies: number[] = []
  const warm = monotonicMs() + 1_000
  const end = warm + Math.max(1, SECONDS / 2) * 1000
  let turn = 0
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      while (monotonicMs() < end) {
        const started = monotonicMs()
        await pool.query({ name, text: sql, values: [...(values[turn++ % values.length] ?? [])] })
        if (started >= warm) latencies.push(monotonicMs() - started)
      }
    }),
  )
  await pool.end()
  const sorted = Float64Array.from(latencies).sort()
  return { p50: quantile(sorted, 0.5), p99: quantile(sorted, 0.99), perSecond: Math.round(sorted.length / Math.max(1, SECONDS / 2)) }
}
