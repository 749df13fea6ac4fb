import type { StatusReport } from '@recado/cloud-api/webhook'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { applyStatuses } from '../messages/apply-status.ts'
import { openLifeline } from '../platform/lifeline.ts'
import { createLog } from '../platform/log.ts'
import { inTransaction } from '../platform/scope.ts'
import { type Answer, type GraphPeer, graphPeer, targetsAt } from '../test/graph-peer.ts'
import { type SendingWorld, sendingWorld, statusReport } from '../test/sending-world.ts'
import { createGraphClient, type GraphClient } from './graph-client.ts'
import { LANE } from './outbox.ts'
import { Sender, type SenderDeps } from './sender.ts'

let world: SendingWorld
let peer: GraphPeer
let graph: GraphClient
const clients: GraphClient[] = []

beforeEach(async () => {
  world = await sendingWorld()
  peer = await graphPeer()
  graph = createGraphClient({ trustedUrls: () => [peer.url], replyTimeoutMs: 30_000 })
  clients.push(graph)
})
afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.close()))
  await peer.close()
  await world.close()
})

const sender = (more: Partial<SenderDeps> = {}) =>
  new Sender({
    pipeline: world.pipeline,
    graph,
    targets: targetsAt(peer, world.waba),
    references: world.references,
    log: createLog('silent'),
    ...more,
  })

async function emptyQueue(...senders: Sender[]): Promise<void> {
  let worked = true
  while (worked) worked = (await Promise.all(senders.map((one) => one.runOnce()))).some(Boolean)
}
/** What waits for its retry is due. */
const timePasses = () => world.owner.query("update outbox set run_at = now() - interval '1 second' where attempt_id is null")
/** However long the test takes, nobody else gets the lane by waiting. */
const leaseLasts = () => world.owner.query("update number_lane set lease_until = now() + interval '1 hour'")
const report = (...reports: [string, string, Partial<StatusReport>?][]) =>
  inTransaction(world.scope, (tx) =>
    applyStatuses(
      tx.db,
      world.workspaceId,
      reports.map(([status, wamid, more]) => statusReport(status, wamid, more)),
      world.references,
    ),
  )
const referenceOf = (id: string) => world.references.write(world.workspaceId, id)

describe('a message', () => {
  test('goes out once, with our reference, and is accepted everywhere', async () => {
    const conversation = await world.addConversation()
    const id = await world.queue(conversation, { body: 'Bom dia!' })
    await emptyQueue(sender())
    expect(peer.accepted).toHaveLength(1)
    expect(peer.accepted[0]).toMatchObject({ phoneNumberId: world.numberId, reference: referenceOf(id) })
    expect(peer.accepted[0]?.body).toMatchObject({ messaging_product: 'whatsapp', type: 'text', text: { body: 'Bom dia!' } })
    expect(peer.accepted[0]?.to).toMatch(/^\+55119/)
    expect(await world.message(id)).toMatchObject({ status: 'accepted', wamid: peer.accepted[0]?.wamid, error: null })
    expect((await world.card(conversation)).status).toBe('accepted')
    expect(await world.jobs()).toEqual([])
    expect(await world.events()).toMatchObject([{ type: 'message.updated', messageId: id, status: 'accepted' }])
  })

  test('whose report overtakes the answer keeps the report', async () => {
    const id = await world.queue(await world.addConversation())
    peer.answer = async (send): Promise<Answer> => {
      await report(['delivered', 'wamid.early', { callbackData: send.reference }])
      return 'accept'
    }
    await emptyQueue(sender())
    expect(await world.message(id)).toMatchObject({ status: 'delivered', wamid: 'wamid.early' })
    expect(await world.jobs()).toEqual([])
  })

  test('whose report came nameless, before we knew its wamid, is joined to it', async () => {
    const id = await world.queue(await world.addConversation())
    peer.answer = async (send): Promise<Answer> => {
      await report(['sent', `wamid.0.${send.reference}`], ['delivered', `wamid.0.${send.reference}`])
      return 'accept'
    }
    await emptyQueue(sender())
    expect(await world.message(id)).toMatchObject({ status: 'delivered' })
  })

  test('to a customer whose phone is hidden goes to the user id', async () => {
    const conversation = await world.addConversation()
    await world.queue(conversation)
    await world.owner.query("update contact set phone = null, bsuid = 'BR.1502576394655843'")
    await emptyQueue(sender())
    expect(peer.accepted[0]?.body).toMatchObject({ recipient: 'BR.1502576394655843' })
  })

  test('that Meta refuses fails with the reason, and the conversation goes on', async () => {
    const conversation = await world.addConversation()
    const refused = await world.queue(conversation)
    const next = await world.queue(conversation)
    peer.answer = (send) => (send.reference === referenceOf(refused) ? { code: 131026 } : 'accept')
    await emptyQueue(sender())
    expect(await world.message(refused)).toMatchObject({
      status: 'failed',
      error: { code: 131026, reason: 'undeliverable', details: 'as told' },
    })
    expect(await world.message(next)).toMatchObject({ status: 'accepted' })
  })
})

