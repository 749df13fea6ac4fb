import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { envelope, nextWamid, textFrom } from '../test/meta-webhooks.ts'
import type { Browser } from '../test/sign-in.ts'
import { type World, world } from '../test/world.ts'
import { SEGMENT_SIZE } from './places.ts'

let w: World
let agent: Browser
beforeAll(async () => {
  w = await world()
  agent = await w.colleague('Caio', 'agent')
  await w.customerWrites('5511970000001', 'Queria 20 balões de aniversário', 'e um bolo de nozes')
  await w.customerWrites('5511970000002', 'a configuração não ficou pronta', '明日は東京都に行きます')
  await w.index()
})
afterAll(() => w.close())

const search = async (q: string, who = w.home.owner, more = '') => (await who.get(`/api/v1/search?q=${encodeURIComponent(q)}${more}`)).body
const texts = async (q: string, who?: Browser) => (await search(q, who)).messages.map((m: { text: string }) => m.text)

describe('messages', () => {
  test.each([
    ['balão', 'Queria 20 balões de aniversário'],
    ['ANIVERSARIO baloes', 'Queria 20 balões de aniversário'],
    ['config', 'a configuração não ficou pronta'],
    ['configurações', 'a configuração não ficou pronta'],
    ['東京', '明日は東京都に行きます'],
  ])('%s finds "%s"', async (q, text) => expect(await texts(q)).toEqual([text]))

  test('what is not there is not found, nor what is written for a machine', async () => {
    for (const q of ['banana', 'bolo banana', '%', "'; drop table message; --", '\u{1f600}']) expect(await texts(q)).toEqual([])
    expect((await w.home.owner.get('/api/v1/search?q=%00')).status).toBe(422)
  })

  test('newest first, page by page, each once', async () => {
    await w.customerWrites('5511970000003', ...Array.from({ length: 7 }, (_, n) => `pedido número ${n}`))
    await w.index()
    const first = await search('pedido', w.home.owner, '&limit=4')
    const second = await search('pedido', w.home.owner, `&limit=4&cursor=${first.nextCursor}`)
    expect([...first.messages, ...second.messages].map((m) => m.text)).toEqual([6, 5, 4, 3, 2, 1, 0].map((n) => `pedido número ${n}`))
    expect(second.nextCursor).toBeNull()
    expect(second.contacts).toEqual([])
  })

  test('the answer leads to the message with what stands around it', async () => {
    const [hit] = (await search('número 3')).messages
    const { body } = await w.home.owner.get(`/api/v1/conversations/${hit.conversationId}/messages?from=${hit.from}`)
    expect(body.items.map((m: { text: string }) => m.text)).toContain('pedido número 0')
    expect(body.items.map((m: { id: string }) => m.id)).toContain(hit.id)
  })

  test('an edited message is found by what it says now, a deleted one not at all', async () => {
    const [one, two] = [textFrom('5511970000004', 'quero abacaxi'), textFrom('5511970000004', 'segredo revelado')]
    await w.customerWrites('5511970000004', one, two)
    const edit = { original_message_id: one['id'], message: { type: 'text', text: { body: 'quero manga' } } }
    const at = String(Math.floor(Date.now() / 1000))
    const words = [
      { from: '5511970000004', id: nextWamid(), timestamp: at, type: 'edit', edit },
      { from: '5511970000004', id: nextWamid(), timestamp: at, type: 'revoke', revoke: { original_message_id: two['id'] } },
    ]
    await w.deliver(envelope(w.home, { messages: words }))
    await w.settle()
    await w.index()
    const hits = await Promise.all(['abacaxi', 'manga', 'segredo'].map(async (q) => (await texts(q)).length > 0))
    expect(hits).toEqual([false, true, false])
  })

  test('segments follow one another, and an index that fell behind the event log begins anew', async () => {
    await w.owner
      .updateTable('search_progress')
      .set({ filled: SEGMENT_SIZE - 1 })
      .execute()
    await w.customerWrites('5511970000005', 'maçã verde', 'maçã vermelha', 'maçã do amor')
    await w.index()
    expect((await texts('maca')).length).toBe(3)
    expect((await w.owner.selectFrom('search_word').select('segment').where('word', '=', 'maca').execute()).length).toBe(2)
    await w.owner.updateTable('search_progress').set({ seq: 0 }).execute()
    await w.owner.deleteFrom('event').where('seq', '<', 5).execute()
    await w.index()
    expect((await texts('maca')).length).toBe(3)
    expect((await texts('balão')).length).toBe(1)
  })
})

test('people and their conversations are found with the messages', async () => {
  await w.home.owner.send('PATCH', `/api/v1/contacts/${(await w.list('?q=5511970000001'))[0].contact.id}`, { name: 'Antônia Bolos' })
  const { contacts, conversations, messages } = await search('antonia')
  expect([contacts.length, conversations.length, messages.length]).toEqual([1, 1, 0])
  expect((await search('70000001')).contacts).toHaveLength(1)
})

describe('nobody finds what they may not see', () => {
  test('another workspace finds nothing', async () => {
    const other = await w.place('Ana')
    expect(await search('bolo', other.owner)).toEqual({ contacts: [], conversations: [], messages: [], nextCursor: null })
  })

  test('an agent limited to their own does not find a colleague’s conversation', async () => {
    await w.home.owner.send('PATCH', '/api/v1/workspace', { agentsSee: 'own' })
    const [conversation] = await w.list('?q=5511970000002')
    await w.home.owner.send('POST', `/api/v1/conversations/${conversation.id}/accept`)
    expect(await texts('configuração', agent)).toEqual([])
    expect(await texts('balões', agent)).toHaveLength(1)
    expect((await search('5511970000002', agent)).contacts).toEqual([])
  })
})
