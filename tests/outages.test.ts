/** A day without Meta, on a clock of the test's own, and a day and a half without us. */
import type { AddressInfo } from 'node:net'
import pg from 'pg'
import { describe, expect, onTestFinished, test } from 'vitest'
import { checkOrder } from '../chaos/harness/check-order.ts'
import { bodyOf, type Item, makeDeliveries, post } from '../chaos/harness/meta.ts'
import { Random } from '../chaos/harness/random.ts'
import { startInboundLoop } from '../server/src/inbound/loop.ts'
import type { GraphClient, SendResult } from '../server/src/outbound/graph-client.ts'
import { Sender } from '../server/src/outbound/sender.ts'
import { createLog } from '../server/src/platform/log.ts'
import { type SendingWorld, sendingWorld } from '../server/src/test/sending-world.ts'
import { virtualTime } from '../server/src/test/virtual-time.ts'
import { SECRET, world } from '../server/src/test/world.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

interface Queued {
  readonly id: string
  readonly reference: string
  readonly conversationId: string
  readonly kind: 'session' | 'template'
  /** of its conversation, virtual ms */
  readonly windowEnds: number
}

/** How Meta is away. Whatever it says while it is away, the product must not take it for an answer about a message. */
const ABSENCES: readonly (readonly [string, SendResult])[] = [
  ['no connection', { outcome: 'not_sent', cause: 'ECONNREFUSED' }],
  ['no answer', { outcome: 'ambiguous', cause: 'timeout', error: null }],
  [
    'nothing but errors',
    {
      outcome: 'ambiguous',
      cause: 'graph_2',
      error: { httpStatus: 503, code: 2, subcode: null, title: 'down', details: null, traceId: null },
    },
  ],
]
/** Calls of a number that may be under way before anybody can know that Meta is gone. */
const MOST_IN_DOUBT = 8
const LOOK = 30 * MINUTE

describe('Meta is away for 24 hours', () => {
  test.each(ABSENCES)(
    '%s: what waits is seen waiting, and then goes out once and in order, or fails and says why',
    async (_name, absence) => {
      const outage = await startOutage(absence, 11)
      await outage.until(12 * HOUR)
      const halfWay = await outage.states()
      for (const message of outage.queued) {
        const { status } = halfWay.get(message.id) ?? {}
        if (status === 'failed') expect(message.windowEnds).toBeLessThanOrEqual(outage.now())
      }
      expect([...halfWay.values()].filter(({ status }) => status === 'queued').length).toBeGreaterThan(outage.queued.length / 3)

      await outage.until(24 * HOUR)
      outage.metaIsBack()
      await outage.until(25 * HOUR)
      const states = await outage.states()
      const tally = (status: string) => [...states.values()].filter((state) => state.status === status).length
      expect(await outage.world.jobs()).toEqual([])
      expect(tally('accepted') + tally('failed') + tally('unknown')).toBe(outage.queued.length)
      expect(tally('unknown')).toBeLessThanOrEqual(absence.outcome === 'ambiguous' ? 2 * MOST_IN_DOUBT : 0)
      for (const { status, reason } of states.values()) {
        if (status === 'failed') expect(['window_closed', 'expired']).toContain(reason)
        if (status === 'unknown') expect(reason).toBe('answer_lost')
      }
      outage.judgeSends()
    },
  )
})

interface Sent {
  readonly at: number
  readonly reference: string
}

