/**
 * B11: finding messages, people and their conversations in the one box, in the list of contacts and in the inbox, over HTTP with permissions
 * and row-level security on: rare, middling and common
 * words, two words, beginnings of 3, 5 and 8 letters, part of a name and of a phone, and what is nowhere. Words are drawn as people draw
 * them: few are said all the time, most hardly ever. Floor: twenty messages by their ids, by pg alone.
 *
 * npm run bench -- search [messages of the workspace] [other workspaces of the same size] [seconds for each kind of search]
 */
import pg from 'pg'
import { copyIn } from '../server/src/platform/copy.ts'
import { newId } from '../server/src/platform/ids.ts'
import { monotonicMs, quantile } from './harness/clock.ts'
import { startCluster } from './harness/cluster.ts'
import { connectNumber } from './harness/connect-number.ts'
import { APP_SECRET } from './harness/payloads.ts'
import { OWNER_SETTINGS, ownWorkspace, signInOwner } from './harness/people.ts'
import { startProduct } from './harness/programs.ts'
import { read } from './harness/read.ts'
import { type Figures, report } from './harness/report.ts'

const MESSAGES = Number(process.argv[2] ?? 1_000_000)
const OTHERS = Number(process.argv[3] ?? 0)
const SECONDS = Number(process.argv[4] ?? 6)
const CONNECTIONS = 4
const PER_CONVERSATION = 20
const VOCABULARY = 60_000
const KINDS = 40

const words = vocabulary()
const cluster = await startCluster()
try {
  const databaseUrl = await cluster.database('recado')
  const program = await startProduct({
    ...OWNER_SETTINGS,
    DATABASE_URL: databaseUrl,
    META_APP_ID: '900',
    META_APP_SECRET: APP_SECRET,
    META_VERIFY_TOKEN: 'a verify token of the bench',
  })
  const db = new pg.Client({ connectionString: databaseUrl })
  await db.connect()
  try {
    const workspaceId = await ownWorkspace(db)
    await connectNumber(db, { wabaId: '102290129340398', phoneNumberId: '106540352242922' }, workspaceId)
    const { rows } = await db.query<{ id: string }>('select id from phone_number where workspace_id = $1', [workspaceId])
    const started = monotonicMs()
    const release = await indexingWaits(databaseUrl)
    await fill(db, workspaceId, rows[0]?.id ?? '')
    console.error(`${MESSAGES} messages in ${Math.round((monotonicMs() - started) / 1000)} s`)
    for (let nth = 0; nth < OTHERS; nth++) await copyWorkspace(db, workspaceId, nth)
    await db.query('vacuum analyze contact, conversation, message')
    const cpu = program.cpuSeconds()
    const indexedIn = await indexed(db, release)
    const metrics: Figures = {
      messages: MESSAGES * (1 + OTHERS),
      indexed_per_s: Math.round((MESSAGES * (1 + OTHERS)) / indexedIn),
      index_node_cpu_us_per_message: Math.round(((program.cpuSeconds() - cpu) / (MESSAGES * (1 + OTHERS))) * 1e6),
      index_bytes_per_person: Math.round((await sizeOf(db, ['search_person'])) / (Math.ceil(MESSAGES / PER_CONVERSATION) * (1 + OTHERS))),
      index_bytes_per_message: Math.round((await sizeOf(db, ['search_word', 'search_place'])) / (MESSAGES * (1 + OTHERS))),
    }
    console.error(`indexed in ${Math.round(indexedIn)} s`)
    await db.query('vacuum analyze')
    const cookie = await signInOwner(program.url)
    const bare = await floor(databaseUrl, workspaceId)
    for (const [name, paths] of Object.entries(searches())) {
      const http = await read({ url: program.url, cookie, paths, connections: CONNECTIONS, seconds: SECONDS, warmupSeconds: 1 })
      console.error(`${name}: p50 ${http.p50} ms, p99 ${http.p99} ms, ${http.perSecond}/s`)
      Object.assign(metrics, { [`${name}_p50_ms`]: http.p50, [`${name}_p99_ms`]: http.p99, [`${name}_errors`]: http.errors })
    }
    const worst = Math.max(...Object.keys(searches()).map((name) => metrics[`${name}_p99_ms`] ?? 0))
    report({
      name: 'search',
      metrics: { ...metrics, worst_p99_ms: worst },
      floor: bare,
      ratio: { worst_p99: Number((worst / (bare['by_id_p99_ms'] ?? 1)).toFixed(1)) },
    })
  } finally {
    await db.end()
    await program.stop()
  }
} finally {
  await cluster.stop()
}

