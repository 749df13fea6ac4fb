import { request } from 'node:http'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Any, type Stage, stage } from '../test/stage.ts'

let s: Stage
beforeEach(async () => {
  s = await stage()
  await s.writes('Oi')
})
afterEach(() => s.close())

const chatPath = () => `/customers/${s.customer.id}/chats/${s.made.phoneNumberId}`
const customer = (patch: object) => s.api('PATCH', `/customers/${s.customer.id}`, patch)
const open = (isOpen: boolean) => s.api('POST', `${chatPath()}/open`, { open: isOpen })
const statusesOf = async (wamid: string) => {
  await s.quiet()
  return s.business.statuses(wamid).map(({ status }) => status)
}
const byName = (a: string, b: string) => a.localeCompare(b)
const PIXEL = 'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

test('posted again under the same clientId, because the answer was lost, it is one message and one webhook', async () => {
  const post = () => s.api('POST', `${chatPath()}/messages`, { type: 'text', text: { body: 'Uma vez só' }, clientId: 'from-the-page-1' })
  const [first, second] = [(await post()).body, (await post()).body]
  expect(second.id).toBe(first.id)
  await s.quiet()
  const shown = (await s.chat()).messages.filter((message: Any) => message.content.body === 'Uma vez só')
  expect(shown.map(({ clientId }: Any) => clientId)).toEqual(['from-the-page-1'])
  expect(s.business.updates().filter((update: Any) => update.id === first.id)).toHaveLength(1)
})

describe('what becomes of a message', () => {
  test('sent, delivered; read only when the chat is in front', async () => {
    const wamid = await s.sendText('Oi!', { biz_opaque_callback_data: 'our reference' })
    expect(await statusesOf(wamid)).toEqual(['sent', 'delivered'])
    expect((await s.api('GET', '/customers')).body.items[0]).toMatchObject({ unread: 1, lastMessage: { id: wamid } })
    await open(true)
    expect(await statusesOf(wamid)).toEqual(['sent', 'delivered', 'read'])
    expect((await s.api('GET', '/customers')).body.items[0].unread).toBe(0)
    expect(s.business.statuses(wamid)[0]).toMatchObject({
      recipient_id: s.customer.waId,
      recipient_user_id: s.customer.bsuid,
      biz_opaque_callback_data: 'our reference',
    })
  })

  test('read at once while the chat is open, not any more when it was left', async () => {
    await open(true)
    expect(await statusesOf(await s.sendText('um'))).toEqual(['sent', 'delivered', 'read'])
    await open(false)
    expect(await statusesOf(await s.sendText('dois'))).toEqual(['sent', 'delivered'])
  })

  test('a customer who hides read receipts never reads', async () => {
    await customer({ marksRead: false })
    await open(true)
    expect(await statusesOf(await s.sendText('um'))).toEqual(['sent', 'delivered'])
  })

  test('a phone that is offline gets it when it is back, and not before', async () => {
    await customer({ online: false })
    const wamid = await s.sendText('Cadê você?')
    expect(await statusesOf(wamid)).toEqual(['sent'])
    expect((await s.chat()).messages).toHaveLength(1)
    await customer({ online: true })
    expect(await statusesOf(wamid)).toEqual(['sent', 'delivered'])
    expect((await s.chat()).messages).toHaveLength(2)
  })

  test('a phone that was away for longer than a message lives never gets it', async () => {
    await customer({ online: false })
    const wamid = await s.sendText('Cadê você?')
    await s.quiet()
    await s.api('POST', '/clock', { hours: 24 * 31 })
    await customer({ online: true })
    expect(await statusesOf(wamid)).toEqual(['sent'])
  })

  test('a customer who blocked the business gets nothing', async () => {
    await customer({ blocked: true })
    expect(await statusesOf(await s.sendText('Oi?'))).toEqual(['sent'])
  })

  test('a voice note that was listened to is played', async () => {
    await open(true)
    const { body } = await s.send({ type: 'audio', audio: { link: 'https://x.example/a.ogg', voice: true } })
    const wamid = body.messages[0].id
    await s.business.untilStatus(wamid, 'read')
    await s.api('POST', `${chatPath()}/played`, { messageId: wamid })
    expect(await statusesOf(wamid)).toEqual(['sent', 'delivered', 'read', 'played'])
  })

  test('a reaction is only sent', async () => {
    const { id } = await s.writes('Obrigada')
    const { body } = await s.send({ type: 'reaction', reaction: { message_id: id, emoji: '❤️' } })
    expect(await statusesOf(body.messages[0].id)).toEqual(['sent'])
  })
})

