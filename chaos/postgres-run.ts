/** One run of the attack on the database, for `npm run chaos` and for the smaller one in the tests. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { connectNumber } from '../bench/harness/connect-number.ts'
import { checkIngress, drained, type IngressVerdict, isClean as isCleanIngress } from './harness/check-ingress.ts'
import { checkOutbound, isClean as isCleanOutbound, type OutboundVerdict } from './harness/check-outbound.ts'
import { type Answer, bodyOf, type Item, makeDeliveries, makeItems, post } from './harness/meta.ts'
import { signIn } from './harness/person.ts'
import { startPostgres } from './harness/postgres.ts'
import { superviseProduct } from './harness/product.ts'
import { Random } from './harness/random.ts'
import { startMeta } from './harness/simulator.ts'
import { APP, answerAll, connect, customersWrite, environmentFor, hearFrom, ledger, OWNER, quiet } from './outbound-run.ts'

export interface PostgresOrder {
  readonly seed: number
  /** messages of customers */
  readonly items: number
  readonly customers: number
  readonly callsPerSecond: number
  /** of agents, who answer meanwhile */
  readonly conversations: number
  readonly messages: number
  /** half of them immediate */
  readonly stops: number
  readonly freezes: number
  readonly freezeMs: number
  /** of all connections at once */
  readonly cuts: number
  /** the built server */
  readonly entry: string
}

interface Answers {
  /** webhook calls answered 503 */
  readonly refused: number
  readonly slowestRefusalMs: number
  /** those without a Retry-After */
  readonly unbidden: number
  /** webhook calls without any answer in ten seconds */
  readonly hung: number
  /** answers to Meta that are neither 200 nor 503, and to agents that are no answer or another 5xx than 503 */
  readonly wrong: number
}

export interface PostgresReport extends Answers {
  readonly seed: number
  readonly items: number
  readonly deliveries: number
  readonly clicks: number
  readonly attacks: number
  /** of the product: there may be none */
  readonly restarts: number
  /** from the database being ready to the product taking writes, ms */
  readonly recoveryP95Ms: number
  readonly seconds: number
  readonly ingress: IngressVerdict
  readonly outbound: OutboundVerdict
}

export const isClean = (report: PostgresReport): boolean =>
  report.hung + report.wrong + report.unbidden + report.restarts === 0 && isCleanIngress(report.ingress) && isCleanOutbound(report.outbound)

const PLACE = { wabaId: '102290129340398', phoneNumberId: '106540352242922', secret: APP.secret }

export async function attackPostgres(order: PostgresOrder): Promise<PostgresReport> {
  const started = performance.now()
  const random = new Random(order.seed)
  const items = makeItems(random, order.items, order.customers)
  const deliveries = makeDeliveries(random, items)
  const scratch = mkdtempSync(join(tmpdir(), 'recado-chaos-meta-'))
  const postgres = await startPostgres()
  const databaseUrl = await postgres.database('recado')
  const meta = await startMeta({ dataDir: scratch, app: APP })
  const product = await superviseProduct({ entry: order.entry, env: environmentFor(meta, databaseUrl) })
  const answers: Answer[] = []
  let wrongToAgents = 0
  try {
    await hearFrom(meta, product.url)
    const person = await signIn(product.url, OWNER.email, OWNER.password, (status) => {
      if (status === 0 || (status >= 500 && status !== 503)) wrongToAgents++
    })
    const { wabaId } = await connect(meta, person)
    const before = await connected(databaseUrl)
    const conversations = await customersWrite(meta, before, wabaId, order.conversations)
    const { workspaceId } = await connectNumber(before, PLACE)
    await before.end() // it would be cut off

    const nemesis = disturb(order, new Random(order.seed + 1), { postgres, url: product.url })
    const deliver = deliverAll(product.url, deliveries, order.callsPerSecond, (answer) => answers.push(answer))
    const clicks = await answerAll(person, random, conversations, order.messages)
    await deliver
    const recoveries = await nemesis

    const after = await connected(databaseUrl)
    await quiet(after, meta, wabaId)
    await drained(after)
    const [ingress, outbound] = [
      await checkIngress(after, workspaceId, items),
      await checkOutbound(after, await ledger(meta, wabaId), clicks),
    ]
    await after.end()
    return {
      seed: order.seed,
      items: items.length,
      deliveries: deliveries.length,
      clicks: order.conversations * order.messages,
      attacks: recoveries.length,
      restarts: product.starts - 1,
      recoveryP95Ms: quantile(recoveries, 0.95),
      ...sum(answers, wrongToAgents),
      seconds: Math.round((performance.now() - started) / 1000),
      ingress,
      outbound,
    }
  } finally {
    await product.stop()
    await meta.close()
    await postgres.stop()
    rmSync(scratch, { recursive: true, force: true })
  }
}

async function connected(connectionString: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString, application_name: 'chaos' })
  client.on('error', () => undefined)
  await client.connect()
  return client
}

interface Target {
  readonly postgres: Awaited<ReturnType<typeof startPostgres>>
  readonly url: string
}

/** Every attack of the order, in an order drawn from the seed. @returns how long the product took after each, ms */
async function disturb(order: PostgresOrder, random: Random, { postgres, url }: Target): Promise<number[]> {
  const plan: (() => Promise<unknown>)[] = [
    ...Array.from(
      { length: order.stops },
      (_, n) => () => postgres.interrupt(n % 2 === 0 ? 'immediate' : 'fast', 300 + random.below(1_200)),
    ),
    ...Array.from({ length: order.freezes }, () => () => postgres.freeze(order.freezeMs)),
    ...Array.from({ length: order.cuts }, () => () => postgres.cut()),
  ]
  const recoveries: number[] = []
  for (const strike of random.shuffle(plan)) {
    await pause(200 + random.below(800))
    await strike()
    const at = performance.now()
    while (!(await takesWrites(url))) await pause(20)
    recoveries.push(performance.now() - at)
  }
  return recoveries
}

const takesWrites = (url: string): Promise<boolean> =>
  fetch(`${url}/readyz`, { signal: AbortSignal.timeout(10_000) }).then(
    (answer) => answer.ok,
    () => false,
  )

async function deliverAll(
  url: string,
  calls: readonly (readonly Item[])[],
  perSecond: number,
  heard: (answer: Answer) => void,
): Promise<void> {
  const started = performance.now()
  let next = 0
  const lane = async (): Promise<void> => {
    for (let nth = next++; nth < calls.length; nth = next++) {
      await pause(Math.max(0, started + (nth * 1000) / perSecond - performance.now()))
      await post(url, PLACE, bodyOf(PLACE, calls[nth] ?? []), heard)
    }
  }
  await Promise.all(Array.from({ length: 32 }, lane))
}

function sum(answers: readonly Answer[], wrongToAgents: number): Answers {
  const refusals = answers.filter(({ status }) => status === 503)
  return {
    refused: refusals.length,
    slowestRefusalMs: Math.round(Math.max(0, ...refusals.map(({ ms }) => ms))),
    unbidden: refusals.filter(({ retryAfter }) => retryAfter === null).length,
    hung: answers.filter(({ status }) => status === 0).length,
    wrong: answers.filter(({ status }) => ![0, 200, 503].includes(status)).length + wrongToAgents,
  }
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return Math.round(sorted[Math.floor(sorted.length * share)] ?? 0)
}