/** Made-up words that look like words. */
function vocabulary(): string[] {
  const [begin, middle] = ['bcdfglmnprstv', 'aeiou'].map((letters) => [...letters])
  const random = numbers(7)
  const pick = (letters: readonly string[] | undefined) => letters?.[Math.floor(random() * letters.length)] ?? 'a'
  const made = new Set<string>()
  while (made.size < VOCABULARY) made.add(Array.from({ length: 2 + Math.floor(random() * 3) }, () => pick(begin) + pick(middle)).join(''))
  return [...made]
}

/** The same at every run. */
function numbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

/** Zipf: the n-th word is said about 1/n as often as the first. */
function sentence(random: () => number): string {
  const length = 3 + Math.floor(random() * 10)
  return Array.from({ length }, () => words[Math.floor(VOCABULARY ** random()) - 1] ?? 'a').join(' ')
}

async function fill(db: pg.Client, workspaceId: string, numberId: string): Promise<void> {
  const conversations = Math.ceil(MESSAGES / PER_CONVERSATION)
  const ids = Array.from({ length: conversations }, () => ({ contact: newId(), conversation: newId() }))
  const random = numbers(11)
  async function* lines(count: number, line: (n: number) => string): AsyncGenerator<Buffer> {
    for (let from = 0; from < count; from += 5_000) {
      yield Buffer.from(Array.from({ length: Math.min(5_000, count - from) }, (_, n) => line(from + n)).join(''))
    }
  }
  const at = new Date().toISOString()
  const contact = (n: number) => `${words[n % VOCABULARY]} ${words[(n * 31) % 2_000]}`
  await copyIn(
    db,
    'copy contact (workspace_id, id, profile_name, phone, search) from stdin',
    lines(conversations, (n) => {
      const phone = `55119${String(60_000_000 + n)}`
      return `${workspaceId}\t${ids[n]?.contact}\t${contact(n)}\t${phone}\t${contact(n)}\\n${phone}\n`
    }),
  )
  await copyIn(
    db,
    'copy conversation (workspace_id, id, number_id, contact_id, status, last_message_at) from stdin',
    lines(conversations, (n) => `${workspaceId}\t${ids[n]?.conversation}\t${numberId}\t${ids[n]?.contact}\tclosed\t${at}\n`),
  )
  await copyIn(
    db,
    'copy message (workspace_id, id, conversation_id, direction, type, content, text, sent_at, arrival, wamid) from stdin',
    lines(MESSAGES, (n) => {
      const text = sentence(random)
      return `${workspaceId}\t${newId()}\t${ids[n % conversations]?.conversation}\tin\ttext\t{"body":"${text}"}\t${text}\t${at}\t${n}\twamid.${n}\n`
    }),
  )
}

/** Another workspace with the same messages under ids of its own. */
async function copyWorkspace(db: pg.Client, from: string, nth: number): Promise<void> {
  const to = newId()
  await db.query(`insert into workspace (id, name) values ($1, $2)`, [to, `Other ${nth}`])
  const columns = { waba: 'name', phone_number: 'display_phone_number', contact: 'profile_name', conversation: 'status', message: 'text' }
  for (const table of Object.keys(columns)) {
    const { rows } = await db.query<{ list: string }>(
      `select string_agg(quote_ident(column_name), ', ') as list from information_schema.columns where table_name = $1 and column_name <> 'workspace_id' and is_generated = 'NEVER'`,
      [table],
    )
    await db.query(
      `insert into ${table} (workspace_id, ${rows[0]?.list}) select $1, ${rows[0]?.list} from ${table} where workspace_id = $2`,
      [to, from],
    )
  }
}

