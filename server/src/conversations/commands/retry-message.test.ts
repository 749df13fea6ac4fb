import { afterAll, beforeAll, expect, test } from 'vitest'
import { type World, world } from '../../test/world.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())

async function failedMessage(waId: string, status: 'failed' | 'unknown' | 'accepted') {
  await w.customerWrites(waId, 'Oi')
  const [conversation] = await w.list()
  const url = `/api/v1/conversations/${conversation.id}/messages`
  const sent = (await w.home.owner.send('POST', url, { type: 'text', text: { body: 'Bom dia!' } })).body
  await w.owner.updateTable('message').set({ status }).where('id', '=', sent.id).execute()
  await w.owner.deleteFrom('outbox').where('message_id', '=', sent.id).execute()
  return { conversation, message: sent, retry: () => w.home.owner.send('POST', `/api/v1/messages/${sent.id}/retry`) }
}

test.each(['failed', 'unknown'] as const)('a message that is %s is sent again as a new one, and two clicks are one', async (status) => {
  const { message, conversation, retry } = await failedMessage(`551199999${status.length}001`, status)
  const [first, second] = [await retry(), await retry()]
  expect(first.status).toBe(202)
  expect(first.body).toMatchObject({ type: 'text', text: 'Bom dia!', status: 'queued', clientId: message.id })
  expect(first.body.id).not.toBe(message.id)
  expect(second.body.id).toBe(first.body.id)
  const jobs = await w.owner.selectFrom('outbox').select('message_id').where('conversation_id', '=', conversation.id).execute()
  expect(jobs).toEqual([{ message_id: first.body.id }])
  expect(await w.thread(conversation.id)).toEqual(['in Oi', `out Bom dia! (${status})`, 'out Bom dia! (queued)'])
})

test('what Meta has is not sent again', async () => {
  const { retry } = await failedMessage('5511999990099', 'accepted')
  expect(await retry()).toMatchObject({ status: 409, body: { code: 'conflict' } })
})

test('a text whose window has closed is refused, with the reason', async () => {
  const { conversation, retry } = await failedMessage('5511999990098', 'failed')
  await w.owner
    .updateTable('conversation')
    .set({ window_expires_at: new Date(0) })
    .where('id', '=', conversation.id)
    .execute()
  expect(await retry()).toMatchObject({ status: 409, body: { code: 'window_closed' } })
})
