import type { StatusReport } from '@recado/cloud-api/webhook'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { settle } from '../outbound/settle.ts'
import { newId } from '../platform/ids.ts'
import { inTransaction } from '../platform/scope.ts'
import { publishAll } from '../realtime/event-log.ts'
import { type SendingWorld, sendingWorld, statusReport } from '../test/sending-world.ts'
import { applyStatuses } from './apply-status.ts'

let world: SendingWorld
beforeAll(async () => {
  world = await sendingWorld()
})
afterAll(() => world.close())

const apply = (...reports: StatusReport[]) =>
  inTransaction(world.scope, async (tx) => {
    const publications = await applyStatuses(tx.db, world.workspaceId, reports, world.references)
    await publishAll(tx.db, world.workspaceId, publications)
    return publications
  })

async function accepted(wamid: string) {
  const conversation = await world.addConversation()
  const id = await world.queue(conversation)
  await world.owner.query("update message set status = 'accepted', wamid = $2 where id = $1", [id, wamid])
  await world.owner.query('delete from outbox where message_id = $1', [id])
  return { id, conversation }
}
const waiting = async () => (await world.owner.query('select wamid, status from waiting_status order by wamid')).rows

describe('a status report', () => {
  test('moves the message, its card and the screens, once for all reports of a batch', async () => {
    const { id, conversation } = await accepted('wamid.A')
    const publications = await apply(
      statusReport('read', 'wamid.A', { timestamp: 1_800_000_003 }),
      statusReport('sent', 'wamid.A', { timestamp: 1_800_000_001, pricing: { category: 'utility' } }),
      statusReport('delivered', 'wamid.A', { timestamp: 1_800_000_002 }),
    )
    expect(await world.message(id)).toMatchObject({
      status: 'read',
      status_times: { sent: 1_800_000_001, delivered: 1_800_000_002, read: 1_800_000_003 },
      pricing: { category: 'utility' },
    })
    expect((await world.card(conversation)).status).toBe('read')
    expect(publications).toHaveLength(1)
    expect(publications[0]?.event).toMatchObject({ type: 'message.updated', messageId: id, conversationId: conversation, status: 'read' })
  })

  test('that is repeated changes and announces nothing', async () => {
    await accepted('wamid.B')
    await apply(statusReport('sent', 'wamid.B'))
    expect(await apply(statusReport('sent', 'wamid.B'))).toEqual([])
  })

  test('leaves the card alone when a newer message is on it', async () => {
    const { conversation } = await accepted('wamid.C')
    const newer = await world.queue(conversation)
    await apply(statusReport('read', 'wamid.C'))
    expect(await world.card(conversation)).toMatchObject({ id: newer, status: 'queued' })
  })

  test('with our reference finds a message whose wamid we never learnt, and frees its conversation', async () => {
    const conversation = await world.addConversation()
    const id = await world.queue(conversation)
    const callbackData = world.references.write(world.workspaceId, id)
    await apply(statusReport('delivered', 'wamid.D', { callbackData }))
    expect(await world.message(id)).toMatchObject({ status: 'delivered', wamid: 'wamid.D' })
    expect((await world.jobs()).filter((job) => job.message_id === id)).toEqual([])
  })

  test('with a reference that is not ours moves nothing', async () => {
    const conversation = await world.addConversation()
    const id = await world.queue(conversation)
    const forged = world.references.write(newId(), id)
    expect(await apply(statusReport('read', 'wamid.E', { callbackData: forged }))).toEqual([])
    expect(await world.message(id)).toMatchObject({ status: 'queued', wamid: null })
  })

  test('of a failure shows its reason', async () => {
    const { id } = await accepted('wamid.F')
    await apply(statusReport('failed', 'wamid.F', { error: { code: 131049, title: 'Not delivered', details: 'healthy ecosystem' } }))
    expect(await world.message(id)).toMatchObject({
      status: 'failed',
      error: { code: 131049, reason: 'marketing_limit_of_user', details: 'healthy ecosystem', retryable: false },
    })
  })

  test('never touches what the customer wrote', async () => {
    const conversation = await world.addConversation()
    const id = newId()
    await world.owner.query(
      `insert into message (workspace_id, id, conversation_id, direction, type, content, text, sent_at, arrival, wamid)
       values ($1, $2, $3, 'in', 'text', '{}', 'oi', now(), 1, 'wamid.in')`,
      [world.workspaceId, id, conversation],
    )
    expect(await apply(statusReport('read', 'wamid.in'))).toEqual([])
    expect(await world.message(id)).toMatchObject({ status: null })
  })
})