/** Nothing is indexed until what it returns is called, so that the time measured is that of the whole. */
async function indexingWaits(databaseUrl: string): Promise<() => Promise<void>> {
  const holder = new pg.Client({ connectionString: databaseUrl })
  await holder.connect()
  await holder.query('begin')
  await holder.query('lock table search_progress in exclusive mode')
  return async () => {
    await holder.query('commit')
    await holder.end()
  }
}

async function indexed(db: pg.Client, release: () => Promise<void>): Promise<number> {
  const started = monotonicMs()
  await release()
  await db.query(`select pg_notify('event', id::text) from workspace`)
  for (;;) {
    const { rows } = await db.query<{ n: number }>('select count(*)::int as n from search_progress where not rebuilding and people >= $1', [
      Math.ceil(MESSAGES / PER_CONVERSATION),
    ])
    if ((rows[0]?.n ?? 0) === 1 + OTHERS) return (monotonicMs() - started) / 1000
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}

async function sizeOf(db: pg.Client, tables: readonly string[]): Promise<number> {
  const { rows } = await db.query<{ n: number }>('select sum(pg_total_relation_size(t::regclass))::bigint as n from unnest($1::text[]) t', [
    tables,
  ])
  return Number(rows[0]?.n ?? 0)
}

function searches(): Record<string, string[]> {
  const some = (from: number, step: number) => Array.from({ length: KINDS }, (_, n) => words[from + n * step] ?? '')
  const [common, middling, rare] = [some(0, 1), some(500, 20), some(30_000, 700)]
  const box = {
    common,
    middling,
    rare,
    two_common: common.map((word, n) => `${word} ${common[(n + 7) % KINDS]}`),
    rare_and_common: rare.map((word, n) => `${word} ${common[n]}`),
    prefix_3: middling.map((word) => word.slice(0, 3)),
    prefix_5: middling.map((word) => word.slice(0, 5)),
    prefix_8: rare.map((word) => word.slice(0, 8)),
    name: some(100, 300).map((word) => word.slice(0, 4)),
    phone: Array.from({ length: KINDS }, (_, n) => String(60_000_000 + n * 997).slice(-6)),
    nowhere: common.map((word) => `${word}qx`),
  }
  const at = (path: string, queries: readonly string[]) => queries.map((q) => `/api/v1/${path}?q=${encodeURIComponent(q)}`)
  return {
    ...Object.fromEntries(Object.entries(box).map(([name, queries]) => [name, at('search', queries)])),
    contacts_by_name: at('contacts', box.name),
    contacts_by_phone: at('contacts', box.phone),
    contacts_nowhere: at('contacts', box.nowhere),
    conversations_by_name: at('conversations', box.name),
    conversations_by_phone: at('conversations', box.phone),
  }
}

async function floor(databaseUrl: string, workspaceId: string): Promise<Figures> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  const { rows } = await client.query<{ id: string }>('select id from message where workspace_id = $1 order by md5(id::text) limit 4000', [
    workspaceId,
  ])
  const times: number[] = []
  for (let turn = 0; turn < 1_000; turn++) {
    const ids = Array.from({ length: 20 }, (_, n) => rows[(turn * 20 + n) % rows.length]?.id)
    const started = monotonicMs()
    await client.query({
      name: 'by-id',
      text: 'select * from message where workspace_id = $1 and id = any($2::uuid[])',
      values: [workspaceId, ids],
    })
    times.push(monotonicMs() - started)
  }
  await client.end()
  const sorted = times.sort((a, b) => a - b)
  return { by_id_p50_ms: quantile(sorted, 0.5), by_id_p99_ms: quantile(sorted, 0.99) }
}