describe('a lost answer', () => {
  test('leaves the message unknown, frees the conversation, is never sent again, and a report resolves it', async () => {
    const conversation = await world.addConversation()
    const lost = await world.queue(conversation)
    const next = await world.queue(conversation)
    peer.answer = (send) => (send.reference === referenceOf(lost) ? 'drop' : 'accept')
    await emptyQueue(sender())
    await timePasses()
    await emptyQueue(sender())
    expect(await world.message(lost)).toMatchObject({ status: 'unknown', wamid: null, error: { reason: 'answer_lost', retryable: true } })
    expect(await world.message(next)).toMatchObject({ status: 'accepted' })
    expect(peer.accepted.filter((send) => send.reference === referenceOf(lost))).toHaveLength(1)
    await report(['sent', peer.accepted[0]?.wamid ?? '', { callbackData: referenceOf(lost) }])
    expect(await world.message(lost)).toMatchObject({ status: 'sent', wamid: peer.accepted[0]?.wamid, error: null })
  })

  test.each([{ code: 1 }, { code: 2, status: 503 }, { code: 131000, status: 500 }, { code: 131016, status: 500 }])(
    '%j from Meta counts as one',
    async (answer) => {
      const id = await world.queue(await world.addConversation())
      peer.answer = () => answer
      await emptyQueue(sender())
      expect(await world.message(id)).toMatchObject({ status: 'unknown', error: { code: answer.code } })
      expect(peer.seen).toBe(1)
    },
  )
})

