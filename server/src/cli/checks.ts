/** What `doctor` looks at. Each check tells what it found; a check that cannot look says so as a finding. */
import { statfsSync } from 'node:fs'
import { sql } from 'kysely'
import { z } from 'zod'
import { listDeadDeliveries } from '../inbound/replay.ts'
import type { Db } from '../platform/scope.ts'
import { inTransaction } from '../platform/scope.ts'
import type { Context, Parts } from './command.ts'
import { withMeta } from './number-parts.ts'

export interface Finding {
  readonly check: 'database' | 'disk' | 'clock' | 'secrets' | 'meta app' | 'webhooks' | 'numbers'
  readonly state: 'ok' | 'warning' | 'problem'
  readonly says: string
  /** What to do about it; null when nothing. */
  readonly mend: string | null
}
type Check = (parts: Parts, context: Context) => Promise<Finding[]>

const fine = (check: Finding['check'], says: string): Finding => ({ check, state: 'ok', says, mend: null })
const finding = (check: Finding['check'], state: 'warning' | 'problem', [says, mend]: readonly [string, string]): Finding => ({
  check,
  state,
  says,
  mend,
})

async function one<T>(db: Db, query: ReturnType<typeof sql<T>>): Promise<T> {
  const { rows } = await query.execute(db)
  const [row] = rows
  if (row === undefined) throw new Error('a query that always has a row had none')
  return row
}

/** That the two logins may not do too much was checked when the database was opened. */
const database: Check = async ({ db }) => {
  const { version, size } = await one(
    db,
    sql<{
      version: string
      size: string
    }>`select current_setting('server_version') as version, pg_size_pretty(pg_database_size(current_database())) as size`,
  )
  const written = await sql`insert into rate_limit (id, last_request) values ('doctor', 0) on conflict (id) do update set last_request = 0`
    .execute(db)
    .then(
      () => null,
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    )
  if (written !== null) {
    return [
      finding('database', 'problem', [
        `does not take writes (${written})`,
        'Look into the PostgreSQL log; most often its disk is full or it is a standby.',
      ]),
    ]
  }
  return [fine('database', `PostgreSQL ${version}, ${size}, takes writes`)]
}

const disk: Check = async ({ ground: { dataDir } }) => {
  const { bavail, blocks, bsize } = statfsSync(dataDir)
  const share = bavail / blocks
  const says = `${((bavail * bsize) / 2 ** 30).toFixed(1)} GiB free in ${dataDir} (${Math.round(share * 100)} %)`
  const mend =
    'Make room or move DATA_DIR to a larger disk: when it is full, webhooks are refused and Meta repeats them for a limited time.'
  if (share < 0.02) return [finding('disk', 'problem', [says, mend])]
  return [share < 0.1 ? finding('disk', 'warning', [says, mend]) : fine('disk', says)]
}

const clock: Check = async ({ db }) => {
  const before = Date.now()
  const { now } = await one(db, sql<{ now: Date }>`select clock_timestamp() as now`)
  const offMs = Math.abs(now.getTime() - (before + Date.now()) / 2)
  const says = `differs from the database's by ${(offMs / 1000).toFixed(1)} s`
  return [offMs > 5000 ? finding('clock', 'problem', [says, 'Let both machines follow a time server (NTP).']) : fine('clock', says)]
}

/** The vault opened, so every data key fits; what is left is what only a person can change. */
const secrets: Check = async ({ ground }, { config }) => {
  const count = ground.secrets.keys.length
  const found = [fine('secrets', `every data key opens; secrets.json has ${count} ${count === 1 ? 'key' : 'keys'}`)]
  if (count > 1) {
    found.push(
      finding('secrets', 'warning', [
        'older keys are still in secrets.json',
        'The data keys are wrapped with the first one now; run "recado rotate-keys --forget-old" once no old backup needs the others.',
      ]),
    )
  }
  if (config.PUBLIC_URL.startsWith('http://') && !/^http:\/\/(localhost|127\.0\.0\.1|\[::1\])/.test(config.PUBLIC_URL)) {
    found.push(
      finding('secrets', 'problem', [
        `${config.PUBLIC_URL} is not encrypted`,
        'Put an HTTPS proxy in front and set PUBLIC_URL to its https address.',
      ]),
    )
  }
  return found
}

