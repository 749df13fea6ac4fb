/** Every kind of message a customer, their phone or WhatsApp itself can put into a conversation, and what each means for it. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fullSnapshot, replay } from '../test/full-snapshot.ts'
import { contactOf, envelope, type Item, nextWamid, textFrom } from '../test/meta-webhooks.ts'
import { type World, world } from '../test/world.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())

let people = 0
const nobodyYet = () => `55117${String(++people).padStart(8, '0')}`
const now = () => Math.floor(Date.now() / 1000)

const item = (waId: string, type: string, content: unknown, more: Item = {}): Item => ({
  from: waId,
  id: nextWamid(),
  timestamp: String(now()),
  type,
  [type]: content,
  ...more,
})

async function arrives(waId: string, ...messages: readonly Item[]) {
  await w.deliver(envelope(w.home, { contacts: [contactOf(waId, 'Marina')], messages }))
  await w.settle()
  return conversationOf(waId)
}

async function echoes(waId: string, ...echoed: readonly Item[]) {
  const message_echoes = echoed.map(({ from: _from, ...echo }) => ({ ...echo, from: '551140000000', to: waId }))
  const value = {
    messaging_product: 'whatsapp',
    metadata: { display_phone_number: '551140000000', phone_number_id: w.home.phoneNumberId },
    contacts: [{ profile: {}, wa_id: waId }],
    message_echoes,
  }
  await w.deliver({
    object: 'whatsapp_business_account',
    entry: [{ id: w.home.wabaId, changes: [{ field: 'smb_message_echoes', value }] }],
  })
  await w.settle()
  return conversationOf(waId)
}

const conversationOf = async (waId: string) => (await w.list(`?q=${waId}&status=pending,open,closed`))[0]
const messagesOf = async (conversation: { id: string }) =>
  (await w.home.owner.get(`/api/v1/conversations/${conversation.id}/messages`)).body.items.toReversed()

/** What browsers make of the events is what they would read afresh. */
async function live(act: () => Promise<unknown>): Promise<void> {
  const before = await fullSnapshot(w)
  await act()
  expect(await replay(w, before)).toEqual(await fullSnapshot(w))
}

describe('the window', () => {
  const kinds: readonly (readonly [string, unknown])[] = [
    ['text', { body: 'Oi' }],
    ['location', { latitude: -23.5, longitude: -46.6, name: 'Padaria' }],
    ['contacts', [{ name: { formatted_name: 'Ana' }, phones: [{ phone: '+55 11 90000-0000' }] }]],
    ['button', { payload: 'SIM', text: 'Sim' }],
    ['interactive', { type: 'list_reply', list_reply: { id: 'r1', title: 'Bolo' } }],
    ['order', { catalog_id: 'c', product_items: [{ product_retailer_id: 'sku', quantity: 2, item_price: 30.5, currency: 'BRL' }] }],
    ['reaction', { message_id: 'wamid.unknown', emoji: '👍' }],
    ['unsupported', { type: 'poll' }],
    ['some_future_kind', { anything: true }],
  ]
  test.each(kinds)('opens with %s of the customer, which waits unread', async (type, content) => {
    const waId = nobodyYet()
    const conversation = await arrives(waId, item(waId, type, content))
    expect(conversation).toMatchObject({ status: 'pending', unreadCount: 1, lastMessage: { type, direction: 'in' } })
    expect(Date.parse(conversation.windowExpiresAt)).toBeGreaterThan(Date.now() + 23 * 3_600_000)
  })

  test('stays shut when only WhatsApp speaks', async () => {
    const waId = nobodyYet()
    const conversation = await arrives(waId, item(waId, 'system', { body: 'changed', type: 'customer_identity_changed' }))
    expect(conversation).toMatchObject({ windowExpiresAt: null, unreadCount: 0, waitingSince: null })
  })

  test('stays shut when we write from the phone app, which is an answer and ours', async () => {
    const waId = nobodyYet()
    const alone = await echoes(waId, item(waId, 'text', { body: 'Bom dia!' }))
    expect(alone).toMatchObject({ windowExpiresAt: null, unreadCount: 0, lastMessage: { direction: 'out', text: 'Bom dia!' } })
    const asked = await arrives(waId, textFrom(waId, 'Tem pão?'))
    const answered = await echoes(waId, item(waId, 'text', { body: 'Tem!' }))
    expect(answered).toMatchObject({ windowExpiresAt: asked.windowExpiresAt, waitingSince: null })
    expect((await messagesOf(answered)).at(-1)).toMatchObject({ direction: 'out', origin: 'phone', author: null })
  })

  test('stays shut for what was written in a group, which still waits for an answer', async () => {
    const waId = nobodyYet()
    const conversation = await arrives(waId, textFrom(waId, 'oi, gente', { group_id: 'Y2Fwabc' }))
    expect(conversation).toMatchObject({ windowExpiresAt: null, unreadCount: 1 })
    expect((await messagesOf(conversation))[0].marks).toEqual({ groupId: 'Y2Fwabc' })
  })
})

