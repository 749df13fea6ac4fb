import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { codeOf, type Stage, stage } from '../../test/stage.ts'

let s: Stage
beforeAll(async () => {
  s = await stage()
  await s.writes('Oi') // opens the window
})
afterAll(() => s.close())
beforeEach(() => s.faults({ pairRate: false, throughputPerSecond: 100_000 }))

const text = { type: 'text', text: { body: 'Oi' } }
const button = (action: object, more: object = {}) => ({
  type: 'interactive',
  interactive: { type: 'button', body: { text: 'Escolha' }, action, ...more },
})
const reply = (id: string, title: string) => ({ type: 'reply', reply: { id, title } })
const rows = (count: number) => Array.from({ length: count }, (_, n) => ({ id: `r${n}`, title: `Linha ${n}` }))
const listOf = (sections: unknown) => ({
  type: 'interactive',
  interactive: { type: 'list', body: { text: 'Escolha' }, action: { button: 'Ver', sections } },
})
const card = (name: object) => ({ type: 'contacts', contacts: [{ name, phones: [{ phone: '+55 11 90000-0000' }] }] })

describe('a message that is accepted', () => {
  test.each([
    ['text', text],
    ['text without a type', { text: { body: 'Oi' } }],
    ['a link preview', { type: 'text', text: { body: 'https://recado.example', preview_url: true } }],
    ['a picture by link', { type: 'image', image: { link: 'https://x.example/a.jpg', caption: 'Bolo' } }],
    ['a voice note by link', { type: 'audio', audio: { link: 'https://x.example/a.ogg', voice: true } }],
    ['a document', { type: 'document', document: { link: 'https://x.example/a.pdf', filename: 'a.pdf' } }],
    ['a place, in words', { type: 'location', location: { latitude: '-23.55', longitude: '-46.63', name: 'Loja' } }],
    ['a contact', card({ formatted_name: 'Ana Lima', first_name: 'Ana' })],
    ['reply buttons', button({ buttons: [reply('s', 'Sim'), reply('n', 'Não')] })],
    ['a list', listOf([{ rows: rows(10) }])],
    [
      'a link button',
      {
        type: 'interactive',
        interactive: {
          type: 'cta_url',
          body: { text: 'Veja' },
          action: { name: 'cta_url', parameters: { display_text: 'Abrir', url: 'https://x.example' } },
        },
      },
    ],
    [
      'a question for the place',
      {
        type: 'interactive',
        interactive: { type: 'location_request_message', body: { text: 'Onde?' }, action: { name: 'send_location' } },
      },
    ],
  ])('%s', async (_, message) => {
    const { status, body } = await s.send(message)
    expect(body).toMatchObject({
      messaging_product: 'whatsapp',
      contacts: [{ input: s.customer.phone, wa_id: s.customer.waId }],
      messages: [{ id: expect.stringMatching(/^wamid\.HBg[\w+/=]{40,}$/) }],
    })
    expect(status).toBe(200)
  })

  test('answers with Meta’s headers', async () => {
    const { headers } = await s.send(text)
    expect(JSON.parse(headers.get('x-app-usage') ?? '')).toMatchObject({ call_count: 0 })
    expect(JSON.parse(headers.get('x-business-use-case-usage') ?? '')[s.made.wabaId][0]).toMatchObject({ type: 'whatsapp' })
    expect(headers.get('facebook-api-version')).toBe('v26.0')
    expect(headers.get('x-fb-trace-id')).toMatch(/^A\w+/)
  })

  test('under any version and under none', async () => {
    const body = { messaging_product: 'whatsapp', to: s.customer.phone, ...text }
    for (const version of ['v19.0/', 'v99.0/', '']) {
      const { status } = await s.call('POST', `/graph/${version}${s.made.phoneNumberId}/messages`, { body, token: s.made.accessToken })
      expect(status).toBe(200)
    }
  })

  test('quotes and reacts on the customer’s phone', async () => {
    const { id } = await s.writes('Tem bolo?')
    await s.sendText('Tem sim', { context: { message_id: id } })
    await s.send({ type: 'reaction', reaction: { message_id: id, emoji: '👍🏽' } })
    await s.quiet()
    const { messages } = await s.chat()
    expect(messages.at(-1)).toMatchObject({ from: 'business', content: { body: 'Tem sim' }, context: { message_id: id } })
    expect(messages.at(-2)).toMatchObject({ id, reaction: '👍🏽' })
    await s.send({ type: 'reaction', reaction: { message_id: id, emoji: '' } })
    expect((await s.chat()).messages.at(-2).reaction).toBeNull()
  })
})

