/** One run of the attack on the taking in of a phone's history, for `npm run chaos` and for the smaller one in the tests. */
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { connectNumber } from '../bench/harness/connect-number.ts'
import { checkHistory, type HistoryVerdict, type Told } from './harness/check-history.ts'
import { drained } from './harness/check-ingress.ts'
import { deliverAll, type Item, post } from './harness/meta.ts'
import { killNowAndThen } from './harness/nemesis.ts'
import { type Product, superviseProduct } from './harness/product.ts'
import { Random } from './harness/random.ts'

export interface HistoryOrder {
  readonly seed: number
  /** of the past */
  readonly messages: number
  readonly customers: number
  readonly kills: number
  /** the built server, with failpoints */
  readonly entry: string
  /** an empty database, as a superuser or its owner */
  readonly databaseUrl: string
  /** set for the first start only: the crash matrix */
  readonly failpoints?: string
}

export interface HistoryReport extends HistoryVerdict {
  readonly seed: number
  readonly messages: number
  readonly calls: number
  readonly live: number
  readonly kills: number
  readonly seconds: number
}

const place = { wabaId: '102290129340398', phoneNumberId: '106540352242922' }
const OURS = '551140000000'
const START = 1_750_000_000
const PER_CALL = 600
const DONE_WITHIN_MS = 600_000

export async function attackHistory(order: HistoryOrder): Promise<HistoryReport> {
  const started = performance.now()
  const random = new Random(order.seed)
  const told = makePast(random, order)
  const calls = callsOf(random, told.past)
  const product = await superviseProduct({ entry: order.entry, env: { DATABASE_URL: order.databaseUrl } })
  const db = new pg.Client({ connectionString: order.databaseUrl })
  await db.connect()
  try {
    const { workspaceId } = await connectNumber(db, place)
    if (order.failpoints !== undefined) await rearm(product, order.failpoints)
    const before = product.starts
    const attack = { over: false }
    const nemesis = killNowAndThen(product, random, order.kills, attack)
    const clock = passTime(order.databaseUrl, attack)
    for (const body of calls) await post(product.url, place, body)
    await deliverAll(
      product.url,
      place,
      told.live.map((item) => [item]),
      20,
    )
    await product.up()
    await drained(db)
    await takenIn(db)
    attack.over = true
    await Promise.all([nemesis, clock])
    await product.up()
    return {
      seed: order.seed,
      messages: told.past.length,
      calls: calls.length,
      live: told.live.length,
      kills: product.starts - before,
      ...(await checkHistory(db, workspaceId, told)),
      seconds: Math.round((performance.now() - started) / 1000),
    }
  } finally {
    await db.end()
    await product.stop()
  }
}

/** Some write again while their past comes in. */
function makePast(random: Random, { messages, customers }: HistoryOrder): Told {
  const past = Array.from({ length: messages }, (_, n) => ({
    wamid: `wamid.PAST${String(n).padStart(8, '0')}`,
    customer: `5511${900_000_000 + random.skewed(customers)}`,
    timestamp: START + n * 60,
    text: `há tempos ${n}`,
  }))
  const live = Array.from({ length: Math.ceil(messages / 20) }, (_, n) => ({
    wamid: `wamid.LIVE${String(n).padStart(8, '0')}`,
    customer: `5511${900_000_000 + random.skewed(customers)}`,
    timestamp: Math.floor(Date.now() / 1000),
    text: `agora ${n} 🙂`,
  }))
  return { past, live }
}

/** Chunks of the past in any order, a third of them twice; the one with the end last, as often as not. */
function callsOf(random: Random, past: readonly Item[]): Buffer[] {
  const chunks = Array.from({ length: Math.ceil(past.length / PER_CALL) }, (_, n) => past.slice(n * PER_CALL, (n + 1) * PER_CALL))
  const bodies = chunks.map((items, n) => historyBody(items, Math.round(((n + 1) * 100) / chunks.length), n % 3))
  return random.shuffle([...bodies, ...bodies.filter(() => random.chance(0.34))])
}

function historyBody(items: readonly Item[], progress: number, phase: number): Buffer {
  const byCustomer = new Map<string, Item[]>()
  for (const item of items) byCustomer.set(item.customer, [...(byCustomer.get(item.customer) ?? []), item])
  const threads = [...byCustomer].map(([customer, own]) => ({
    id: customer,
    context: { wa_id: customer },
    messages: own.map(({ wamid, timestamp, text }, nth) => ({
      ...(nth % 2 === 0 ? { from: customer } : { from: OURS, to: customer }),
      id: wamid,
      timestamp: String(timestamp),
      type: 'text',
      text: { body: text },
      history_context: { status: 'READ' },
    })),
  }))
  const metadata = { display_phone_number: OURS, phone_number_id: place.phoneNumberId }
  const value = { messaging_product: 'whatsapp', metadata, history: [{ metadata: { phase, chunk_order: 1, progress }, threads }] }
  const entry = [{ id: place.wabaId, changes: [{ field: 'history', value }] }]
  return Buffer.from(JSON.stringify({ object: 'whatsapp_business_account', entry }))
}

/** The piece that a dead process held is waited for a minute; here a minute passes in a second. */
async function passTime(databaseUrl: string, attack: { readonly over: boolean }): Promise<void> {
  const db = new pg.Client({ connectionString: databaseUrl })
  await db.connect()
  while (!attack.over) {
    await pause(1_000)
    await db.query('update phone_sync_part set lease_until = now() where lease_until is not null')
    await db.query("select pg_notify('phone_sync_part', '')")
  }
  await db.end()
}

async function takenIn(db: pg.Client): Promise<void> {
  const until = performance.now() + DONE_WITHIN_MS
  while (performance.now() < until) {
    const { rows } = await db.query<{ n: number }>('select count(*)::int as n from phone_sync_part where given_up_at is null')
    if (rows[0]?.n === 0) return
    await pause(100)
  }
}

/** Dies at the failpoint once; starts after that are without it. */
async function rearm(product: Product, failpoints: string): Promise<void> {
  product.arm(failpoints)
  await product.kill()
  product.arm('')
}
