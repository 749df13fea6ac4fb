import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { type Listener, openListener } from '../platform/listener.ts'
import { createLog } from '../platform/log.ts'
import { inTransaction } from '../platform/scope.ts'
import { type GraphPeer, graphPeer, targetsAt } from '../test/graph-peer.ts'
import { type SendingWorld, sendingWorld } from '../test/sending-world.ts'
import { reportRead, showTyping } from './courtesy.ts'
import { createGraphClient, type GraphClient } from './graph-client.ts'
import { LANE, wakeSender } from './outbox.ts'
import { type SenderLoop, startSenderLoop } from './sender-loop.ts'

let world: SendingWorld
let peer: GraphPeer
let graph: GraphClient
let listener: Listener
let loops: SenderLoop[] = []

beforeEach(async () => {
  world = await sendingWorld()
  peer = await graphPeer()
  graph = createGraphClient({ trustedUrls: () => [peer.url], replyTimeoutMs: 30_000 })
  listener = openListener(world.database.pipelineUrl, createLog('silent'))
})
afterEach(async () => {
  await Promise.all(loops.map((loop) => loop.stop()))
  loops = []
  await listener.close()
  await graph.close()
  await peer.close()
  await world.close()
})

async function start(pipeline = world.pipeline): Promise<SenderLoop> {
  const { references, waba } = world
  const loop = await startSenderLoop({
    pipeline,
    graph,
    targets: targetsAt(peer, waba),
    references,
    log: createLog('silent'),
    listener,
    pipelineUrl: world.database.pipelineUrl,
  })
  loops.push(loop)
  return loop
}
const eventually = { timeout: 45_000, interval: 10 }
const within = (work: Parameters<typeof inTransaction<void>>[1]) => inTransaction(world.scope, work)

describe('messages', () => {
  test('are sent as they are queued, each conversation in its order', async () => {
    await start()
    const conversations = await Promise.all(Array.from({ length: 5 }, () => world.addConversation()))
    const queued: string[][] = conversations.map(() => [])
    for (let round = 0; round < 6; round++) {
      for (const [n, conversation] of conversations.entries())
        queued[n]?.push(world.references.write(world.workspaceId, await world.queue(conversation)))
    }
    await vi.waitFor(() => expect(peer.accepted).toHaveLength(30), eventually)
    await vi.waitFor(async () => expect(await world.jobs()).toEqual([]), eventually)
    for (const references of queued) {
      expect(peer.accepted.map((send) => send.reference).filter((reference) => references.includes(reference))).toEqual(references)
    }
  })

  test('that were queued before the process started are sent too', async () => {
    await world.queue(await world.addConversation())
    await start()
    await vi.waitFor(() => expect(peer.accepted).toHaveLength(1), eventually)
  })

  test('of a number that is held wait while others go, and go at once when it is let go', async () => {
    await world.owner.query("update phone_number set paused_until = '9999-12-31', paused_because = 'payment_problem'")
    const other = await world.addNumber('15550002')
    await start()
    await world.queue(await world.addConversation())
    await world.queue(await world.addConversation(other))
    await vi.waitFor(() => expect(peer.accepted).toHaveLength(1), eventually)
    expect(peer.accepted[0]?.phoneNumberId).toBe(other)
    await world.owner.query('update phone_number set paused_until = null, paused_because = null')
    await within((tx) => wakeSender(tx.db, world.numberId))
    await vi.waitFor(() => expect(peer.accepted).toHaveLength(2), eventually)
    expect(peer.accepted[1]?.phoneNumberId).toBe(world.numberId)
  })

  test('under way are waited for when the process stops, and nothing new is taken up', async () => {
    let answer = () => {}
    const asked = new Promise<void>((resolve) => {
      peer.answer = () => {
        resolve()
        return new Promise((accept) => {
          answer = () => accept('accept')
        })
      }
    })
    const loop = await start()
    const conversation = await world.addConversation()
    const id = await world.queue(conversation)
    const next = await world.queue(conversation)
    await asked
    const stopped = loop.stop()
    answer()
    await stopped
    expect(await world.message(id)).toMatchObject({ status: 'accepted' })
    expect(await world.message(next)).toMatchObject({ status: 'queued' })
    expect(peer.seen).toBe(1)
  })

  test('wait while the database is away and go when it is back', async () => {
    await start()
    const conversation = await world.addConversation()
    await world.queue(conversation)
    await vi.waitFor(() => expect(peer.accepted).toHaveLength(1), eventually)
    await world.owner.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name like 'recado%'",
    )
    await vi.waitFor(() => world.queue(conversation), eventually) // the test's own connections were cut as well
    await vi.waitFor(() => expect(peer.accepted).toHaveLength(2), eventually)
    await vi.waitFor(async () => expect(await world.jobs()).toEqual([]), eventually)
  })
})

