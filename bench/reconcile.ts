/**
 * A day of reconciliation: 500 accounts with 1,500 numbers at the simulator, everything due at once at first, then a day in quarters of
 * an hour (what is known is made older, so that what falls due is what would). How often Meta is asked for each asset, how long the
 * longest unread one went unread, and whether Meta's limit ever refused. Floor: as many bare requests for an account, four at a time.
 *
 * npm run bench -- reconcile [accounts] [hours]
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { z } from 'zod'
import { tokenPlace } from '../server/src/numbers/graph-target.ts'
import { openDb, openPool } from '../server/src/platform/database.ts'
import { newId } from '../server/src/platform/ids.ts'
import { openVault } from '../server/src/platform/sealed-vault.ts'
import { readKeys } from '../server/src/platform/secrets.ts'
import type { Vault } from '../server/src/platform/vault.ts'
import { monotonicMs } from './harness/clock.ts'
import { startCluster } from './harness/cluster.ts'
import { OWNER_SETTINGS, ownWorkspace } from './harness/people.ts'
import { ROOT, startProduct } from './harness/programs.ts'
import { report } from './harness/report.ts'

const ACCOUNTS = Number(process.argv[2] ?? 500)
const HOURS = Number(process.argv[3] ?? 24)
const NUMBERS = 3
const STEP_MINUTES = 15
const LANES = 4
/** Calls Meta allows an hour for an account without a registered number: the smallest limit there is. */
const SMALLEST_ALLOWANCE = 200
const APP = { id: '900000', secret: 'secret of the bench', verifyToken: 'a verify token of the bench' }
const CONTROL = 'control-token-of-the-bench'

const made = z.object({ wabaId: z.string(), name: z.string(), phoneNumberId: z.string(), accessToken: z.string() })
const added = z.object({ phoneNumberId: z.string() })
const states = z.object({ items: z.array(z.object({ managementCalls: z.number(), managementRefused: z.number() })) })

const folder = mkdtempSync(join(tmpdir(), 'recado-bench-reconcile-'))
const cluster = await startCluster()
const simulator = await startSimulator()
try {
  const databaseUrl = await cluster.database('recado')
  const program = await startProduct({
    ...OWNER_SETTINGS,
    DATABASE_URL: databaseUrl,
    META_GRAPH_URL: `${simulator.url}/graph`,
    META_APP_ID: APP.id,
    META_APP_SECRET: APP.secret,
    META_VERIFY_TOKEN: APP.verifyToken,
  })
  const pool = openPool({ connectionString: databaseUrl, max: 2, name: 'bench' })
  const db = new pg.Client(databaseUrl)
  await db.connect()
  try {
    const vault = await openVault(openDb(pool), () => readKeys(program.dataDir))
    const accounts = await fill(db, vault, await ownWorkspace(db))
    console.error(`${accounts.length} accounts, ${accounts.length * NUMBERS} numbers`)
    const from = monotonicMs()
    await db.query("update waba_route set read_due_at = '2000-01-01'")
    await db.query("select pg_notify('account_due', '')")
    await settled(db)
    const burstMs = monotonicMs() - from
    const first = await calls()
    console.error(`all of them once: ${(burstMs / 1000).toFixed(1)} s, ${first.made} calls`)

    let unread = 0
    for (let minutes = 0; minutes < HOURS * 60; minutes += STEP_MINUTES) {
      await age(db)
      await settled(db)
      const { rows } = await db.query<{ minutes: number }>(
        'select (extract(epoch from max(now() - meta_read_at)) / 60)::float8 as minutes from phone_number',
      )
      unread = Math.max(unread, (rows[0]?.minutes ?? 0) + STEP_MINUTES)
    }
    const day = await calls()
    const perDay = ((day.made - first.made) / accounts.length) * (24 / HOURS)
    const { rows: failed } = await db.query<{ n: number }>('select count(*)::int as n from waba where meta_problem is not null')
    const floorPerSecond = await floor(accounts)
    report({
      name: 'reconcile',
      metrics: {
        accounts: accounts.length,
        numbers: accounts.length * NUMBERS,
        calls_per_account_per_day: Number(perDay.toFixed(1)),
        calls_per_asset_per_day: Number((perDay / (1 + NUMBERS)).toFixed(1)),
        percent_of_smallest_limit: Number(((100 * perDay) / (24 * SMALLEST_ALLOWANCE)).toFixed(2)),
        longest_unread_minutes: Math.round(unread),
        all_due_at_once_s: Number((burstMs / 1000).toFixed(1)),
        first_calls_per_account: Number((first.made / accounts.length).toFixed(1)),
        refused_by_limit: day.refused,
        not_read: failed[0]?.n ?? -1,
      },
      floor: { bare_calls_per_s: floorPerSecond },
      ratio: { calls_per_s_to_floor: Number((first.made / (burstMs / 1000) / floorPerSecond).toFixed(3)) },
    })
  } finally {
    await db.end()
    await pool.end()
    await program.stop()
  }
} finally {
  await simulator.stop()
  await cluster.stop()
  rmSync(folder, { recursive: true, force: true })
}

