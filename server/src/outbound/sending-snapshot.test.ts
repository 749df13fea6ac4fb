/** What the sender and the reports do to messages reaches every browser: snapshot + events = newer snapshot. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fullSnapshot, replay } from '../test/full-snapshot.ts'
import { type Answer, type GraphPeer, graphPeer, targetsAt } from '../test/graph-peer.ts'
import { envelope } from '../test/meta-webhooks.ts'
import { type World, world } from '../test/world.ts'
import { createGraphClient, type GraphClient } from './graph-client.ts'
import { Sender } from './sender.ts'

let w: World
let peer: GraphPeer
let graph: GraphClient
let sender: Sender
let id: string
beforeAll(async () => {
  w = await world()
  peer = await graphPeer()
  graph = createGraphClient({ trustedUrls: () => [peer.url] })
  const { pipeline, references, log } = w.deps
  sender = new Sender({ pipeline, graph, references, log, targets: targetsAt(peer, '') })
  await w.customerWrites('5511999990001', 'oi')
  id = (await w.list())[0].id
})
afterAll(async () => {
  await graph.close()
  await peer.close()
  await w.close()
})

/** An agent answers, Meta says what it says, reports come: at every step the browsers hold what they would read afresh. */
async function holds(answer: Answer, ...reports: string[]): Promise<{ status: string; error: { reason: string } | null }> {
  peer.answer = () => answer
  const message = (await w.home.owner.send('POST', `/api/v1/conversations/${id}/messages`, { type: 'text', text: { body: 'Temos sim' } }))
    .body
  const steps = [
    async () => {
      while (await sender.runOnce());
    },
    ...reports.map((status, nth) => async () => {
      const report = { id: peer.accepted.at(-1)?.wamid, status, timestamp: String(1_900_000_000 + nth), recipient_id: '5511999990001' }
      const errors = status === 'failed' ? [{ code: 131026, title: 'Message undeliverable' }] : undefined
      await w.deliver(envelope(w.home, { statuses: [{ ...report, biz_opaque_callback_data: peer.accepted.at(-1)?.reference, errors }] }))
      await w.settle()
    }),
  ]
  for (const step of steps) {
    const before = await fullSnapshot(w)
    await step()
    expect(await replay(w, before)).toEqual(await fullSnapshot(w))
  }
  const { body } = await w.home.owner.get(`/api/v1/conversations/${id}/messages`)
  return body.items.find((item: { id: string }) => item.id === message.id)
}

test('accepted, then read on a phone that skips a report', async () => {
  expect(await holds('accept', 'sent', 'read', 'delivered')).toMatchObject({ status: 'read', error: null })
})
test('accepted, then failed', async () => {
  expect(await holds('accept', 'failed')).toMatchObject({ status: 'failed', error: { reason: 'undeliverable' } })
})
test('refused', async () => {
  expect(await holds({ code: 131047 })).toMatchObject({ status: 'failed', error: { reason: 'window_closed' } })
})
test('the answer lost, and found again in a report', async () => {
  expect(await holds('drop')).toMatchObject({ status: 'unknown', error: { reason: 'answer_lost' } })
  expect(await holds('drop', 'delivered')).toMatchObject({ status: 'delivered', error: null })
})
test('the number held', async () => {
  expect(await holds({ code: 131042 })).toMatchObject({ status: 'queued', error: null })
  expect((await w.home.owner.get('/api/v1/numbers')).body.items[0]).toMatchObject({ pausedBecause: 'payment_problem' })
})