describe('a message that is refused', () => {
  test.each<[string, number, string, Readonly<Record<string, unknown>>]>([
    ['without messaging_product', 100, 'messaging_product', { messaging_product: undefined, ...text }],
    ['without a recipient', 100, 'to is required', { to: undefined, ...text }],
    ['to no number', 131009, "'to'", { to: 'Marina', ...text }],
    ['to three digits', 131009, "'to'", { to: '123', ...text }],
    ['to itself', 131021, '', { to: '+55 11 4000-0000', ...text }],
    ['to a user id of nobody', 131026, 'user ID', { to: undefined, recipient: 'BR.1234567890', ...text }],
    ['to something that is no user id', 131009, 'recipient', { to: undefined, recipient: 'fulano', ...text }],
    ['of a kind nobody knows', 131009, "'type'", { type: 'poll', poll: {} }],
    ['to a group', 131009, 'recipient_type', { recipient_type: 'group', ...text }],
    ['with a reference that is too long', 131009, '512', { ...text, biz_opaque_callback_data: 'x'.repeat(513) }],
    ['without its object', 131008, "'text'", { type: 'text' }],
    ['without a body', 131008, 'text.body', { type: 'text', text: {} }],
    ['with a body that is too long', 131009, '4096', { type: 'text', text: { body: 'x'.repeat(4097) } }],
    ['with neither id nor link', 131008, 'image.id', { type: 'image', image: {} }],
    ['with both', 131009, 'Only one', { type: 'image', image: { id: '1', link: 'https://x.example/a.jpg' } }],
    ['with media that is not there', 131009, 'does not exist', { type: 'image', image: { id: '123456789' } }],
    ['with an address that is none', 131009, 'URL', { type: 'image', image: { link: 'ftp://x/a.jpg' } }],
    ['with a caption under a voice note', 131009, 'caption', { type: 'audio', audio: { link: 'https://x.example/a', caption: 'a' } }],
    ['with a place off the map', 131009, 'latitude', { type: 'location', location: { latitude: 91, longitude: 0 } }],
    ['with a reaction to nothing', 131009, 'message_id', { type: 'reaction', reaction: { message_id: 'wamid.x', emoji: '👍' } }],
    ['with a contact that has only a formatted name', 131009, 'one more part', card({ formatted_name: 'Ana' })],
    ['with four buttons', 131009, 'between 1 and 3', button({ buttons: [1, 2, 3, 4].map((n) => reply(`${n}`, `${n}`)) })],
    ['with two buttons of one id', 131009, 'unique', button({ buttons: [reply('a', 'Sim'), reply('a', 'Não')] })],
    ['with a button that says too much', 131009, 'title', button({ buttons: [reply('a', 'x'.repeat(21))] })],
    [
      'with a header that is too long',
      131009,
      'header.text',
      button({ buttons: [reply('a', 'Sim')] }, { header: { type: 'text', text: 'x'.repeat(61) } }),
    ],
    [
      'with eleven rows',
      131009,
      'rows',
      listOf([
        { title: 'A', rows: rows(6) },
        { title: 'B', rows: rows(5).map((row) => ({ ...row, id: `b${row.id}` })) },
      ]),
    ],
    ['with sections without titles', 131008, 'title', listOf([{ rows: rows(1) }, { rows: rows(1) }])],
  ])('%s', async (_, code, details, message) => {
    const answer = await s.send(message)
    expect(codeOf(answer)).toBe(code)
    expect(answer.status).toBe(400)
    expect(JSON.stringify(answer.body.error)).toContain(details)
    expect(answer.body.error).toMatchObject({
      message: expect.stringContaining(`(#${code})`),
      type: 'OAuthException',
      fbtrace_id: expect.any(String),
    })
  })

  test('from a number that is not registered', async () => {
    await s.control('PATCH', `/numbers/${s.made.phoneNumberId}`, { registered: false })
    expect(codeOf(await s.send(text))).toBe(133010)
    await s.control('PATCH', `/numbers/${s.made.phoneNumberId}`, { registered: true })
  })

  test('when the customer’s identity key is another, where it is checked', async () => {
    const hash = { ...text, recipient_identity_key_hash: 'not theirs' }
    expect(codeOf(await s.send(hash))).toBe(0)
    await s.graph('POST', `${s.made.phoneNumberId}/settings`, { user_identity_change: { enable_identity_key_check: true } })
    expect(codeOf(await s.send(hash))).toBe(137000)
  })

  test('with a code that its number asks for, now or in a report', async () => {
    expect(codeOf(await s.send({ ...text, to: '+55 001 130472' }))).toBe(130472)
    const later = await s.send({ ...text, to: '+55 000 131049' })
    const report = await s.business.untilStatus(later.body.messages[0].id, 'failed')
    expect(report.errors).toMatchObject([{ code: 131049, title: expect.any(String), error_data: { details: expect.any(String) } }])
    expect(report).not.toHaveProperty('pricing')
    const { items } = (await s.api('GET', '/customers')).body
    expect(items.map(({ waId }: { waId: string }) => waId)).not.toContain('55000131049')
  })

  test('leaves no trace in the ledger and one in the list behind the scenes', async () => {
    const before = (await s.control('GET', `/wabas/${s.made.wabaId}/sends`)).body.total
    await s.send({ type: 'text', text: {} })
    expect((await s.control('GET', `/wabas/${s.made.wabaId}/sends`)).body.total).toBe(before)
    const { items } = (await s.api('GET', '/deliveries')).body
    const line = items.find(({ outcome }: { outcome: string }) => outcome === 'refused-send')
    expect(line).toMatchObject({ kind: 'send', outcome: 'refused-send', status: 400, detail: expect.stringContaining('131008') })
  })
})