describe('a process that dies', () => {
  test('between the attempt and its answer leaves the message unknown and never sends it twice', async () => {
    const id = await world.queue(await world.addConversation())
    const dying = sender({ graph: { ...graph, sendMessage: () => new Promise(() => undefined) } })
    await dying.turn(world.numberId, world.workspaceId, false)
    const survivor = sender()
    await world.owner.query("update number_lane set lease_until = now() - interval '1 minute'")
    await emptyQueue(survivor)
    expect(peer.seen).toBe(0)
    await world.owner.query("update outbox set attempt_started_at = now() - interval '1 hour'")
    await emptyQueue(survivor)
    expect(await world.message(id)).toMatchObject({ status: 'unknown', error: { reason: 'answer_lost' } })
    expect(peer.seen).toBe(0)
    expect(await world.jobs()).toEqual([])
  })

  test('is missed within seconds where its lifeline tells, and its lane is free at once', async () => {
    const conversation = await world.addConversation()
    const id = await world.queue(conversation)
    const next = await world.queue(conversation)
    const lifeline = await openLifeline(world.database.pipelineUrl)
    const dying = sender({ lifeline, graph: { ...graph, sendMessage: () => new Promise(() => undefined) } })
    await dying.turn(world.numberId, world.workspaceId, false)
    const survivor = sender({ clock: () => 1_000 }) // the silence it has to keep lasts as long as the test
    await leaseLasts()
    expect(await survivor.lanes.take(world.numberId, world.workspaceId)).toBeNull()
    await lifeline.close()
    await vi.waitFor(async () => expect(await survivor.lanes.take(world.numberId, world.workspaceId)).not.toBeNull(), { timeout: 45_000 })
    await world.owner.query("update outbox set attempt_started_at = now() - interval '4 seconds' where attempt_id is not null")
    await emptyQueue(survivor)
    expect(await world.message(id)).toMatchObject({ status: 'unknown' })
    expect(await world.message(next)).toMatchObject({ status: 'queued' }) // still within the window of silence
    expect((await survivor.turn(world.numberId, world.workspaceId, false)).nextMs).toBeGreaterThan(0)
  })

  test('after the report came does not leave a doubt', async () => {
    const id = await world.queue(await world.addConversation())
    await sender({ graph: { ...graph, sendMessage: () => new Promise(() => undefined) } }).turn(world.numberId, world.workspaceId, false)
    await report(['sent', 'wamid.x', { callbackData: referenceOf(id) }])
    expect(await world.jobs()).toEqual([])
    await emptyQueue(sender())
    expect(await world.message(id)).toMatchObject({ status: 'sent' })
  })

  test('before the attempt is recorded loses nothing', async () => {
    const id = await world.queue(await world.addConversation())
    const client = await world.owner.connect()
    await client.query('begin')
    await client.query('update outbox set attempt_id = gen_random_uuid(), attempt_started_at = now()')
    await client.query('rollback')
    client.release()
    await emptyQueue(sender())
    expect(await world.message(id)).toMatchObject({ status: 'accepted' })
  })
})

describe('when Meta says not now', () => {
  test('130429 waits and is sent later, and other numbers go on', async () => {
    const other = await world.addNumber('15550002')
    const slow = await world.queue(await world.addConversation())
    const quick = await world.queue(await world.addConversation(other))
    peer.answer = (send) => (send.phoneNumberId === world.numberId ? { code: 130429 } : 'accept')
    const one = sender()
    await emptyQueue(one)
    expect(await world.message(slow)).toMatchObject({ status: 'queued', error: null })
    expect(await world.message(quick)).toMatchObject({ status: 'accepted' })
    peer.answer = () => 'accept'
    await timePasses()
    await leaseLasts()
    await emptyQueue(sender())
    expect(await world.message(slow)).toMatchObject({ status: 'queued' }) // the first one still speaks for the number
    let now = 0
    const later = sender({ clock: () => performance.now() + now })
    await one.lanes.release()
    now = 5_000
    await later.runOnce()
    now = 10_000
    await emptyQueue(later)
    expect(await world.message(slow)).toMatchObject({ status: 'accepted' })
  })

  test('131056 holds one conversation and nobody else', async () => {
    const [busy, free] = [await world.addConversation(), await world.addConversation()]
    const held = [await world.queue(busy), await world.queue(busy)]
    peer.answer = (send) => (send.reference === referenceOf(held[0] ?? '') ? { code: 131056 } : 'accept')
    const others = [await world.queue(free), await world.queue(free)]
    const [began] = (await world.owner.query<{ at: Date }>('select now() as at')).rows
    await emptyQueue(sender())
    const [ended] = (await world.owner.query<{ at: Date }>('select now() as at')).rows
    for (const id of held) expect(await world.message(id)).toMatchObject({ status: 'queued' })
    for (const id of others) expect(await world.message(id)).toMatchObject({ status: 'accepted' })
    const [job] = await world.jobs()
    const due = new Date(job?.run_at).getTime()
    expect(due).toBeGreaterThan((began?.at.getTime() ?? 0) + 3_000)
    expect(due).toBeLessThan((ended?.at.getTime() ?? 0) + 9_000)
  })

  test('a refused token holds every number of the account, keeps the queue and says so', async () => {
    const other = await world.addNumber('15550002')
    const ids = [await world.queue(await world.addConversation()), await world.queue(await world.addConversation(other))]
    peer.answer = () => ({ code: 190, status: 401, subcode: 463 })
    await emptyQueue(sender())
    await timePasses()
    await emptyQueue(sender())
    for (const id of ids) expect(await world.message(id)).toMatchObject({ status: 'queued', error: null })
    const seen = peer.seen
    const number = await world.owner.query(
      'select n.paused_until, n.paused_because, w.token_state from phone_number n join waba w on w.id = n.waba',
    )
    for (const row of number.rows) expect(row).toMatchObject({ paused_because: 'token_invalid', token_state: 'expired' })
    expect((await world.events()).filter((event) => event.type === 'number.updated').length).toBeGreaterThanOrEqual(2)

    peer.answer = () => 'accept'
    await world.owner.query('update phone_number set paused_until = null, paused_because = null')
    await timePasses()
    await world.owner.query("update number_lane set lease_until = now() - interval '1 minute'")
    await emptyQueue(sender())
    for (const id of ids) expect(await world.message(id)).toMatchObject({ status: 'accepted' })
    expect(peer.seen).toBe(seen + 2)
  })

  test('an outage leaves a handful of doubts and not a queue full of them', async () => {
    const ids: string[] = []
    for (let n = 0; n < 40; n++) ids.push(await world.queue(await world.addConversation()))
    peer.answer = () => ({ code: 131016, status: 500 })
    let now = 0
    const one = sender({ clock: () => (now += 20) })
    for (let n = 0; n < 40; n++) await one.runOnce()
    const states = await Promise.all(ids.map(async (id) => (await world.message(id)).status))
    expect(states.filter((status) => status === 'unknown').length).toBeLessThan(30)
    expect(states.filter((status) => status === 'queued').length).toBeGreaterThan(10)
  })
})

