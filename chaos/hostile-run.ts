/** One run of the attack by odd requests, against the built program over HTTP. */
import { createHmac } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import pg from 'pg'
import { connectNumber } from '../bench/harness/connect-number.ts'
import { contactOf, envelope, type Item, metaJson, textFrom } from '../server/src/test/meta-webhooks.ts'
import { anyText, spoiledBody } from '../tests/hostile/bodies.ts'
import { operationsOf, requestsFor } from '../tests/hostile/from-openapi.ts'
import { drained } from './harness/check-ingress.ts'
import { cookieOf, signIn } from './harness/person.ts'
import { type Product, superviseProduct } from './harness/product.ts'
import { type Meta, startMeta } from './harness/simulator.ts'
import { APP, connect, customersWrite, environmentFor, hearFrom, OWNER } from './outbound-run.ts'

export interface HostileOrder {
  readonly seed: number
  /** made from our OpenAPI document, right and spoilt */
  readonly requests: number
  /** signed webhook bodies with something wrong in them */
  readonly bodies: number
  /** texts that must arrive exactly */
  readonly texts: number
  readonly entry: string
  /** an empty database, as a superuser or its owner */
  readonly databaseUrl: string
}

export interface HostileReport {
  readonly seed: number
  readonly requests: number
  readonly bodies: number
  readonly texts: number
  /** answers by status, of requests */
  readonly statuses: Readonly<Record<string, number>>
  /** 5xx that do not say that Meta is away, and refusals that are no problem document; the first few as they were */
  readonly wrong: number
  readonly examples: readonly unknown[]
  /** webhooks not answered 200 */
  readonly refused: number
  /** good messages beside something wrong that did not arrive */
  readonly lost: number
  /** deliveries given up that could have been read */
  readonly givenUp: number
  readonly textsAltered: number
  /** times the program died */
  readonly crashes: number
  readonly residentMiB: { readonly before: number; readonly after: number }
  readonly seconds: number
}

export const isClean = (r: HostileReport): boolean =>
  r.wrong + r.refused + r.lost + r.givenUp + r.textsAltered + r.crashes === 0 && r.residentMiB.after - r.residentMiB.before < 150

const place = { wabaId: '102290129340398', phoneNumberId: '106540352242922' }
/** Said of a delivery that nobody could read. */
const UNREADABLE = ['not_json', 'not_an_object', 'not_whatsapp', 'no_entries']
/** The 5xx with a code of ours: Meta or the sandbox is away, which here they are. */
const AWAY = new Set(['unavailable', 'meta_unreachable'])

export async function attackWithOddities(order: HostileOrder): Promise<HostileReport> {
  const started = performance.now()
  const dataDir = mkdtempSync(join(tmpdir(), 'recado-chaos-meta-'))
  const meta = await startMeta({ dataDir, app: APP })
  const product = await superviseProduct({ entry: order.entry, env: environmentFor(meta, order.databaseUrl) })
  const db = new pg.Client({ connectionString: order.databaseUrl })
  await db.connect()
  try {
    const { headers, ids } = await furnish(meta, product, db)
    await connectNumber(db, place) // in a workspace of its own: requests may disconnect theirs
    const share = { ...order, requests: Math.ceil(order.requests / 10), bodies: Math.ceil(order.bodies / 10), seed: order.seed + 1 }
    await askOddly(product, share, headers, ids) // so that what is loaded once is loaded before memory is measured
    await deliverOddly(product, db, share)
    const before = await residentMiB(product)
    const asked = await askOddly(product, order, headers, ids)
    const delivered = await deliverOddly(product, db, order)
    const textsAltered = await textsThatChanged(product, db, order)
    const after = await residentMiB(product)
    return {
      seed: order.seed,
      requests: asked.count,
      bodies: order.bodies,
      texts: order.texts,
      statuses: Object.fromEntries([...asked.statuses].sort()),
      wrong: asked.wrong.length,
      examples: asked.wrong.slice(0, 5),
      ...delivered,
      textsAltered,
      crashes: product.starts - 1,
      residentMiB: { before, after },
      seconds: Math.round((performance.now() - started) / 1000),
    }
  } finally {
    await db.end()
    await product.stop()
    await meta.close()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

/** An owner, a number connected through the simulator, customers who wrote: what requests may name. */
async function furnish(meta: Meta, product: Product, db: pg.Client) {
  await hearFrom(meta, product.url)
  const account = await connect(meta, await signIn(product.url, OWNER.email, OWNER.password))
  await customersWrite(meta, db, account.wabaId, 5)
  const { rows } = await db.query<{ id: string }>(
    'select id from phone_number union all select id from conversation union all select id from contact union all select id from message',
  )
  const headers = { cookie: await cookieOf(product.url, OWNER.email, OWNER.password), origin: product.url }
  return { headers, ids: [account.wabaId, ...rows.map(({ id }) => id)] }
}

async function residentMiB({ url }: Product): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text()
  return Math.round(Number(/^process_resident_memory_bytes (\S+)/m.exec(text)?.[1]) / 2 ** 20)
}

async function askOddly({ url }: Product, order: HostileOrder, headers: Record<string, string>, ids: readonly string[]) {
  const operations = operationsOf((await (await fetch(`${url}/api/v1/openapi.json`)).json()) as Parameters<typeof operationsOf>[0])
  const each = Math.ceil(order.requests / operations.length)
  const statuses = new Map<number, number>()
  const wrong: unknown[] = []
  let count = 0
  for (const [method, path, operation] of operations) {
    const asked = fc.sample(requestsFor(path, operation, ids), { numRuns: each, seed: order.seed })
    await inLanes(asked, async (request) => {
      const target = `${url}${request.path}${request.query === '' ? '' : `?${request.query}`}`
      const takesBody = request.body !== undefined && method !== 'get'
      const answer = await fetch(target, {
        method: method.toUpperCase(),
        headers: { ...headers, ...(takesBody && { 'content-type': 'application/json' }) },
        redirect: 'manual',
        ...(takesBody && { body: JSON.stringify(request.body) }),
      })
      const text = await answer.text()
      count++
      statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1)
      if (answer.status < 400) return
      const code = answer.headers.get('content-type')?.startsWith('application/problem+json') ? codeOf(text) : null
      if (code === null || (answer.status >= 500 && !AWAY.has(code)))
        wrong.push([method, target.slice(0, 300), answer.status, text.slice(0, 200)])
    })
  }
  return { count, statuses, wrong }
}