describe('what the customer sees besides', () => {
  const settings = (set: string) => world.owner.query(`update workspace set ${set}`)

  test('an opened conversation is reported as read once, whoever opens it how often', async () => {
    await start()
    await start(world.anotherPipeline())
    const conversation = await world.addConversation()
    await within(async (tx) => {
      await reportRead(tx, conversation)
      await reportRead(tx, conversation)
    })
    await within((tx) => reportRead(tx, conversation))
    await vi.waitFor(() => expect(peer.reads).toEqual([{ message_id: `wamid.in.${conversation}`, typing: false }]), eventually)
    await world.queue(conversation)
    await vi.waitFor(() => expect(peer.accepted).toHaveLength(1), eventually)
    expect(peer.reads).toHaveLength(1)
  })

  test('where only answers tell, opening says nothing and the accepted reply does', async () => {
    await settings("mark_read = 'on_reply'")
    await start()
    const conversation = await world.addConversation()
    await within((tx) => reportRead(tx, conversation))
    await within((tx) => showTyping(tx, conversation))
    await world.queue(conversation, { lane: LANE.reply })
    await vi.waitFor(() => expect(peer.reads).toEqual([{ message_id: `wamid.in.${conversation}`, typing: false }]), eventually)
    expect(peer.accepted).toHaveLength(1)
  })

  test('where customers are not to know, nothing is reported, and typing neither since it would tell', async () => {
    await settings("mark_read = 'never'")
    await start()
    const conversation = await world.addConversation()
    await within((tx) => reportRead(tx, conversation))
    await within((tx) => showTyping(tx, conversation))
    await world.queue(conversation)
    await vi.waitFor(async () => expect(await world.jobs()).toEqual([]), eventually)
    expect(peer.reads).toEqual([])
  })

  test('typing is shown, once for many keys', async () => {
    await start()
    const conversation = await world.addConversation()
    for (let key = 0; key < 5; key++) await within((tx) => showTyping(tx, conversation))
    await vi.waitFor(() => expect(peer.reads).toHaveLength(1), eventually)
    expect(peer.reads[0]).toMatchObject({ typing: true })
  })
})

test('messages that come in at another process count where the number is paced', async () => {
  await world.owner.query("update phone_number set throughput_level = 'STANDARD'")
  await start()
  const elsewhere = await start(world.anotherPipeline())
  const told: string[] = []
  await listener.on(
    'inbound_count',
    (payload) => told.push(payload),
    () => undefined,
  )
  await world.queue(await world.addConversation())
  await vi.waitFor(() => expect(peer.accepted).toHaveLength(1), eventually)
  const { rows } = await sql<{ owner: string }>`select owner from number_lane`.execute(world.pipeline)
  expect(rows).toHaveLength(1)
  await vi.waitFor(() => {
    for (const loop of loops) loop.noteInbound(world.numberId, 1)
    expect(told.join()).toContain(world.numberId)
  }, eventually)
  expect(elsewhere).toBeDefined()
})
