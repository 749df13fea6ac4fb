/** What customers see of a number: profile, photo, QR codes. It lives at Meta, which the simulator plays. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { colleague } from '../server/src/test/sign-in.ts'
import { type Stage, stage } from './stage.ts'

const PICTURE = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGPo0pkHAAKYAVV4tynZAAAAAElFTkSuQmCC', 'base64')

let s: Stage
let number: { id: string; wabaId: string; phoneNumberId: string }
let base: string
beforeAll(async () => {
  s = await stage()
  number = (await s.admin.send('POST', '/api/v1/numbers/sandbox', {})).body
  base = `/api/v1/numbers/${number.id}`
})
afterAll(() => s?.close())

const picture = (payload: Buffer, type = 'image/png') =>
  s.app.inject({ method: 'POST', url: `${base}/profile/picture`, headers: { cookie: s.admin.cookie, 'content-type': type }, payload })

describe('the business profile', () => {
  test('what is changed is shown as Meta shows it, and what is not named stays', async () => {
    const first = await s.admin.send('PATCH', `${base}/profile`, {
      about: 'Pão quente',
      description: 'Padaria de bairro',
      websites: ['https://example.com/pedidos'],
      vertical: 'RESTAURANT',
    })
    expect(first).toMatchObject({ status: 200, body: { about: 'Pão quente', vertical: 'RESTAURANT', hasPicture: false } })
    const second = await s.admin.send('PATCH', `${base}/profile`, { email: 'oi@example.com', description: '' })
    expect(second.body).toMatchObject({
      about: 'Pão quente',
      description: '',
      email: 'oi@example.com',
      websites: ['https://example.com/pedidos'],
    })
    expect((await s.admin.get(`${base}/profile`)).body).toMatchObject({ about: 'Pão quente', email: 'oi@example.com' })
  })

  test.each([
    ['an empty about', { about: ' ' }, 'about'],
    ['an about of 140', { about: 'a'.repeat(140) }, 'about'],
    ['no address of e-mail', { email: 'padaria' }, 'email'],
    ['a site without https', { websites: ['example.com'] }, 'websites.0'],
    ['three sites', { websites: ['https://a.com', 'https://b.com', 'https://c.com'] }, 'websites'],
    ['a line of business Meta does not know', { vertical: 'BAKERY' }, 'vertical'],
  ])('%s is refused before Meta is asked', async (_what, change, field) => {
    const { status, body } = await s.admin.send('PATCH', `${base}/profile`, change)
    expect(status).toBe(422)
    expect(body).toMatchObject({ code: 'invalid', fields: [{ path: expect.stringContaining(field) }] })
  })

  test('a photo goes to Meta, and comes back through us', async () => {
    expect((await s.admin.get(`${base}/profile/picture`)).status).toBe(404)
    const changed = await picture(PICTURE)
    expect([changed.statusCode, changed.json().hasPicture]).toEqual([200, true])
    const shown = await s.app.inject({ url: `${base}/profile/picture`, headers: { cookie: s.admin.cookie } })
    expect([shown.statusCode, shown.headers['content-type'], shown.rawPayload.equals(PICTURE)]).toEqual([200, 'image/png', true])
  })

  test('only a photo is one, whatever it is called', async () => {
    const answers = await Promise.all([picture(Buffer.from('<svg/>')), picture(Buffer.alloc(0)), picture(PICTURE, 'text/html')])
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([422, 422, 415])
    expect((await picture(Buffer.concat([PICTURE, Buffer.alloc(6 * 1024 * 1024)]))).statusCode).toBe(413)
  })
})

describe('QR codes', () => {
  const list = async () => (await s.admin.get(`${base}/qr-codes`)).body.items

  test('made, listed, given another message, deleted', async () => {
    const made = await s.admin.send('POST', `${base}/qr-codes`, { prefilledMessage: 'Quero um bolo' })
    expect(made).toMatchObject({
      status: 201,
      body: { prefilledMessage: 'Quero um bolo', link: expect.stringContaining('https://wa.me/message/') },
    })
    const { code, link } = made.body
    expect(await list()).toEqual([made.body])
    const changed = await s.admin.send('POST', `${base}/qr-codes`, { code, prefilledMessage: 'Quero dois bolos' })
    expect(changed).toMatchObject({ status: 200, body: { code, link, prefilledMessage: 'Quero dois bolos' } })
    expect((await s.admin.send('DELETE', `${base}/qr-codes?code=${code}`)).status).toBe(204)
    expect(await list()).toEqual([])
    expect(await s.admin.send('DELETE', `${base}/qr-codes?code=${code}`)).toMatchObject({ status: 422, body: { code: 'meta_refused' } })
  })

  test('all pages of Meta’s list are one list', async () => {
    for (let nth = 0; nth < 105; nth++) await s.admin.send('POST', `${base}/qr-codes`, { prefilledMessage: `Pedido ${nth}` })
    expect(new Set((await list()).map(({ code }: { code: string }) => code)).size).toBe(105)
  })

  test('a message that is too long, or none, is refused', async () => {
    const tried = ['', 'a'.repeat(141)].map((prefilledMessage) => s.admin.send('POST', `${base}/qr-codes`, { prefilledMessage }))
    expect((await Promise.all(tried)).map(({ status }) => status)).toEqual([422, 422])
    expect((await s.admin.send('DELETE', `${base}/qr-codes`)).status).toBe(422)
  })
})

describe('where webhooks go', () => {
  /** Somebody else's endpoint, which takes the handshake. */
  const elsewhere = createServer((request, response) => {
    response.end(new URL(request.url ?? '', 'http://x').searchParams.get('hub.challenge'))
  })
  let theirs = ''
  beforeAll(async () => {
    await new Promise<void>((listening) => elsewhere.listen(0, '127.0.0.1', listening))
    theirs = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/hook`
  })
  afterAll(() => {
    elsewhere.close()
  })

  async function atMeta(method: string, path: string, body?: object): Promise<void> {
    const found = await s.deps.targets.ofNumber(s.admin.workspaceId, number.id)
    const answer = await fetch(`${found?.target.baseUrl}/${path}`, {
      method,
      headers: { authorization: `Bearer ${found?.target.token}`, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    })
    expect(answer.status).toBe(200)
  }
  const levels = async () => (await s.admin.get(`${base}/webhooks`)).body
  const override = { override_callback_uri: '', verify_token: 'theirs' }

  test('an address that somebody put on the number or on the account is seen, named and taken away', async () => {
    expect(await levels()).toMatchObject({ state: 'no_address', winner: null, apps: [{ isOurs: true }] })
    await atMeta('POST', `${number.wabaId}/subscribed_apps`, { ...override, override_callback_uri: theirs })
    expect(await levels()).toMatchObject({ state: 'elsewhere', winner: 'waba' })
    await atMeta('POST', number.phoneNumberId, { webhook_configuration: { ...override, override_callback_uri: `${theirs}/number` } })
    expect(await levels()).toMatchObject({
      state: 'elsewhere',
      winner: 'number',
      levels: [
        { level: 'number', url: `${theirs}/number`, isOurs: false },
        { level: 'waba', url: theirs, isOurs: false },
        { level: 'app', url: null },
      ],
    })
    const mended = await s.admin.send('POST', `${base}/webhooks/mend`)
    expect(mended).toMatchObject({ status: 200, body: { winner: null, levels: [{ url: null }, { url: null }, { url: null }] } })
  })

  test('an app that was unsubscribed is subscribed again', async () => {
    await atMeta('DELETE', `${number.wabaId}/subscribed_apps`)
    expect(await levels()).toMatchObject({ state: 'not_subscribed', apps: [] })
    expect((await s.admin.send('POST', `${base}/webhooks/mend`)).body).toMatchObject({ apps: [{ isOurs: true }] })
  })
})

test('everybody may look, and only who administers numbers may change', async () => {
  const agent = await colleague(s.app, s.owner, s.admin.workspaceId, 'agent')
  const looks = [agent.get(`${base}/profile`), agent.get(`${base}/qr-codes`)]
  expect((await Promise.all(looks)).map(({ status }) => status)).toEqual([200, 200])
  const changes = [
    agent.send('PATCH', `${base}/profile`, { about: 'Meu' }),
    agent.send('POST', `${base}/qr-codes`, { prefilledMessage: 'Oi' }),
    agent.send('POST', `${base}/webhooks/mend`),
    agent.send('DELETE', `${base}/qr-codes?code=ANED2T5QRU7HG1`),
  ]
  expect((await Promise.all(changes)).map(({ status }) => status)).toEqual([403, 403, 403, 403])
})

test('a token that Meta no longer accepts is known to everybody at once', async () => {
  const { target } = (await s.deps.targets.ofNumber(s.admin.workspaceId, number.id)) ?? { target: { token: '' } }
  await s.control('/tokens/revoke', { accessToken: target.token })
  expect(await s.admin.get(`${base}/profile`)).toMatchObject({ status: 422, body: { code: 'meta_refused' } })
  expect((await s.admin.get(base)).body).toMatchObject({ tokenState: 'revoked' })
})

test('a QR code counts the conversations that began with its words, once each, and no others', async () => {
  const own = (await s.admin.send('POST', '/api/v1/numbers/sandbox', {})).body
  const at = `/api/v1/numbers/${own.id}/qr-codes`
  const { body: code } = await s.admin.send('POST', at, { prefilledMessage: 'Quero um bolo de fubá' })
  expect(code.opened).toBe(0)
  let written = 0
  const writes = (phone: string, body: string) =>
    s.changed(own.wabaId, 'messages', {
      messaging_product: 'whatsapp',
      metadata: { phone_number_id: own.phoneNumberId, display_phone_number: '551140000000' },
      contacts: [{ wa_id: phone, profile: { name: 'Cliente' } }],
      messages: [{ from: phone, id: `wamid.Q${++written}`, timestamp: '1763800000', type: 'text', text: { body } }],
    })
  await writes('5511970000101', 'Quero um bolo de fubá')
  await writes('5511970000101', 'Quero um bolo de fubá')
  await writes('5511970000102', 'Oi')
  await writes('5511970000102', 'Quero um bolo de fubá')
  await writes('5511970000103', 'Quero um bolo de fubá')
  const listed = async () => (await s.admin.get(at)).body.items.find((one: { code: string }) => one.code === code.code)
  expect((await listed()).opened).toBe(2)
  await s.admin.send('POST', at, { code: code.code, prefilledMessage: 'Quero dois' })
  await writes('5511970000104', 'Quero dois')
  expect(await listed()).toMatchObject({ prefilledMessage: 'Quero dois', opened: 3 })
})