describe('what lay in the queue for too long', () => {
  test('text whose window closed fails before anybody is called', async () => {
    const id = await world.queue(await world.addConversation(world.numberId, -1))
    await emptyQueue(sender())
    expect(await world.message(id)).toMatchObject({ status: 'failed', error: { code: 0, reason: 'window_closed', retryable: false } })
    expect(peer.seen).toBe(0)
  })

  test('a template goes though the window is closed, but not for ever', async () => {
    const conversation = await world.addConversation(world.numberId, -1)
    const fresh = await world.queue(conversation, { type: 'template' })
    const old = await world.queue(conversation, { type: 'template' })
    await world.owner.query("update outbox set enqueued_at = now() - interval '31 days' where message_id = $1", [old])
    await emptyQueue(sender())
    expect(await world.message(fresh)).toMatchObject({ status: 'accepted' })
    expect(await world.message(old)).toMatchObject({ status: 'failed', error: { reason: 'expired' } })
  })

  test('the messages of a number that was disconnected fail and say so', async () => {
    const id = await world.queue(await world.addConversation())
    await world.owner.query('update phone_number set disconnected_at = now()')
    await emptyQueue(sender({ targets: { ofNumber: async () => null, forget: () => undefined } }))
    expect(await world.message(id)).toMatchObject({ status: 'failed', error: { reason: 'number_disconnected' } })
  })
})