const metaApp: Check = async (parts, context) => {
  const { META_APP_ID: id, META_APP_SECRET: secret, META_GRAPH_URL: url, META_GRAPH_VERSION: version } = context.config
  if (id === undefined || secret === undefined) {
    const mend = 'Set META_APP_ID and META_APP_SECRET to your Meta app, unless every client connects with an app of its own.'
    return [finding('meta app', 'warning', ['no Meta app is set; only the sandbox works', mend])]
  }
  const target = { baseUrl: `${url}/${version}`, token: `${id}|${secret}`, appSecret: secret }
  const answer = await withMeta(context, parts, null, ({ graph }) =>
    graph.call(target, { method: 'GET', path: [id] }, z.object({ id: z.string() })),
  )
  if (answer.ok) return [fine('meta app', `Meta accepts app ${id} and its secret`)]
  if (answer.error === null)
    return [
      finding('meta app', 'problem', [
        `${url} cannot be reached (${answer.cause})`,
        'Let this machine reach it by HTTPS, or mend META_GRAPH_URL.',
      ]),
    ]
  const says = `Meta refuses app ${id} with its secret: ${answer.error.title}`
  return [finding('meta app', 'problem', [says, 'Copy app id and app secret again from the app dashboard (App settings, Basic).'])]
}

const webhooks: Check = async ({ pipeline }, { config }) => {
  const { last, waiting } = await one(
    pipeline,
    sql<{ last: Date | null; waiting: number }>`
      select max(received_at) as last, coalesce(sum(cardinality(lengths)) filter (where done_at is null and received_at < now() - interval '1 minute'), 0)::int as waiting
      from delivery_batch`,
  )
  const found = [fine('webhooks', last === null ? 'none came yet' : `the last one came ${last.toISOString()}`)]
  if (waiting > 0)
    found.push(
      finding('webhooks', 'problem', [`${waiting} deliveries wait for more than a minute`, 'Start a process whose ROLES have inbound.']),
    )
  const dead = await listDeadDeliveries(pipeline)
  if (dead.length > 0) found.push(finding('webhooks', 'warning', [`${dead.length} deliveries gave up`, 'See "recado dead-letters list".']))
  if (config.META_APP_ID !== undefined && !config.PUBLIC_URL.startsWith('https://')) {
    const mend = `Set PUBLIC_URL to the https address that Meta reaches, and it as the app's callback: PUBLIC_URL/webhooks/whatsapp.`
    found.push(finding('webhooks', 'problem', [`Meta only calls https addresses, and PUBLIC_URL is ${config.PUBLIC_URL}`, mend]))
  }
  return found
}

const numbers: Check = async ({ db, pipeline }) => {
  const { rows: workspaces } = await sql<{ id: string; name: string }>`select id, name from workspace order by created_at`.execute(pipeline)
  const found: Finding[] = []
  let connected = 0
  for (const { id, name } of workspaces) {
    const scope = { db, workspaceId: id, actor: { kind: 'system', name: 'doctor' }, now: new Date() } as const
    const rows = await inTransaction(scope, (tx) =>
      tx.db
        .selectFrom('phone_number')
        .innerJoin('waba', (join) =>
          join.onRef('waba.workspace_id', '=', 'phone_number.workspace_id').onRef('waba.id', '=', 'phone_number.waba'),
        )
        .select(['display_phone_number', 'token_state', 'paused_because'])
        .where('phone_number.workspace_id', '=', id)
        .where('phone_number.disconnected_at', 'is', null)
        .execute(),
    )
    connected += rows.length
    for (const row of rows) {
      const says = `${row.display_phone_number} of ${name}`
      if (row.token_state !== 'ok')
        found.push(
          finding('numbers', 'problem', [`${says}: Meta refuses its token (${row.token_state})`, 'Connect it again with a new token.']),
        )
      else if (row.paused_because !== null)
        found.push(
          finding('numbers', 'warning', [
            `${says}: sending is held (${row.paused_because})`,
            'Mend the cause and refresh the number on its page.',
          ]),
        )
    }
  }
  return found.length > 0 ? found : [fine('numbers', connected === 0 ? 'none is connected' : `${connected} connected, none held`)]
}

export const CHECKS: readonly Check[] = [database, disk, clock, secrets, metaApp, webhooks, numbers]
