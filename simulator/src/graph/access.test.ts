import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { APP, codeOf, type Stage, stage } from '../test/stage.ts'

let s: Stage
beforeAll(async () => {
  s = await stage()
})
afterAll(() => s.close())

const APP_TOKEN = `${APP.id}|${APP.secret}`
const newToken = async (wish: object = {}): Promise<string> =>
  (await s.control('POST', `/wabas/${s.made.wabaId}/tokens`, wish)).body.accessToken
const debug = async (token: string) => (await s.graph('GET', `debug_token?input_token=${token}`, undefined, APP_TOKEN)).body.data
const sendWith = (token: string) =>
  s.graph('POST', `${s.made.phoneNumberId}/messages`, { messaging_product: 'whatsapp', to: s.customer.phone, text: { body: 'Oi' } }, token)

describe('an access token', () => {
  test('is missing, unknown, revoked or expired: 190, each with its words', async () => {
    const path = `/graph/v26.0/${s.made.wabaId}`
    const [revoked, expired] = [await newToken(), await newToken()]
    await s.control('POST', '/tokens/revoke', { accessToken: revoked })
    await s.control('POST', '/tokens/expire', { accessToken: expired })
    const errors = []
    for (const token of [undefined, 'EAAnothing', revoked, expired, `${APP.id}|wrong`]) {
      const { status, body, headers } = await s.call('GET', path, { token })
      expect(headers.get('www-authenticate')).toContain('invalid_token')
      errors.push([status, body.error.code, body.error.error_subcode])
    }
    expect(errors).toEqual([
      [401, 190, undefined],
      [401, 190, undefined],
      [401, 190, 467],
      [401, 190, 463],
      [401, 190, undefined],
    ])
  })

  test('expires by the account’s clock', async () => {
    const token = await newToken({ expiresInSeconds: 7200 })
    expect((await s.graph('GET', s.made.wabaId, undefined, token)).status).toBe(200)
    await s.api('POST', '/clock', { hours: 3 })
    expect((await s.graph('GET', s.made.wabaId, undefined, token)).body.error).toMatchObject({ code: 190, error_subcode: 463 })
    expect(await debug(token)).toMatchObject({ is_valid: false, error: { code: 190, subcode: 463 } })
  })

  test('may stand in the query, and may be proven with the app’s secret', async () => {
    const token = s.made.accessToken
    const query = `/graph/${s.made.wabaId}?access_token=${token}`
    expect((await s.call('GET', query)).status).toBe(200)
    const proof = createHmac('sha256', APP.secret).update(token).digest('hex')
    expect((await s.call('GET', `${query}&appsecret_proof=${proof}`)).status).toBe(200)
    const wrong = await s.call('GET', `${query}&appsecret_proof=00`)
    expect(wrong.body.error).toMatchObject({ code: 100, type: 'GraphMethodException' })
  })

  test('must be proven where the app says so', async () => {
    const app = { appId: '43000000', appSecret: 'proof', verifyToken: 'v', requiresProof: true }
    await s.control('POST', '/apps', app)
    const { accessToken, wabaId } = (await s.control('POST', '/wabas', { name: 'Cautelosa', appId: app.appId })).body
    const proof = createHmac('sha256', app.appSecret).update(accessToken).digest('hex')
    expect(codeOf(await s.graph('GET', wabaId, undefined, accessToken))).toBe(100)
    expect(codeOf(await s.graph('GET', `${wabaId}?appsecret_proof=${proof}`, undefined, accessToken))).toBe(0)
  })

  test('without the permission to send or to manage is refused with 10 or 200', async () => {
    const manager = await newToken({ scopes: ['whatsapp_business_management'] })
    const sender = await newToken({ scopes: ['whatsapp_business_messaging'] })
    const sent = await sendWith(manager)
    expect([sent.status, codeOf(sent)]).toEqual([403, 10])
    const managed = await s.graph('GET', s.made.wabaId, undefined, sender)
    expect([managed.status, codeOf(managed)]).toEqual([403, 200])
    expect(codeOf(await s.graph('GET', s.made.wabaId, undefined, manager))).toBe(0)
  })

  test('of one account sees nothing of another: the same answer as for what does not exist', async () => {
    const other = (await s.control('POST', '/wabas', { name: 'Outra' })).body
    const foreign = await s.graph('GET', s.made.phoneNumberId, undefined, other.accessToken)
    const missing = await s.graph('GET', '9999999999999999', undefined, other.accessToken)
    const shape = ({ body }: typeof foreign) => ({ ...body.error, fbtrace_id: '', message: body.error.message.replace(/\d{10,}/, 'X') })
    expect(shape(foreign)).toEqual(shape(missing))
    expect(foreign.body.error).toMatchObject({ code: 100, error_subcode: 33, type: 'GraphMethodException' })
    expect(codeOf(await sendWith(other.accessToken))).toBe(100)
  })

  test('of the app opens only the app', async () => {
    expect((await s.graph('GET', APP.id, undefined, APP_TOKEN)).body).toMatchObject({ id: APP.id, name: 'Sandbox app' })
    expect(codeOf(await s.graph('GET', s.made.wabaId, undefined, APP_TOKEN))).toBe(100)
  })
})

