/** One run of the attack on sending, for `npm run chaos` and for the smaller one in the tests. */
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { type AcceptedSend, checkOutbound, type OutboundVerdict } from './harness/check-outbound.ts'
import { killNowAndThen } from './harness/nemesis.ts'
import { type Person, signIn } from './harness/person.ts'
import { type Product, superviseProduct } from './harness/product.ts'
import { Random } from './harness/random.ts'
import { type Meta, startMeta } from './harness/simulator.ts'

export interface OutboundOrder {
  readonly seed: number
  readonly conversations: number
  /** of each conversation; below 45, the most one customer may be sent at once */
  readonly messages: number
  readonly kills: number
  /** share of sends that meets each kind of trouble */
  readonly trouble: number
  /** the built server, with failpoints */
  readonly entry: string
  /** an empty database, as a superuser or its owner */
  readonly databaseUrl: string
  /** set for the first start only: the crash matrix */
  readonly failpoints?: string
}

export interface OutboundReport extends OutboundVerdict {
  readonly seed: number
  readonly clicks: number
  readonly kills: number
  readonly seconds: number
}

export const APP = { id: '900', secret: '8f3a91c07d5be246a1f09c3d7e5b4862', verifyToken: 'a verify token of chaos' }
export const OWNER = { email: 'ana@padaria.example', password: 'a long password of chaos' }
/** Before acceptance and after it; each send meets one of them with the order's share. */
const TROUBLES = ['reset', 'lostReply', 'hangAfter', 'serverErrorAfter', 'brokenJson', 'throughput']
const QUIET_WITHIN_MS = 240_000