describe('reports as the switches say', () => {
  test('before the answer to the call', async () => {
    await s.faults({ statuses: { beforeReply: true }, latency: { minMs: 150, maxMs: 150 } })
    const answered = s.sendText('Oi', { biz_opaque_callback_data: 'early' })
    const early = await s.business.until(() => s.business.statuses().find((report) => report.biz_opaque_callback_data === 'early'))
    expect(early.id).toBe(await answered)
  })

  test('repeated', async () => {
    await s.faults({ statuses: { duplicate: 1 } })
    expect((await statusesOf(await s.sendText('Oi'))).toSorted(byName)).toEqual(['delivered', 'delivered', 'sent', 'sent'])
  })

  test('without delivered, where read follows at once', async () => {
    await s.faults({ statuses: { skipDelivered: 1 } })
    await open(true)
    expect(await statusesOf(await s.sendText('Oi'))).toEqual(['sent', 'read'])
  })

  test('in any order', async () => {
    await s.faults({ pairRate: false, statuses: { reorder: true, delay: { minMs: 0, maxMs: 1 } } })
    await open(true)
    const wamids = await Promise.all(Array.from({ length: 12 }, (_, n) => s.sendText(`${n}`)))
    await s.quiet()
    const orders = wamids.map((wamid) => s.business.statuses(wamid).map(({ status }) => status))
    expect(orders.every((order) => order.toSorted(byName).join() === 'delivered,read,sent')).toBe(true)
    expect(orders.some((order) => order.join() !== 'sent,delivered,read')).toBe(true)
  })
})

describe('what a customer sends', () => {
  const post = async (body: object): Promise<Any> => (await s.api('POST', `${chatPath()}/messages`, body)).body
  const heard = (type: string) => s.business.until(() => s.business.updates().find((message) => message.type === type))

  test('a picture is media that can be fetched, for both sides', async () => {
    const shown = await post({ type: 'image', image: { dataUrl: PIXEL, caption: 'Assim' } })
    const { image } = await heard('image')
    expect(image).toMatchObject({ id: shown.content.id, mime_type: 'image/png', caption: 'Assim', sha256: expect.stringMatching(/=$/) })
    const onPage = await fetch(`${s.simulator.url}/api/wabas/${s.made.wabaId}/media/${image.id}`)
    expect(`data:image/png;base64,${Buffer.from(await onPage.arrayBuffer()).toString('base64')}`).toBe(PIXEL)
    const fetched = await fetch(image.url, { headers: { authorization: `Bearer ${s.made.accessToken}` } })
    expect(fetched.headers.get('content-type')).toBe('image/png')
  })

  test('an answer names what it answers', async () => {
    const wamid = await s.sendText('Qual sabor?')
    const shown = await post({ type: 'text', text: { body: 'Chocolate' }, context: { message_id: wamid } })
    expect(shown.context).toEqual({ message_id: wamid })
    const message = await s.business.until(() => s.business.updates().find(({ text }) => text?.body === 'Chocolate'))
    expect(message.context).toEqual({ from: '551140000000', id: wamid })
  })

  test('a reaction marks the bubble, and taken back has no emoji', async () => {
    const wamid = await s.sendText('Saiu para entrega')
    await s.business.untilStatus(wamid, 'delivered')
    await post({ type: 'reaction', reaction: { message_id: wamid, emoji: '🎉' } })
    expect((await s.chat()).messages.at(-1)).toMatchObject({ id: wamid, reaction: '🎉' })
    await post({ type: 'reaction', reaction: { message_id: wamid, emoji: '' } })
    await s.quiet()
    const reactions = s.business.updates().filter(({ type }) => type === 'reaction')
    expect(reactions.map(({ reaction }) => reaction)).toEqual([{ message_id: wamid, emoji: '🎉' }, { message_id: wamid }])
    expect((await s.chat()).messages.at(-1).reaction).toBeNull()
  })

  test.each<[string, object]>([
    ['button', { payload: 'PARAR', text: 'Parar' }],
    ['location', { latitude: -23.5, longitude: -46.6, name: 'Casa' }],
    ['contacts', [{ name: { formatted_name: 'Ana' }, phones: [{ phone: '+5511900000000' }] }]],
    ['interactive', { type: 'list_reply', list_reply: { id: 'r1', title: 'Entregas' } }],
    ['unsupported', { type: 'poll' }],
  ])('%s goes to the business as it is', async (type, content) => {
    await post({ type, [type]: content })
    expect((await heard(type))[type]).toEqual(content)
  })

  test.each<[string, number, object]>([
    ['nothing', 422, {}],
    ['an empty text', 422, { type: 'text', text: { body: '' } }],
    ['an answer to what is not there', 404, { type: 'text', text: { body: 'Oi' }, context: { message_id: 'wamid.x' } }],
    ['a picture without bytes', 422, { type: 'image', image: { caption: 'x' } }],
  ])('%s is refused', async (_, status, body) => {
    expect((await s.api('POST', `${chatPath()}/messages`, body)).status).toBe(status)
  })

  test('nothing while the phone is offline', async () => {
    await customer({ online: false })
    const answer = await s.api('POST', `${chatPath()}/messages`, { type: 'text', text: { body: 'Oi' } })
    expect([answer.status, answer.body.code]).toEqual([409, 'offline'])
  })

  test('nothing reaches a business that blocked them', async () => {
    await s.quiet()
    const users = { messaging_product: 'whatsapp', block_users: [{ user: s.customer.phone }] }
    await s.graph('POST', `${s.made.phoneNumberId}/block_users`, users)
    const before = s.business.calls.length
    await s.writes('Alô?')
    await s.quiet()
    expect(s.business.calls).toHaveLength(before)
  })
})