describe('order', () => {
  test('of a conversation is kept, with one call at a time, however many senders there are', async () => {
    const conversations = await Promise.all(Array.from({ length: 12 }, () => world.addConversation()))
    const queued = new Map<string, string[]>(conversations.map((id) => [id, []]))
    for (let round = 0; round < 8; round++) {
      for (const conversation of conversations) queued.get(conversation)?.push(referenceOf(await world.queue(conversation)))
    }
    const owner = new Map(
      [...queued].flatMap(([conversation, references]) => references.map((reference) => [reference, conversation] as const)),
    )
    const underWay = new Map<string, number>()
    let overlaps = 0
    peer.answer = async (send): Promise<Answer> => {
      const conversation = owner.get(send.reference) ?? ''
      underWay.set(conversation, (underWay.get(conversation) ?? 0) + 1)
      if ((underWay.get(conversation) ?? 0) > 1) overlaps++
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 6))
      underWay.set(conversation, (underWay.get(conversation) ?? 0) - 1)
      return Math.random() < 0.1 ? { code: 131208 } : 'accept'
    }
    const senders = [sender(), sender({ pipeline: world.anotherPipeline() })]
    for (let left = 1; left > 0; left = (await world.jobs()).length) {
      await timePasses()
      await Promise.all(senders.map((one) => one.runOnce()))
    }
    expect(overlaps).toBe(0)
    for (const [conversation, references] of queued) {
      expect(peer.accepted.filter((send) => owner.get(send.reference) === conversation).map((send) => send.reference)).toEqual(references)
    }
  })

  test('a person is answered before five thousand of a campaign', async () => {
    await world.owner.query(
      `with people as (
         insert into contact (workspace_id, id, phone) select $1, gen_random_uuid(), '5511' || n from generate_series(100000000, 100004999) n returning id
       ), talks as (
         insert into conversation (workspace_id, id, number_id, contact_id, last_message_at, window_expires_at)
         select $1, gen_random_uuid(), $2, id, now(), now() + interval '1 hour' from people returning id
       ), messages as (
         insert into message (workspace_id, id, conversation_id, direction, type, content, text, sent_at, arrival, origin, status)
         select $1, gen_random_uuid(), id, 'out', 'text', '{"body":"promo"}', 'promo', now(), 1, 'api', 'queued' from talks returning id, conversation_id
       )
       insert into outbox (workspace_id, number_id, conversation_id, message_id, lane) select $1, $2, conversation_id, id, 9 from messages`,
      [world.workspaceId, world.numberId],
    )
    const one = sender()
    await one.runOnce()
    const before = peer.accepted.length
    const reply = await world.queue(await world.addConversation(), { lane: LANE.reply })
    await one.runOnce()
    expect(before).toBeGreaterThan(0)
    expect(before).toBeLessThan(5_000)
    const next = peer.accepted.slice(before).sort((a, b) => a.at - b.at)
    expect(next.slice(0, 3).map((send) => send.reference)).toContain(referenceOf(reply))
  })
})

describe('two senders on two pools', () => {
  test('never send a message twice, and only one speaks for a number', async () => {
    const ids: string[] = []
    for (let n = 0; n < 60; n++) ids.push(await world.queue(await world.addConversation()))
    await emptyQueue(sender(), sender({ pipeline: world.anotherPipeline() }), sender({ pipeline: world.anotherPipeline() }))
    expect(peer.accepted.map((send) => send.reference).sort()).toEqual(ids.map(referenceOf).sort())
    expect((await world.owner.query('select from number_lane')).rowCount).toBe(1)
  })

  test('claim different messages even when both believe the number is theirs', async () => {
    for (let n = 0; n < 60; n++) await world.queue(await world.addConversation())
    const [one, two] = [sender(), sender({ pipeline: world.anotherPipeline() })]
    for (let n = 0; n < 30; n++) {
      await world.owner.query('update number_lane set owner = $1', [n % 2 === 0 ? one.owner.id : two.owner.id])
      await Promise.all([one.turn(world.numberId, world.workspaceId, false), two.turn(world.numberId, world.workspaceId, false)])
    }
    await Promise.all([one.quiesce(), two.quiesce()])
    const references = peer.accepted.map((send) => send.reference)
    expect(new Set(references).size).toBe(references.length)
    expect(references.length).toBeGreaterThan(0)
  })

  test('the one that takes over keeps silent for one window first', async () => {
    const conversation = await world.addConversation()
    await world.queue(conversation)
    const [one, two] = [sender(), sender({ clock: () => 1_000 })] // nothing of its silence passes
    await one.runOnce()
    await one.lanes.release()
    await world.queue(conversation)
    const turn = await two.turn(world.numberId, world.workspaceId, false)
    expect(turn.claimed).toBe(0)
    expect(turn.nextMs).toBeGreaterThan(500)
    expect(turn.nextMs).toBeLessThanOrEqual(1_010)
  })
})