export async function attackOutbound(order: OutboundOrder): Promise<OutboundReport> {
  const started = performance.now()
  const random = new Random(order.seed)
  const dataDir = mkdtempSync(join(tmpdir(), 'recado-chaos-meta-'))
  const meta = await startMeta({ dataDir, app: APP })
  const product = await superviseProduct({
    entry: order.entry,
    env: environmentFor(meta, order.databaseUrl),
  })
  const db = new pg.Client({ connectionString: order.databaseUrl })
  await db.connect()
  try {
    await hearFrom(meta, product.url)
    const person = await signIn(product.url, OWNER.email, OWNER.password)
    const { wabaId } = await connect(meta, person)
    const conversations = await customersWrite(meta, db, wabaId, order.conversations)
    await meta.control('PUT', `/api/wabas/${wabaId}/faults`, {
      latency: { minMs: 5, maxMs: 120 },
      pairRate: false,
      rates: Object.fromEntries(TROUBLES.map((kind) => [kind, order.trouble])),
      statuses: { delay: { minMs: 5, maxMs: 200 }, reorder: true, duplicate: 0.1 },
      webhooks: { reorder: true, duplicate: 0.05 },
    })
    if (order.failpoints !== undefined) await rearm(product, order.failpoints)
    const before = product.starts
    const attack = { over: false }
    const nemesis = killNowAndThen(product, random, order.kills, attack)
    const clicks = await answerAll(person, random, conversations, order.messages)
    attack.over = true
    await nemesis
    await product.up()
    await quiet(db, meta, wabaId)
    const verdict = await checkOutbound(db, await ledger(meta, wabaId), clicks)
    return {
      seed: order.seed,
      clicks: order.conversations * order.messages,
      kills: product.starts - before,
      ...verdict,
      seconds: Math.round((performance.now() - started) / 1000),
    }
  } finally {
    await db.end()
    await product.stop()
    await meta.close()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

/** A product whose Meta is the simulator, with an owner to sign in as. */
export const environmentFor = (meta: Meta, databaseUrl: string) => ({
  DATABASE_URL: databaseUrl,
  META_GRAPH_URL: `${meta.url}/graph`,
  META_APP_ID: APP.id,
  META_APP_SECRET: APP.secret,
  META_VERIFY_TOKEN: APP.verifyToken,
  OWNER_EMAIL: OWNER.email,
  OWNER_PASSWORD: OWNER.password,
  OWNER_WORKSPACE: 'Padaria',
})

/** The app's webhooks go to the product from now on. */
export const hearFrom = (meta: Meta, url: string) =>
  meta.control('POST', '/control/apps', {
    appId: APP.id,
    appSecret: APP.secret,
    verifyToken: APP.verifyToken,
    callbackUrl: `${url}/webhooks/whatsapp`,
  })

export interface Account {
  readonly wabaId: string
  readonly phoneNumberId: string
  readonly accessToken: string
}

export async function connect(meta: Meta, person: Person): Promise<Account> {
  const account = await meta.control<Account>('POST', '/control/wabas', { name: 'Padaria' })
  await meta.control('PATCH', `/control/numbers/${account.phoneNumberId}`, { throughputLevel: 'HIGH' })
  const { wabaId, phoneNumberId, accessToken } = account
  await person.call('POST', '/api/v1/numbers/connect', {
    accessToken,
    wabaId,
    phoneNumberId,
    appSecret: APP.secret,
    verifyToken: APP.verifyToken,
  })
  return account
}

/** So that there are conversations with an open window. */
export async function customersWrite(meta: Meta, db: pg.Client | pg.Pool, wabaId: string, customers: number): Promise<string[]> {
  await meta.control('POST', `/control/wabas/${wabaId}/inbound`, { customers, messages: customers })
  for (;;) {
    const { rows } = await db.query<{ id: string }>('select id from conversation order by id')
    if (rows.length === customers) return rows.map((row) => row.id)
    await pause(50)
  }
}

/** A person answers in each conversation, one message after the other, every tenth click twice at once. @returns the clicks, by conversation */
export async function answerAll(
  person: Person,
  random: Random,
  conversations: readonly string[],
  messages: number,
): Promise<Map<string, string[]>> {
  const clicks = new Map<string, string[]>(conversations.map((id) => [id, Array.from({ length: messages }, () => randomUUID())]))
  const answer = async (conversation: string): Promise<void> => {
    for (const clientId of clicks.get(conversation) ?? []) {
      const click = () =>
        person.call('POST', `/api/v1/conversations/${conversation}/messages`, { type: 'text', text: { body: `Oi ${clientId}` }, clientId })
      await (random.chance(0.1) ? Promise.all([click(), click()]) : click())
    }
  }
  const waiting = [...conversations]
  const hand = async (): Promise<void> => {
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) await answer(next)
  }
  await Promise.all(Array.from({ length: 16 }, hand))
  return clicks
}

/** Nothing queued, nothing under way, every report of Meta's taken in. */
export async function quiet(db: pg.Client, meta: Meta, wabaId: string): Promise<void> {
  const until = performance.now() + QUIET_WITHIN_MS
  for (let calm = 0; calm < 3 && performance.now() < until; ) {
    await meta.control('POST', `/control/wabas/${wabaId}/quiesce`, { timeoutMs: 20_000 })
    const { rows } = await db.query<{ n: number }>(
      'select ((select count(*) from outbox) + (select count(*) from delivery_batch where done_at is null))::int as n',
    )
    calm = rows[0]?.n === 0 ? calm + 1 : 0
    await pause(300)
  }
}

/** What Meta accepted, in order. */
export async function ledger(meta: Meta, wabaId: string): Promise<AcceptedSend[]> {
  const sends: AcceptedSend[] = []
  for (let cursor: string | null = '0'; cursor !== null; ) {
    const page: { items: AcceptedSend[]; nextCursor: string | null } = await meta.control(
      'GET',
      `/control/wabas/${wabaId}/sends?limit=10000&cursor=${cursor}`,
    )
    sends.push(...page.items)
    cursor = page.nextCursor
  }
  return sends
}

/** Dies at the failpoint once; starts after that are without it. */
async function rearm(product: Product, failpoints: string): Promise<void> {
  product.arm(failpoints)
  await product.kill()
  product.arm('')
}