describe('what WhatsApp says besides the content', () => {
  test('is kept and shown: forwarding, the ad with its click id, the product, the error', async () => {
    const waId = nobodyYet()
    const referral = { source_type: 'ad', source_url: 'https://fb.me/x', headline: 'Bolo', ctwa_clid: 'Aff1' }
    const conversation = await arrives(
      waId,
      textFrom(waId, 'a', { context: { forwarded: true } }),
      textFrom(waId, 'b', { context: { frequently_forwarded: true } }),
      textFrom(waId, 'c', { referral }),
      textFrom(waId, 'd', { context: { from: '1', id: 'wamid.x', referred_product: { catalog_id: 'c', product_retailer_id: 'sku' } } }),
      textFrom(waId, 'e', { type: 'unsupported', unsupported: { type: 'poll' }, errors: [{ code: 131051, title: 'Unknown' }] }),
      textFrom(waId, 'f'),
    )
    expect((await messagesOf(conversation)).map((message: { marks: unknown }) => message.marks)).toEqual([
      { forwarded: 'once' },
      { forwarded: 'often' },
      { referral },
      { product: { catalogId: 'c', retailerId: 'sku' } },
      { errors: [{ code: 131051, title: 'Unknown', details: null }] },
      null,
    ])
  })

  test('the whole item of an unknown kind is for admins alone', async () => {
    const waId = nobodyYet()
    const conversation = await arrives(waId, item(waId, 'hologram', { beam: 'up' }))
    const [message] = await messagesOf(conversation)
    const path = `/api/v1/conversations/${conversation.id}/messages/${message.id}`
    expect((await w.home.owner.get(`${path}/raw`)).body.raw).toMatchObject({ type: 'hologram', hologram: { beam: 'up' } })
    const agent = await w.colleague('Caio', 'agent')
    expect([(await agent.get(path)).status, (await agent.get(`${path}/raw`)).status]).toEqual([200, 403])
  })

  test('a message is found by our id and by WhatsApp’s, in its own conversation only', async () => {
    const [one, other] = [nobodyYet(), nobodyYet()]
    const here = await arrives(one, textFrom(one, 'longe'))
    const there = await arrives(other, textFrom(other, 'outra'))
    const [message] = await messagesOf(here)
    const find = async (conversation: { id: string }, id: string) =>
      (await w.home.owner.get(`/api/v1/conversations/${conversation.id}/messages/${id}`)).status
    expect([await find(here, message.id), await find(here, message.wamid), await find(there, message.wamid)]).toEqual([200, 200, 404])
  })
})

describe('a reaction', () => {
  test('and its removal each come once, live, and the removal asks for nothing', async () => {
    const waId = nobodyYet()
    const said = textFrom(waId, 'Chegou?')
    await arrives(waId, said)
    await live(async () => {
      const reaction = item(waId, 'reaction', { message_id: said['id'], emoji: '😮' })
      await arrives(waId, reaction, reaction)
      await arrives(waId, item(waId, 'reaction', { message_id: said['id'] }))
    })
    const conversation = await conversationOf(waId)
    expect(conversation.unreadCount).toBe(2)
    const messages = await messagesOf(conversation)
    expect(messages.map((m: Item) => [m['type'], m['text'], m['contextWamid']])).toEqual([
      ['text', 'Chegou?', null],
      ['reaction', '😮', said['id']],
      ['reaction', '', said['id']],
    ])
  })
})

