/** One run of the ingress attack, for `npm run chaos` and for the smaller one in the tests. */
import pg from 'pg'
import { connectNumber } from '../bench/harness/connect-number.ts'
import { checkIngress, drained, type IngressVerdict } from './harness/check-ingress.ts'
import { deliverAll, makeDeliveries, makeItems } from './harness/meta.ts'
import { killNowAndThen } from './harness/nemesis.ts'
import { type Product, superviseProduct } from './harness/product.ts'
import { Random } from './harness/random.ts'

export interface IngressOrder {
  readonly seed: number
  readonly items: number
  readonly customers: number
  readonly kills: number
  readonly callsPerSecond: number
  /** the built server, with failpoints */
  readonly entry: string
  /** an empty database, as a superuser or its owner */
  readonly databaseUrl: string
  /** set for the first start only: the crash matrix */
  readonly failpoints?: string
}

export interface IngressReport extends IngressVerdict {
  readonly seed: number
  readonly items: number
  readonly deliveries: number
  readonly kills: number
  readonly sentAgain: number
  readonly seconds: number
  readonly recoveryP95Ms: number
}

const place = { wabaId: '102290129340398', phoneNumberId: '106540352242922' }

export async function attackIngress(order: IngressOrder): Promise<IngressReport> {
  const started = performance.now()
  const random = new Random(order.seed)
  const items = makeItems(random, order.items, order.customers)
  const deliveries = makeDeliveries(random, items)
  const product = await superviseProduct({ entry: order.entry, env: { DATABASE_URL: order.databaseUrl } })
  const db = new pg.Client({ connectionString: order.databaseUrl })
  await db.connect()
  try {
    const { workspaceId } = await connectNumber(db, place)
    if (order.failpoints !== undefined) await rearm(product, order.failpoints)
    const before = product.starts
    const attack = { over: false }
    const nemesis = killNowAndThen(product, random, order.kills, attack)
    const { again } = await deliverAll(product.url, place, deliveries, order.callsPerSecond)
    attack.over = true
    const recoveries = await nemesis
    await product.up()
    await drained(db)
    const verdict = await checkIngress(db, workspaceId, items)
    recoveries.sort((a, b) => a - b)
    const recoveryP95Ms = Math.round(recoveries[Math.floor(recoveries.length * 0.95)] ?? 0)
    return {
      seed: order.seed,
      items: items.length,
      deliveries: deliveries.length,
      kills: product.starts - before,
      sentAgain: again,
      ...verdict,
      seconds: Math.round((performance.now() - started) / 1000),
      recoveryP95Ms,
    }
  } finally {
    await db.end()
    await product.stop()
  }
}

/** Dies at the failpoint once; starts after that are without it. */
async function rearm(product: Product, failpoints: string): Promise<void> {
  product.arm(failpoints)
  await product.kill()
  product.arm('')
}
