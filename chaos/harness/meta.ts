/** Plays Meta towards the product: signed deliveries, batched, repeated and out of order, each sent again until it is answered 200. */
import { createHmac } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { APP_SECRET } from './product.ts'
import type { Random } from './random.ts'

export interface Item {
  readonly wamid: string
  readonly customer: string
  readonly timestamp: number
  readonly text: string
}

export interface Place {
  readonly wabaId: string
  readonly phoneNumberId: string
  /** of the app that signs; that of the product under the supervisor unless said */
  readonly secret?: string
}

/** Customers write in bursts; a few write most. */
export function makeItems(random: Random, count: number, customers: number): Item[] {
  const start = 1_763_800_000
  return Array.from({ length: count }, (_, n) => ({
    wamid: `wamid.CHAOS${String(n).padStart(8, '0')}`,
    customer: `5511${900_000_000 + random.skewed(customers)}`,
    timestamp: start + Math.floor(n / 3),
    text: `mensagem ${n} 🙂`,
  }))
}

/** One to eight updates a call, a tenth of the calls repeated whole, a twentieth of the items batched again, neighbours swapped. */
export function makeDeliveries(random: Random, items: readonly Item[]): Item[][] {
  const calls: Item[][] = []
  for (let at = 0; at < items.length; ) {
    const size = 1 + random.below(8)
    calls.push(items.slice(at, at + size))
    at += size
  }
  const repeats = calls.filter(() => random.chance(0.1))
  const rebatched = items.filter(() => random.chance(0.05)).map((item) => [item])
  const all = [...calls, ...repeats, ...rebatched].map((call, place) => ({ call, key: place + random.below(40) }))
  return all.sort((a, b) => a.key - b.key).map(({ call }) => call)
}

export function bodyOf(place: Place, items: readonly Item[]): Buffer {
  const contacts = [...new Set(items.map((item) => item.customer))].map((wa_id) => ({
    profile: { name: `Cliente ${wa_id.slice(-3)}` },
    wa_id,
  }))
  const messages = items.map(({ wamid, customer, timestamp, text }) => ({
    from: customer,
    id: wamid,
    timestamp: String(timestamp),
    type: 'text',
    text: { body: text },
  }))
  return envelopeOf(place, { contacts, messages })
}

/** @param value Meta's own, of one change of the field `messages` */
export function envelopeOf(place: Place, value: Readonly<Record<string, unknown>>): Buffer {
  const metadata = { display_phone_number: '551140000000', phone_number_id: place.phoneNumberId }
  const change = { field: 'messages', value: { messaging_product: 'whatsapp', metadata, ...value } }
  return Buffer.from(JSON.stringify({ object: 'whatsapp_business_account', entry: [{ id: place.wabaId, changes: [change] }] }))
}

export interface Delivered {
  readonly acknowledged: number
  /** answers other than 200, and calls that got none: each was sent again */
  readonly again: number
}

/** When a call was first begun, and when it was answered 200, ms of one clock. */
export type Noted = (nth: number, begunAt: number, acknowledgedAt: number) => void

/** @param perSecond how fast calls are begun */
export async function deliverAll(
  url: string,
  place: Place,
  deliveries: readonly (readonly Item[])[],
  perSecond: number,
  noted: Noted = () => undefined,
): Promise<Delivered> {
  let again = 0
  const started = performance.now()
  let next = 0
  const lane = async (): Promise<void> => {
    for (let nth = next++; nth < deliveries.length; nth = next++) {
      await pause(Math.max(0, started + (nth * 1000) / perSecond - performance.now()))
      const begunAt = performance.now()
      again += await post(url, place, bodyOf(place, deliveries[nth] ?? []))
      noted(nth, begunAt, performance.now())
    }
  }
  await Promise.all(Array.from({ length: LANES }, lane))
  return { acknowledged: deliveries.length, again }
}

const LANES = 32

/** How a call was answered; status 0 when it was not, within ten seconds. */
export interface Answer {
  readonly status: number
  readonly ms: number
  readonly retryAfter: string | null
}

/** One signed call, sent again until it is answered 200. @returns how often it had to be sent again */
export async function post(url: string, place: Place, body: Buffer, heard: (answer: Answer) => void = () => undefined): Promise<number> {
  const signature = `sha256=${createHmac('sha256', place.secret ?? APP_SECRET)
    .update(body)
    .digest('hex')}`
  for (let again = 0, wait = 50; ; again++, wait = Math.min(wait * 2, 1_000)) {
    const asked = performance.now()
    const { status, retryAfter } = await fetch(`${url}/webhooks/whatsapp`, {
      method: 'POST',
      body: new Uint8Array(body),
      headers: { 'content-type': 'application/json', 'x-hub-signature-256': signature },
      signal: AbortSignal.timeout(10_000),
    }).then(
      (answer) => ({ status: answer.status, retryAfter: answer.headers.get('retry-after') }),
      () => ({ status: 0, retryAfter: null }),
    )
    heard({ status, retryAfter, ms: performance.now() - asked })
    if (status === 200) return again
    await pause(wait)
  }
}