describe('debug_token', () => {
  test('says what a token may and on which account', async () => {
    expect(await debug(s.made.accessToken)).toMatchObject({
      app_id: APP.id,
      type: 'SYSTEM_USER',
      is_valid: true,
      expires_at: 0,
      scopes: ['whatsapp_business_messaging', 'whatsapp_business_management', 'business_management'],
      granular_scopes: [
        { scope: 'whatsapp_business_messaging', target_ids: [s.made.wabaId] },
        { scope: 'whatsapp_business_management', target_ids: [s.made.wabaId] },
      ],
    })
  })

  test('of a bad one is an answer, not an error', async () => {
    expect(await debug('EAAnothing')).toMatchObject({ is_valid: false, error: { code: 190 } })
  })
})

describe('oauth/access_token', () => {
  const client = `client_id=${APP.id}&client_secret=${encodeURIComponent(APP.secret)}`

  test('gives the app its own token', async () => {
    const { body } = await s.call('GET', `/graph/v26.0/oauth/access_token?${client}&grant_type=client_credentials`)
    expect(body).toEqual({ access_token: APP_TOKEN, token_type: 'bearer' })
  })

  test('exchanges a signup code once', async () => {
    const { code } = (await s.control('POST', '/codes', { accessToken: s.made.accessToken })).body
    const exchange = () => s.call('GET', `/graph/v26.0/oauth/access_token?${client}&code=${code}`)
    expect((await exchange()).body).toEqual({ access_token: s.made.accessToken, token_type: 'bearer' })
    expect((await exchange()).body.error).toMatchObject({ code: 100, error_subcode: 36009 })
  })

  test('refuses a wrong secret', async () => {
    const { body } = await s.call(
      'GET',
      `/graph/v26.0/oauth/access_token?client_id=${APP.id}&client_secret=no&grant_type=client_credentials`,
    )
    expect(body.error.code).toBe(100)
  })
})

describe('the app’s webhook subscription', () => {
  const subscriptions = `${APP.id}/subscriptions`

  test('is moved only to an address that knows the verify token', async () => {
    const wish = { object: 'whatsapp_business_account', callback_url: `${s.business.url}/moved`, fields: 'messages,flows' }
    expect((await s.graph('POST', subscriptions, { ...wish, verify_token: 'wrong' }, APP_TOKEN)).body.error).toMatchObject({
      code: 100,
      error_subcode: 2200,
    })
    expect((await s.graph('POST', subscriptions, { ...wish, verify_token: APP.verifyToken }, APP_TOKEN)).body).toEqual({ success: true })
    const { data } = (await s.graph('GET', subscriptions, undefined, APP_TOKEN)).body
    expect(data).toMatchObject([{ object: 'whatsapp_business_account', callback_url: wish.callback_url, active: true }])
    expect(data[0].fields.map(({ name }: { name: string }) => name)).toEqual(expect.arrayContaining(['messages', 'flows']))
    await s.graph('DELETE', `${subscriptions}?object=whatsapp_business_account`, undefined, APP_TOKEN)
    expect((await s.graph('GET', subscriptions, undefined, APP_TOKEN)).body.data[0].callback_url).toBe(s.business.url)
  })
})

describe('the control door', () => {
  test('is closed without its token', async () => {
    for (const token of [undefined, 'wrong', s.made.accessToken])
      expect((await s.call('GET', '/control/wabas', { token })).status).toBe(401)
  })
})

describe('the allowance of management calls', () => {
  test('200 an hour for an account without a registered number, then 80007, until the next hour', async () => {
    const idle = (await s.control('POST', '/wabas', { name: 'Parada', furnished: false })).body
    await s.control('PATCH', `/numbers/${idle.phoneNumberId}`, { registered: false })
    const read = () => s.graph('GET', idle.wabaId, undefined, idle.accessToken)
    for (let n = 0; n < 200; n++) await read()
    const over = await read()
    expect(codeOf(over)).toBe(80007)
    expect(JSON.parse(over.headers.get('x-business-use-case-usage') ?? '')[idle.wabaId][0]).toMatchObject({ call_count: 100 })
    await s.call('POST', `/api/wabas/${idle.wabaId}/clock`, { body: { hours: 1 } })
    expect(codeOf(await read())).toBe(0)
  })
})
