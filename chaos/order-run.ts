/**
 * The attack on order, on any product that listens: first messages of unknown customers that arrive all at once over as many sockets,
 * then long conversations in bursts of one second, repeated, batched anew and shuffled within half a minute.
 */
import type pg from 'pg'
import { drained } from './harness/check-ingress.ts'
import { checkOrder, type OrderVerdict, type Receipt } from './harness/check-order.ts'
import { deliverAll, type Item, makeDeliveries, type Place } from './harness/meta.ts'
import { Random } from './harness/random.ts'

export interface OrderAttack {
  readonly seed: number
  readonly conversations: number
  /** of each conversation */
  readonly messages: number
  readonly albums: number
  readonly callsPerSecond: number
}

export interface Target {
  readonly url: string
  readonly place: Place
  readonly workspaceId: string
  /** past row-level security */
  readonly db: pg.Client | pg.Pool
}

export interface OrderReport extends OrderVerdict {
  readonly seed: number
  readonly items: number
  readonly deliveries: number
  readonly sentAgain: number
  readonly seconds: number
}

const ALBUM = 10
const START = 1_763_800_000
/** Messages a second on Meta's clock: half a minute of it is shuffled. */
const RATE = 60

export async function attackOrder(target: Target, attack: OrderAttack): Promise<OrderReport> {
  const started = performance.now()
  const random = new Random(attack.seed)
  const albums = makeAlbums(attack.albums)
  const talk = makeTalk(random, attack)
  const deliveries = [...albums.map((item) => [item]), ...shuffled(random, makeDeliveries(random, talk))]
  const receipts: Receipt[] = deliveries.map((items) => ({ items, begunAt: 0, acknowledgedAt: 0 }))
  const { again } = await deliverAll(target.url, target.place, deliveries, attack.callsPerSecond, (nth, begunAt, acknowledgedAt) => {
    receipts[nth] = { items: deliveries[nth] ?? [], begunAt, acknowledgedAt }
  })
  await drained(target.db)
  const items = [...albums, ...talk]
  return {
    seed: attack.seed,
    items: items.length,
    deliveries: deliveries.length,
    sentAgain: again,
    ...(await checkOrder(target, items, receipts)),
    seconds: Math.round((performance.now() - started) / 1000),
  }
}

/** Ten pictures that a new customer sends together: ten calls of one second. */
function makeAlbums(count: number): Item[] {
  return Array.from({ length: count * ALBUM }, (_, n) => {
    const album = Math.floor(n / ALBUM)
    return { wamid: `wamid.ALBUM${n}`, customer: `5521${900_000_000 + album}`, timestamp: START + album, text: `foto ${n % ALBUM}` }
  })
}

/** Everybody writes equally much, in bursts within one second. */
function makeTalk(random: Random, { conversations, messages }: OrderAttack): Item[] {
  const left = new Map(Array.from({ length: conversations }, (_, n) => [`5511${900_000_000 + n}`, messages]))
  const items: Item[] = []
  while (left.size > 0) {
    const customers = [...left.keys()]
    const customer = customers[random.below(customers.length)] ?? ''
    const owed = left.get(customer) ?? 0
    const burst = Math.min(owed, 1 + random.below(5))
    if (burst === owed) left.delete(customer)
    else left.set(customer, owed - burst)
    const timestamp = START + Math.floor(items.length / RATE)
    for (let n = 0; n < burst; n++)
      items.push({ wamid: `wamid.ORDER${items.length}`, customer, timestamp, text: `mensagem ${items.length}` })
  }
  return items
}

function shuffled(random: Random, deliveries: readonly Item[][]): Item[][] {
  const within = (RATE * 30) / 4 // calls in half a minute, of four messages or so each
  return deliveries
    .map((items, place) => ({ items, key: place + random.below(within) }))
    .sort((a, b) => a.key - b.key)
    .map(({ items }) => items)
}