async function startOutage(absence: SendResult, seed: number) {
  const random = new Random(seed)
  const w: SendingWorld = await sendingWorld()
  const time = await virtualTime(w.database.ownerUrl)
  const sent: Sent[] = []
  let isAway = true
  const graph: Pick<GraphClient, 'sendMessage' | 'call'> = {
    async sendMessage(_target, _number, payload) {
      if (isAway) return absence
      sent.push({ at: time.ms(), reference: String(payload['biz_opaque_callback_data']) })
      return { outcome: 'accepted', wamid: `wamid.BACK${sent.length}`, waId: null, userId: null, held: false }
    },
    async call(_target, _call, answer) {
      if (isAway) return { ok: false, error: null, cause: 'timeout' }
      return { ok: true, value: answer.parse({ id: '15550001' }) }
    },
  }
  const sender = new Sender({
    pipeline: w.anotherPipeline(),
    graph,
    targets: {
      ofNumber: async (_workspace, numberId) => ({
        target: { baseUrl: 'http://127.0.0.1:9/v26.0', token: 'token', appSecret: null },
        phoneNumberId: numberId,
        waba: w.waba,
        wabaId: '1000',
      }),
      forget: () => undefined,
    },
    references: w.references,
    log: createLog('silent'),
    clock: time.ms,
    wall: time.date,
    random: () => random.next(),
  })
  onTestFinished(async () => {
    await time.close()
    await w.close()
  })

  const start = time.ms()
  const numbers = [w.numberId, await w.addNumber('15550077', 'STANDARD')]
  const conversations = await Promise.all(
    Array.from({ length: 16 }, async (_, n) => {
      const windowMinutes = 30 + random.below(47 * 60)
      const id = await w.addConversation(numbers[n % 2], windowMinutes)
      return { id, windowEnds: start + windowMinutes * MINUTE }
    }),
  )
  const queued: Queued[] = []
  const write = async () => {
    const conversation = conversations[random.below(conversations.length)]
    if (conversation === undefined) return
    const isOpen = conversation.windowEnds > time.ms()
    const kind = isOpen && random.chance(0.7) ? 'session' : 'template'
    const id = await w.queue(conversation.id, { type: kind === 'session' ? 'text' : 'template' })
    const reference = w.references.write(w.workspaceId, id)
    queued.push({ id, reference, conversationId: conversation.id, kind, windowEnds: conversation.windowEnds })
  }
  let nextWriteAt = start

  /**
   * Moves on from one thing that is due to the next, in the depth of the outage from one look in half an hour to the next: whoever looks
   * late must come to the same. People go on writing while Meta is away.
   */
  async function until(afterStart: number): Promise<void> {
    while (time.ms() < start + afterStart) {
      while (isAway && nextWriteAt <= time.ms()) {
        await write()
        nextWriteAt += 15 * MINUTE
      }
      const due = await time.until('select min(run_at) from outbox where attempt_id is null and run_at > virtual.now()')
      const waits: number[] = []
      for (const number of numbers) {
        const { claimed, nextMs } = await sender.turn(number, w.workspaceId, false)
        waits.push(nextMs ?? (claimed > 0 ? 1 : (due ?? LOOK)))
      }
      await sender.quiesce()
      const since = time.ms() - start
      const isDeep = isAway && since > 5 * MINUTE && since < 24 * HOUR - 5 * MINUTE
      const next = Math.min(isDeep ? LOOK : Math.min(...waits), LOOK, isAway ? nextWriteAt - time.ms() : LOOK)
      await time.pass(Math.max(1, next))
    }
  }

  return {
    world: w,
    queued,
    now: time.ms,
    until,
    metaIsBack() {
      isAway = false
    },
    async states() {
      const { rows } = await w.owner.query<{ id: string; status: string; reason: string | null }>(
        "select id, status, error ->> 'reason' as reason from message",
      )
      return new Map(rows.map((row) => [row.id, row]))
    },
    /** Each once, in the order of its conversation, none after its window, none faster than Meta allows. */
    judgeSends() {
      expect(new Set(sent.map(({ reference }) => reference)).size).toBe(sent.length)
      expect(sent.length).toBeGreaterThan(queued.length / 3)
      const byReference = new Map(queued.map((message) => [message.reference, message]))
      for (const { id } of conversations) {
        const order = sent.map(({ reference }) => reference).filter((reference) => byReference.get(reference)?.conversationId === id)
        expect(order).toEqual(queued.map(({ reference }) => reference).filter((reference) => order.includes(reference)))
      }
      for (const { at, reference } of sent) {
        const message = byReference.get(reference)
        if (message?.kind === 'session') expect(at).toBeLessThan(message.windowEnds)
      }
    },
  }
}

const AWAY_HOURS = 36

describe('we are away for 36 hours', () => {
  test('what Meta kept is stored once and in order however late it comes, and windows are those of when customers wrote', async () => {
    const w = await world()
    await w.app.listen({ port: 0, host: '127.0.0.1' })
    const url = `http://127.0.0.1:${(w.app.server.address() as AddressInfo).port}`
    const worker = startInboundLoop(w.inbound)
    const db = new pg.Pool({ connectionString: w.ownerUrl, max: 1 })
    onTestFinished(async () => {
      await worker.stop()
      await db.end()
      await w.close()
    })
    const random = new Random(5)
    const back = Math.floor(Date.now() / 1000)
    const items = whatCustomersWrote(random, back - AWAY_HOURS * 3600, back)
    const deliveries = makeDeliveries(random, items)
    const place = { wabaId: w.home.wabaId, phoneNumberId: w.home.phoneNumberId, secret: SECRET }
    const comesAt = deliveries.map((call) => whenTriedAgain(random, Math.max(...call.map((item) => item.timestamp)), back))
    const inOrderOfArrival = deliveries.map((call, n) => ({ call, at: comesAt[n] ?? 0 })).sort((a, b) => a.at - b.at)
    for (const { call } of inOrderOfArrival) await post(url, place, bodyOf(place, call))
    while ((await db.query('select from delivery_batch where done_at is null')).rowCount !== 0) await new Promise(setImmediate)

    const receipts = inOrderOfArrival.map(({ call }, nth) => ({ items: call, begunAt: nth, acknowledgedAt: nth + 0.5 }))
    const verdict = await checkOrder({ url, place, workspaceId: w.home.workspaceId, db }, items, receipts)
    expect(verdict).toEqual({ lost: 0, doubled: 0, inversions: 0, split: 0, cardsWrong: 0, deadLetters: 0 })

    for (const conversation of await w.list('?limit=100')) {
      const answer = { type: 'text', text: { body: 'Voltamos!' } }
      const { status, body } = await w.home.owner.send('POST', `/api/v1/conversations/${conversation.id}/messages`, answer)
      const isOpen = Date.parse(conversation.windowExpiresAt) > Date.now()
      expect([status, body.code]).toEqual(isOpen ? [202, undefined] : [409, 'window_closed'])
    }
  })
})

/** Some wrote at the beginning and gave up, some until the end. */
function whatCustomersWrote(random: Random, from: number, to: number): Item[] {
  return Array.from({ length: 20 }, (_, customer) => {
    const patience = (to - from - 600) * ((customer + 1) / 20)
    return Array.from({ length: 1 + random.below(12) }, (_, n) => ({
      wamid: `wamid.AWAY${customer}.${n}`,
      customer: `5511${900_000_000 + customer}`,
      timestamp: Math.floor(from + random.next() * patience),
      text: `mensagem ${n}`,
    }))
  })
    .flat()
    .sort((a, b) => a.timestamp - b.timestamp)
}

/** Meta tries at once and then with pauses that double up to six hours: the first time that is after our return. */
function whenTriedAgain(random: Random, wroteAt: number, back: number): number {
  let at = wroteAt
  for (let pauseSeconds = 10; at < back; pauseSeconds = Math.min(pauseSeconds * 2, 6 * 3600))
    at += pauseSeconds * (0.75 + random.next() / 2)
  return at
}