describe('customers', () => {
  test('three to begin with, one of them without a visible number', async () => {
    const { items } = (await s.api('GET', '/customers')).body
    expect(items.map(({ name, phone, waId, hidden }: Any) => [name, phone === null, waId === null, hidden])).toEqual([
      ['Marina Teles', false, false, false],
      ['Renan Kato', false, false, false],
      ['Luana Doces', true, true, true],
    ])
  })

  test('a new one gets a number, or the one that was wished for; a second time it is taken', async () => {
    const made = await s.api('POST', '/customers', { name: 'Jussara Lemos' })
    expect(made.status).toBe(201)
    expect(made.body.phone).toMatch(/^\+55 11 95550-\d{4}$/)
    const wish = { name: 'Zé', phone: '(31) 98888-7777' }
    expect((await s.api('POST', '/customers', wish)).body).toMatchObject({ phone: '+55 31 98888-7777', waId: '553188887777' })
    expect((await s.api('POST', '/customers', wish)).status).toBe(409)
    expect((await s.api('POST', '/customers', { name: 'X', hidden: true })).status).toBe(422)
  })
})

describe('the stream', () => {
  test('tells what happens in the shapes of the API, and where', async () => {
    const events = await listen(s)
    const { id } = await s.writes('Oi de novo')
    const where = { customerId: s.customer.id, phoneNumberId: s.made.phoneNumberId }
    expect(await events.next('message')).toMatchObject({ id, from: 'customer', content: { body: 'Oi de novo' }, ...where })
    expect(await events.next('status')).toEqual({ id, status: 'delivered', ...where })
    const sent = await s.sendText('Olá')
    expect(await events.next('message')).toMatchObject({ id: sent, from: 'business', content: { body: 'Olá' }, ...where })
    await s.graph('POST', `${s.made.phoneNumberId}/messages`, {
      messaging_product: 'whatsapp',
      status: 'read',
      message_id: id,
      typing_indicator: { type: 'text' },
    })
    expect(await events.next('typing')).toEqual({ businessTyping: true, ...where })
    await customer({ name: 'Marina T.' })
    expect(await events.next('customer')).toMatchObject({ id: s.customer.id, name: 'Marina T.' })
    await s.faults({ outage: true })
    expect(await events.next('faults')).toMatchObject({ outage: true, webhooks: { paused: false } })
    expect(await events.next('delivery')).toMatchObject({ kind: expect.any(String), outcome: 'ok' })
    events.close()
  })
})

/** Reads the stream as a browser does. */
async function listen({ simulator, made }: Stage) {
  const waiting: { event: string; data: Any }[] = []
  let wake = () => {}
  let text = ''
  const incoming = request(`${simulator.url}/api/wabas/${made.wabaId}/stream`)
  incoming.end()
  const response = await new Promise<import('node:http').IncomingMessage>((resolve) => incoming.once('response', resolve))
  response.setEncoding('utf8')
  response.on('data', (chunk: string) => {
    const blocks = (text + chunk).split('\n\n')
    text = blocks.pop() ?? ''
    for (const block of blocks) {
      const match = /^event: (\w+)\ndata: (.*)$/s.exec(block)
      if (match) waiting.push({ event: match[1] ?? '', data: JSON.parse(match[2] ?? 'null') })
    }
    wake()
  })
  response.on('error', () => undefined)
  return {
    async next(event: string): Promise<Any> {
      for (;;) {
        const at = waiting.findIndex((each) => each.event === event)
        if (at >= 0) return waiting.splice(at, 1)[0]?.data
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
    },
    close: () => incoming.destroy(),
  }
}
