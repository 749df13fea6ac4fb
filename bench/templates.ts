/**
 * B14: 500 templates in three languages each: the list, its filters and the search over HTTP, with permissions and row-level security on;
 * and the most that a page of ours asks for at once. Floor: fifty templates by their ids, by pg alone.
 *
 * npm run bench -- templates [templates] [seconds for each kind of request]
 */
import pg from 'pg'
import { copyIn } from '../server/src/platform/copy.ts'
import { newId } from '../server/src/platform/ids.ts'
import { searchText } from '../server/src/templates/search-text.ts'
import { monotonicMs, quantile } from './harness/clock.ts'
import { startCluster } from './harness/cluster.ts'
import { connectNumber } from './harness/connect-number.ts'
import { APP_SECRET } from './harness/payloads.ts'
import { OWNER_SETTINGS, ownWorkspace, signInOwner } from './harness/people.ts'
import { startProduct } from './harness/programs.ts'
import { read } from './harness/read.ts'
import { type Figures, report } from './harness/report.ts'

const TEMPLATES = Number(process.argv[2] ?? 500)
const SECONDS = Number(process.argv[3] ?? 6)
const CONNECTIONS = 4
const LANGUAGES = ['pt_BR', 'en', 'es']
const SUBJECTS = ['pedido', 'entrega', 'consulta', 'pagamento', 'promocao', 'convite', 'lembrete', 'pesquisa', 'retorno', 'aviso']
const STATUSES = ['APPROVED', 'APPROVED', 'APPROVED', 'PENDING', 'REJECTED', 'PAUSED']
const CATEGORIES = ['UTILITY', 'MARKETING', 'AUTHENTICATION']
const QUALITIES = ['GREEN', 'YELLOW', 'RED', 'UNKNOWN']

/** What the screens ask for. `everything` is a page that reads a whole account, 500 at a time. */
const REQUESTS = {
  list: ['limit=50'],
  filter: [
    'status=PAUSED',
    'category=MARKETING&language=es',
    'quality=RED,YELLOW&status=APPROVED',
    'favourite=true',
    'mine=true&language=en',
  ],
  search: SUBJECTS.flatMap((subject) => [`q=${subject}`, `q=${subject}%2012`, `q=sera%20${subject.slice(0, 4)}`]),
  everything: ['limit=500'],
}

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
    await fill(db, workspaceId)
    await db.query('vacuum analyze')
    const cookie = await signInOwner(program.url)
    const bare = await floor(db, workspaceId)
    const metrics: Figures = { templates: TEMPLATES * LANGUAGES.length }
    for (const [name, queries] of Object.entries(REQUESTS)) {
      const paths = queries.map((query) => `/api/v1/templates?${query}`)
      const http = await read({ url: program.url, cookie, paths, connections: CONNECTIONS, seconds: SECONDS, warmupSeconds: 1 })
      console.error(`${name}: p50 ${http.p50} ms, p99 ${http.p99} ms, ${http.perSecond}/s`)
      Object.assign(metrics, { [`${name}_p50_ms`]: http.p50, [`${name}_p99_ms`]: http.p99, [`${name}_errors`]: http.errors })
    }
    const worst = Math.max(...['list', 'filter', 'search'].map((name) => metrics[`${name}_p99_ms`] ?? 0))
    report({
      name: 'templates',
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

async function fill(db: pg.Client, workspaceId: string): Promise<void> {
  const { rows } = await db.query<{ id: string }>('select id from waba where workspace_id = $1', [workspaceId])
  const waba = rows[0]?.id ?? ''
  const at = new Date().toISOString()
  const line = (n: number, language: string, place: number): string => {
    const name = `${SUBJECTS[n % SUBJECTS.length]}_${n}`
    const components = [
      { type: 'HEADER', format: 'TEXT', text: `Sobre ${name.replace('_', ' ')}` },
      {
        type: 'BODY',
        text: `Olá {{1}}, ${name.replace('_', ' ')} será tratado até às {{2}} de amanhã.`,
        example: { body_text: [['Ana', '10 h']] },
      },
      { type: 'FOOTER', text: 'Não responda a esta mensagem' },
      {
        type: 'BUTTONS',
        buttons: [
          { type: 'QUICK_REPLY', text: 'Confirmo' },
          { type: 'QUICK_REPLY', text: 'Preciso mudar' },
        ],
      },
    ]
    const nth = n * LANGUAGES.length + place
    return `${[
      workspaceId,
      newId(),
      waba,
      String(4_000_000_000 + nth),
      name,
      language,
      CATEGORIES[n % CATEGORIES.length],
      STATUSES[nth % STATUSES.length],
      QUALITIES[nth % QUALITIES.length],
      JSON.stringify(components),
      searchText(name, components),
      at,
    ].join('\t')}\n`
  }
  async function* lines(): AsyncGenerator<Buffer> {
    for (let n = 0; n < TEMPLATES; n++) yield Buffer.from(LANGUAGES.map((language, place) => line(n, language, place)).join(''))
  }
  await copyIn(
    db,
    'copy template (workspace_id, id, waba, meta_template_id, name, language, category, status, quality, components, search, synced_at) from stdin',
    lines(),
  )
  await db.query(
    `insert into template_use (workspace_id, template_id, shard, count, last_at)
     select workspace_id, id, shard, 7, now() from template, generate_series(0, 15) shard where workspace_id = $1`,
    [workspaceId],
  )
  await db.query(
    `insert into template_favourite (workspace_id, user_id, template_id)
     select t.workspace_id, m.user_id, t.id from template t join membership m on m.workspace_id = t.workspace_id
     where t.workspace_id = $1 order by t.name limit 20`,
    [workspaceId],
  )
}

/** Fifty rows by their ids, one connection, nothing around it. */
async function floor(db: pg.Client, workspaceId: string): Promise<Figures> {
  const { rows } = await db.query<{ id: string }>('select id from template where workspace_id = $1 order by name, language limit 50', [
    workspaceId,
  ])
  const ids = rows.map(({ id }) => id)
  const text = 'select * from template where workspace_id = $1 and id = any($2)'
  const times: number[] = []
  for (let n = 0; n < 500; n++) {
    const from = monotonicMs()
    await db.query({ name: 'floor', text, values: [workspaceId, ids] })
    times.push(monotonicMs() - from)
  }
  const sorted = times.sort((a, b) => a - b)
  return { by_id_p50_ms: quantile(sorted, 0.5), by_id_p99_ms: quantile(sorted, 0.99) }
}