describe('a report for a message nobody knows', () => {
  const answered = (id: string, wamid: string) =>
    settle(world.scope, [
      {
        outboxId: 0,
        attemptId: newId(),
        messageId: id,
        numberId: world.numberId,
        verdict: { kind: 'accepted', wamid },
        hold: null,
      },
    ])

  test('waits for it, with every word that was said of it, and is joined when the call is answered', async () => {
    const id = await world.queue(await world.addConversation())
    await apply(statusReport('delivered', 'wamid.G', { timestamp: 1_800_000_009 }), statusReport('sent', 'wamid.of-another-app'))
    await apply(statusReport('delivered', 'wamid.G', { timestamp: 1_800_000_004 }), statusReport('sent', 'wamid.G'))
    await apply(statusReport('delivered', 'wamid.G', { timestamp: 1_800_000_004 }))
    expect((await waiting()).filter((row) => row.wamid === 'wamid.G')).toHaveLength(3)
    await answered(id, 'wamid.G')
    expect(await world.message(id)).toMatchObject({ status: 'delivered', status_times: { delivered: 1_800_000_004 } })
    expect((await waiting()).map((row) => row.wamid)).toContain('wamid.of-another-app')
    expect((await waiting()).map((row) => row.wamid)).not.toContain('wamid.G')
  })

  test('never waits for what became known at that very moment', async () => {
    const numbers = Array.from({ length: 40 }, (_, n) => n)
    const ids = await Promise.all(numbers.map(async () => world.queue(await world.addConversation())))
    // A few pairs at a time: all at once would wait for connections, not for each other.
    for (let from = 0; from < ids.length; from += 8)
      await Promise.all(
        numbers
          .slice(from, from + 8)
          .flatMap((n) => [answered(ids[n] ?? '', `wamid.cross.${n}`), apply(statusReport('read', `wamid.cross.${n}`))]),
      )
    for (const id of ids) expect(await world.message(id)).toMatchObject({ status: 'read' })
    expect((await waiting()).filter((row) => row.wamid.startsWith('wamid.cross'))).toEqual([])
  })
})

describe('many at once', () => {
  test('a thousand reports take as many statements as one', async () => {
    const messages = await Promise.all(Array.from({ length: 40 }, (_, n) => accepted(`wamid.many.${n}`)))
    const counted = async (reports: StatusReport[]) => {
      const statements: string[] = []
      const db = world.pipeline.withPlugin({
        transformQuery: ({ node }) => {
          statements.push(node.kind)
          return node
        },
        transformResult: async ({ result }) => result,
      })
      await inTransaction({ ...world.scope, db }, (tx) => applyStatuses(tx.db, world.workspaceId, reports, world.references))
      return statements.length
    }
    const few = await counted([statusReport('sent', 'wamid.many.0'), statusReport('sent', 'wamid.unheard.0')])
    const many = await counted(
      Array.from({ length: 1_000 }, (_, n) =>
        statusReport(['sent', 'delivered', 'read'][n % 3] ?? '', n % 10 === 9 ? `wamid.unheard.${n}` : `wamid.many.${n % 40}`),
      ),
    )
    expect(many).toBe(few)
    for (const { id } of messages.slice(0, 3)) expect((await world.message(id)).status).not.toBe('accepted')
  })

  test('transactions that report on the same conversations in opposite order do not block each other for ever', async () => {
    const messages = await Promise.all(Array.from({ length: 30 }, (_, n) => accepted(`wamid.ring.${n}`)))
    const forwards = messages.map((_, n) => statusReport('sent', `wamid.ring.${n}`))
    const backwards = messages.map((_, n) => statusReport('delivered', `wamid.ring.${messages.length - 1 - n}`))
    for (let round = 0; round < 10; round++)
      await Promise.all([apply(...forwards), apply(...backwards), apply(...backwards), apply(...forwards)])
    for (const { id } of messages) expect(await world.message(id)).toMatchObject({ status: 'delivered' })
  })
})