function codeOf(text: string): string | null {
  const { code } = JSON.parse(text) as { code?: unknown } // the content type says what it is
  return typeof code === 'string' ? code : null
}

async function post({ url }: Product, body: Buffer): Promise<number> {
  const signature = `sha256=${createHmac('sha256', APP.secret).update(body).digest('hex')}`
  const headers = { 'content-type': 'application/json', 'x-hub-signature-256': signature }
  const answer = await fetch(`${url}/webhooks/whatsapp`, { method: 'POST', body: new Uint8Array(body), headers })
  await answer.arrayBuffer()
  return answer.status
}

/** Each body has a good message beside what is wrong in it, which must arrive. */
async function deliverOddly(product: Product, db: pg.Client, order: HostileOrder) {
  const witnesses: string[] = []
  let refused = 0
  await inLanes(fc.sample(spoiledBody(place), { numRuns: order.bodies, seed: order.seed }), async (body) => {
    const good = textFrom('5511970000002', 'boa')
    const isReadable = body['object'] === 'whatsapp_business_account' && Array.isArray(body['entry'])
    if (isReadable) witnesses.push(`${order.seed}.${good['id']}`)
    const beside = envelope(place, {
      contacts: [contactOf('5511970000002', 'Boa')],
      messages: [{ ...good, id: `${order.seed}.${good['id']}` }],
    })
    const entry = isReadable ? [...(body['entry'] as Item[]), ...(beside['entry'] as Item[])] : body['entry']
    if ((await post(product, metaJson({ ...body, entry }))) !== 200) refused++
  })
  await drained(db)
  const stored = await db.query<{ wamid: string }>('select wamid from message where wamid = any($1)', [witnesses])
  const dead = await db.query<{ n: number }>(
    'select count(*)::int as n from delivery_failure where dead_at is not null and not code = any($1)',
    [UNREADABLE],
  )
  return { refused, lost: witnesses.length - stored.rows.length, givenUp: dead.rows[0]?.n ?? 0 }
}

async function textsThatChanged(product: Product, db: pg.Client, order: HostileOrder): Promise<number> {
  const sent = new Map<string, string>()
  const batches: Item[][] = []
  for (const text of fc.sample(anyText, { numRuns: order.texts, seed: order.seed })) {
    const message = textFrom('5511970000003', text)
    sent.set(String(message['id']), text.toWellFormed().replaceAll('\u0000', '\ufffd'))
    const last = batches.at(-1)
    if (last === undefined || last.length === 100) batches.push([message])
    else last.push(message)
  }
  await inLanes(batches, async (messages) => {
    const body = envelope(place, { contacts: [contactOf('5511970000003', 'Texto')], messages })
    await post(product, messages.length % 2 === 0 ? metaJson(body) : Buffer.from(JSON.stringify(body)))
  })
  await drained(db)
  const { rows } = await db.query<{ wamid: string; text: string }>('select wamid, text from message where wamid = any($1)', [
    [...sent.keys()],
  ])
  return sent.size - rows.filter(({ wamid, text }) => sent.get(wamid) === text).length
}

async function inLanes<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  let next = 0
  const lane = async (): Promise<void> => {
    for (let nth = next++; nth < items.length; nth = next++) await work(items[nth] as T)
  }
  await Promise.all(Array.from({ length: 8 }, lane))
}