describe('the number a message is for', () => {
  test.each([
    ['+55 (11) 98888-7777', '5511988887777', 'São Paulo keeps the ninth digit'],
    ['+55 11 8888-7777', '5511988887777', 'and gets it where it is missing'],
    ['+55 31 98888-7777', '553188887777', 'Minas Gerais loses it'],
    ['+55 31 3333-7777', '553133337777', 'a landline has none'],
    ['5531988887777', '553188887777', 'without a plus'],
    ['(21) 98888-7777', '5521988887777', 'without a country'],
    ['+52 55 1234 5678', '5215512345678', 'Mexico'],
    ['+1 650 555 1234', '16505551234', 'elsewhere'],
  ])('%s is %s: %s', async (to, waId) => {
    const { body } = await s.send({ ...text, to })
    expect(body.contacts).toEqual([{ input: to, wa_id: waId }])
  })

  test('two spellings are one customer', async () => {
    await s.send({ ...text, to: '+55 41 99999-1234' })
    await s.send({ ...text, to: '+55 41 9999-1234' })
    const { items } = (await s.api('GET', '/customers')).body
    expect(items.filter((each: { waId: string }) => each.waId === '554199991234')).toHaveLength(1)
  })

  test('may be a business-scoped user id; the answer then has no wa_id', async () => {
    const { body } = await s.send({ ...text, to: undefined, recipient: s.customer.bsuid })
    expect(body.contacts).toEqual([{ input: s.customer.bsuid, user_id: s.customer.bsuid }])
  })

  test('wins over a user id when both are given', async () => {
    const { body } = await s.send({ ...text, recipient: 'BR.1234567890' })
    expect(body.contacts[0].wa_id).toBe(s.customer.waId)
  })
})

describe('mark as read', () => {
  test('turns the ticks of this message and those before it blue, and shows "typing"', async () => {
    const first = await s.writes('um')
    const second = await s.writes('dois')
    await s.quiet()
    const read = { messaging_product: 'whatsapp', status: 'read', message_id: second.id, typing_indicator: { type: 'text' } }
    const { body } = await s.graph('POST', `${s.made.phoneNumberId}/messages`, read)
    expect(body).toEqual({ success: true })
    const chat = await s.chat()
    const states = chat.messages.filter(({ id }: { id: string }) => id === first.id || id === second.id)
    expect(states.map(({ status }: { status: string }) => status)).toEqual(['read', 'read'])
    expect(chat.businessTyping).toBe(true)
    await s.sendText('três')
    expect((await s.chat()).businessTyping).toBe(false)
  })

  test('of a message this number never received is refused', async () => {
    const read = { messaging_product: 'whatsapp', status: 'read', message_id: 'wamid.unknown' }
    expect(codeOf(await s.graph('POST', `${s.made.phoneNumberId}/messages`, read))).toBe(131009)
  })
})
