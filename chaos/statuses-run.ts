/**
 * The attack on status reports, on any product that listens. The simulator accepts and answers late; what becomes of each message is told
 * by us in its place: before the answer, after it and at the same moment, in any order, repeated with other times, in batches that mix
 * messages, with our reference or without, and among reports about messages that another app sent.
 */
import { setTimeout as pause } from 'node:timers/promises'
import type pg from 'pg'
import { checkStatuses, type StatusVerdict } from './harness/check-statuses.ts'
import { envelopeOf, type Place, post } from './harness/meta.ts'
import type { Person } from './harness/person.ts'
import { Random } from './harness/random.ts'
import type { Meta } from './harness/simulator.ts'
import { answerAll, connect, customersWrite, ledger } from './outbound-run.ts'

export interface StatusAttack {
  readonly seed: number
  readonly conversations: number
  /** of each conversation; below 45, the most one customer may be sent at once */
  readonly messages: number
}

export interface StatusTarget {
  readonly url: string
  readonly secret: string
  readonly meta: Meta
  readonly person: Person
  /** past row-level security */
  readonly db: pg.Client | pg.Pool
}

export interface Report {
  readonly wamid: string
  readonly status: string
  /** unix seconds */
  readonly timestamp: number
  /** what we sent along, where the report carries it */
  readonly reference: string | null
  readonly code: number | null
}

export interface StatusReport extends StatusVerdict {
  readonly seed: number
  readonly messages: number
  readonly reports: number
  readonly foreign: number
  readonly seconds: number
}

const ANSWERED_WITHIN_MS = 500
const START = 1_763_800_000
const QUIET_WITHIN_MS = 120_000
/** Lives that Meta's documentation allows, and some that only its queues can produce. */
const LIVES: readonly (readonly string[])[] = [
  ['sent', 'delivered', 'read'],
  ['sent', 'delivered'],
  ['sent', 'delivered', 'read', 'played'],
  ['sent', 'failed'],
  ['failed'],
  ['failed', 'delivered'],
  ['sent', 'failed', 'delivered', 'read'],
  ['read'],
]

export async function attackStatuses(target: StatusTarget, attack: StatusAttack): Promise<StatusReport> {
  const started = performance.now()
  const random = new Random(attack.seed)
  const { meta, person, db } = target
  const { wabaId, phoneNumberId } = await connect(meta, person)
  const conversations = await customersWrite(meta, db, wabaId, attack.conversations)
  await meta.control('PUT', `/api/wabas/${wabaId}/faults`, {
    latency: { minMs: 5, maxMs: ANSWERED_WITHIN_MS },
    pairRate: false,
    webhooks: { paused: true },
  })
  const place = { wabaId, phoneNumberId, secret: target.secret }
  const told: Report[] = []
  const sending = { over: false }
  const telling = tellAll(target, place, random, { wabaId, sending, expected: attack.conversations * attack.messages, told })
  await answerAll(person, random, conversations, attack.messages)
  sending.over = true
  await telling
  await quiet(db)
  return {
    seed: attack.seed,
    messages: attack.conversations * attack.messages,
    reports: told.length,
    foreign: told.filter((report) => report.wamid.startsWith('wamid.FOREIGN')).length,
    ...(await checkStatuses(db, told)),
    seconds: Math.round((performance.now() - started) / 1000),
  }
}

interface Telling {
  readonly wabaId: string
  readonly sending: { over: boolean }
  readonly expected: number
  readonly told: Report[]
}

/** As soon as Meta has a message, and long before its answer is back, its whole life is on the way. */
async function tellAll(target: StatusTarget, place: Place, random: Random, { wabaId, expected, told }: Telling): Promise<void> {
  const posts: Promise<unknown>[] = []
  let known = 0
  while (known < expected) {
    const accepted = (await ledger(target.meta, wabaId)).slice(known).map((send) => lifeOf(random, send.wamid, send.bizOpaqueCallbackData))
    known += accepted.length
    const foreign = accepted.filter(() => random.chance(0.1)).flatMap((_, n) => lifeOf(random, `wamid.FOREIGN${known}.${n}`, null))
    const due = random.shuffle([...accepted.flat(), ...foreign])
    told.push(...due)
    while (due.length > 0) {
      const batch = due.splice(0, 1 + random.below(30))
      const late = random.below(ANSWERED_WITHIN_MS)
      posts.push(pause(late).then(() => post(target.url, place, envelopeOf(place, { statuses: batch.map(statusOf) }))))
    }
    await pause(50)
  }
  await Promise.all(posts)
}

function lifeOf(random: Random, wamid: string, reference: string | null): Report[] {
  const known = random.chance(0.5) ? reference : null
  const steps = LIVES[random.below(LIVES.length)] ?? []
  return steps.flatMap((status, step) =>
    Array.from({ length: 1 + random.below(3) }, () => ({
      wamid,
      status,
      timestamp: START + step * 10 + random.below(5),
      reference: known,
      code: status === 'failed' ? 131026 : null,
    })),
  )
}

function statusOf({ wamid, status, timestamp, reference, code }: Report) {
  return {
    id: wamid,
    status,
    timestamp: String(timestamp),
    recipient_id: '5511900000000',
    ...(reference !== null && { biz_opaque_callback_data: reference }),
    ...(code !== null && { errors: [{ code, title: 'Message undeliverable', error_data: { details: 'not on WhatsApp' } }] }),
  }
}

async function quiet(db: pg.Client | pg.Pool): Promise<void> {
  const until = performance.now() + QUIET_WITHIN_MS
  for (let calm = 0; calm < 3 && performance.now() < until; ) {
    const { rows } = await db.query<{ n: number }>(
      'select ((select count(*) from outbox) + (select count(*) from delivery_batch where done_at is null))::int as n',
    )
    calm = rows[0]?.n === 0 ? calm + 1 : 0
    await pause(100)
  }
}