async function startSimulator() {
  const child: ChildProcess = spawn(process.execPath, [join(ROOT, 'dist/simulator/main.mjs')], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: {
      SIM_DATA_DIR: folder,
      SIM_APP_ID: APP.id,
      SIM_APP_SECRET: APP.secret,
      SIM_VERIFY_TOKEN: APP.verifyToken,
      SIM_CONTROL_TOKEN: CONTROL,
    },
  })
  const [line] = await once(child.stdout ?? child, 'data')
  child.stdout?.resume()
  const { listening } = z.object({ listening: z.number() }).parse(JSON.parse(String(line)))
  return {
    url: `http://127.0.0.1:${listening}`,
    async stop() {
      child.stdin?.end()
      await once(child, 'exit')
    },
  }
}

async function control<T>(method: string, path: string, shape: z.ZodType<T>, body?: object): Promise<T> {
  const headers = { authorization: `Bearer ${CONTROL}`, 'content-type': 'application/json' }
  const answer = await fetch(`${simulator.url}/control${path}`, { method, headers, ...(body && { body: JSON.stringify(body) }) })
  return shape.parse(await answer.json())
}

async function calls(): Promise<{ readonly made: number; readonly refused: number }> {
  const { items } = await control('GET', '/wabas', states)
  const sum = (of: (item: (typeof items)[number]) => number) => items.reduce((total, item) => total + of(item), 0)
  return { made: sum(({ managementCalls }) => managementCalls), refused: sum(({ managementRefused }) => managementRefused) }
}

interface BenchAccount {
  readonly wabaId: string
  readonly token: string
}

/** At Meta and, as connecting would leave them, here. */
async function fill(db: pg.Client, vault: Vault, workspaceId: string): Promise<BenchAccount[]> {
  const { rows: apps } = await db.query<{ id: number }>("select id from meta_app where kind = 'installation'")
  const app = apps[0]?.id
  const accounts: BenchAccount[] = []
  for (let n = 0; n < ACCOUNTS; n++) {
    const phone = (nth: number) => `+55 11 5${String(n * NUMBERS + nth).padStart(7, '0')}`
    const wish = { name: `Cliente ${n}`, furnished: n % 10 === 0, displayPhoneNumber: phone(0) }
    const account = await control('POST', '/wabas', made, wish)
    const numbers = [account.phoneNumberId]
    for (let nth = 1; nth < NUMBERS; nth++) {
      const path = `/wabas/${account.wabaId}/numbers`
      numbers.push((await control('POST', path, added, { displayPhoneNumber: phone(nth) })).phoneNumberId)
    }
    const waba = newId()
    await db.query(
      `insert into waba (workspace_id, id, waba_id, name, kind, app_id, token, token_hint) values ($1, $2, $3, $4, 'meta', $5, $6, $7)`,
      [
        workspaceId,
        waba,
        account.wabaId,
        account.name,
        app,
        await vault.seal(tokenPlace(workspaceId, waba), account.accessToken),
        account.accessToken.slice(-4),
      ],
    )
    for (const [nth, phoneNumberId] of numbers.entries()) {
      await db.query(
        'insert into phone_number (workspace_id, id, waba, phone_number_id, display_phone_number) values ($1, $2, $3, $4, $5)',
        [workspaceId, newId(), waba, phoneNumberId, phone(nth)],
      )
    }
    await db.query("insert into waba_route (waba_id, workspace_id, app_id, read_due_at) values ($1, $2, $3, 'infinity')", [
      account.wabaId,
      workspaceId,
      app,
    ])
    accounts.push({ wabaId: account.wabaId, token: account.accessToken })
  }
  return accounts
}

/** Nothing is due, and Meta is not asked any more. */
async function settled(db: pg.Client): Promise<void> {
  for (;;) {
    const { rows } = await db.query<{ n: number }>('select count(*)::int as n from waba_route where read_due_at <= now()')
    if (rows[0]?.n === 0 && !(await isBusy())) return
    await pause(100)
  }
}

/** Whether Meta was asked anything within a quarter of a second. */
async function isBusy(): Promise<boolean> {
  const before = (await calls()).made
  await pause(250)
  return (await calls()).made !== before
}

/** As if a quarter of an hour had passed. */
async function age(db: pg.Client): Promise<void> {
  const step = `interval '${STEP_MINUTES} minutes'`
  await db.query(`update waba set templates_synced_at = templates_synced_at - ${step}, token_checked_at = token_checked_at - ${step}`)
  await db.query(`update phone_number set meta_read_at = meta_read_at - ${step}, blocks_read_at = blocks_read_at - ${step}`)
  await db.query(`update waba_route set read_due_at = read_due_at - ${step}`)
  await db.query("select pg_notify('account_due', '')")
}

async function floor(accounts: readonly BenchAccount[]): Promise<number> {
  const waiting = [...accounts]
  const from = monotonicMs()
  await Promise.all(
    Array.from({ length: LANES }, async () => {
      for (let account = waiting.pop(); account !== undefined; account = waiting.pop()) {
        const headers = { authorization: `Bearer ${account.token}` }
        await (await fetch(`${simulator.url}/graph/v26.0/${account.wabaId}?fields=id`, { headers })).text()
      }
    }),
  )
  return Math.round(accounts.length / ((monotonicMs() - from) / 1000))
}