describe('edited and deleted messages', () => {
  const edit = (waId: string, original: unknown, body: string, more: Item = {}) =>
    item(waId, 'edit', { original_message_id: original, message: { type: 'text', text: { body } } }, more)
  const revoke = (waId: string, original: unknown, more: Item = {}) => item(waId, 'revoke', { original_message_id: original }, more)

  test('an edit shows the newest words, in the thread and on the card, and is no new message', async () => {
    const waId = nobodyYet()
    const said = textFrom(waId, 'Quero 2 bolos')
    const before = await arrives(waId, said)
    await live(() => arrives(waId, edit(waId, said['id'], 'Quero 3 bolos', { timestamp: String(now() + 60) })))
    const after = await conversationOf(waId)
    expect(after).toMatchObject({
      unreadCount: 1,
      lastMessageAt: before.lastMessageAt,
      windowExpiresAt: before.windowExpiresAt,
      lastMessage: { text: 'Quero 3 bolos' },
    })
    const [message] = await messagesOf(after)
    expect(message).toMatchObject({ text: 'Quero 3 bolos', content: { body: 'Quero 3 bolos' }, revokedAt: null })
    expect(message.editedAt).not.toBeNull()
  })

  test('a deletion leaves nothing of what was said', async () => {
    const waId = nobodyYet()
    const said = textFrom(waId, 'segredo', { context: { forwarded: true } })
    await arrives(waId, said)
    await live(() => arrives(waId, revoke(waId, said['id'])))
    const conversation = await conversationOf(waId)
    expect(conversation.lastMessage).toMatchObject({ type: 'revoke', text: '' })
    const [message] = await messagesOf(conversation)
    expect(message).toMatchObject({ type: 'text', text: '', content: {}, marks: null })
    expect(message.revokedAt).not.toBeNull()
    const rows = await w.owner.selectFrom('message').select(['content', 'raw', 'text']).where('id', '=', message.id).execute()
    expect(JSON.stringify(rows)).not.toContain('segredo')
  })

  test('in whatever order they come, and however often, the result is the same', async () => {
    const outcomes = []
    for (const order of [
      [0, 1, 2],
      [2, 1, 0],
      [1, 0, 2, 1, 0],
      [1, 2, 0],
    ]) {
      const waId = nobodyYet()
      const at = now()
      const said = textFrom(waId, 'um', { timestamp: String(at) })
      const parts = [
        said,
        edit(waId, said['id'], 'dois', { timestamp: String(at + 1) }),
        edit(waId, said['id'], 'três', { timestamp: String(at + 2) }),
      ]
      for (const n of order) await live(() => arrives(waId, parts[n] ?? {}))
      const conversation = await conversationOf(waId)
      const message = (await messagesOf(conversation)).find((m: Item) => m['type'] === 'text')
      outcomes.push([conversation.unreadCount, conversation.lastMessage.text, message.text, Date.parse(message.editedAt) / 1000 - at])
    }
    expect(outcomes).toEqual(Array(4).fill([1, 'três', 'três', 2]))
  })

  test('a picture’s caption changes and the picture stays', async () => {
    const waId = nobodyYet()
    const photo = item(waId, 'image', { id: '77', mime_type: 'image/jpeg', sha256: 'x', caption: 'antes' })
    const content = { original_message_id: photo['id'], message: { type: 'image', image: { caption: 'depois' } } }
    const conversation = await arrives(waId, photo, item(waId, 'edit', content))
    expect((await messagesOf(conversation))[0]).toMatchObject({ text: 'depois', content: { id: '77', caption: 'depois' } })
  })

  test('nobody edits or deletes what another wrote', async () => {
    const [one, other] = [nobodyYet(), nobodyYet()]
    const said = textFrom(one, 'meu')
    const conversation = await arrives(one, said)
    await arrives(other, edit(other, said['id'], 'seu'), revoke(other, said['id']))
    await echoes(one, revoke(one, said['id'])) // we cannot take back what the customer wrote
    expect((await messagesOf(conversation))[0]).toMatchObject({ text: 'meu', editedAt: null, revokedAt: null })
  })

  test('what we wrote on the phone app can be edited and deleted there', async () => {
    const waId = nobodyYet()
    const echo = item(waId, 'text', { body: 'Até as 10' })
    await echoes(waId, echo)
    await live(() => echoes(waId, edit(waId, echo['id'], 'Até as 11')))
    expect((await messagesOf(await conversationOf(waId)))[0]).toMatchObject({ text: 'Até as 11', direction: 'out' })
    await live(() => echoes(waId, revoke(waId, echo['id'])))
    expect((await messagesOf(await conversationOf(waId)))[0].revokedAt).not.toBeNull()
  })

  test('an edit of a message nobody knows starts no conversation that waits', async () => {
    const waId = nobodyYet()
    const conversation = await arrives(waId, edit(waId, 'wamid.before.us', 'novo texto'))
    expect(conversation).toMatchObject({ status: 'closed', unreadCount: 0, windowExpiresAt: null })
  })
})
