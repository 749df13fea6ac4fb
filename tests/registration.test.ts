import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { colleague } from '../server/src/test/sign-in.ts'
import { type Stage, stage } from './stage.ts'

let s: Stage
beforeAll(async () => {
  s = await stage()
})
afterAll(() => s?.close())

/** A connected sandbox account. */
async function account() {
  const { body } = await s.admin.send('POST', '/api/v1/numbers/sandbox', {})
  return body as { id: string; wabaId: string; displayPhoneNumber: string; phoneNumberId: string }
}
let last = 0
const wish = (wabaId: string, more: object = {}) => ({
  wabaId,
  countryCode: '55',
  phoneNumber: `11 4100-${String(++last).padStart(4, '0')}`,
  verifiedName: 'Padaria Aurora',
  ...more,
})
const at = (id: string, rest = '') => `/api/v1/numbers/${id}/registration${rest}`

/** The code that the simulator "sent". */
async function sentCode(phoneNumberId: string): Promise<string> {
  const answer = await fetch(`${s.simulator.url}/control/numbers/${phoneNumberId}`, {
    method: 'PATCH',
    headers: { authorization: 'Bearer control token of the stage', 'content-type': 'application/json' },
    body: '{}',
  })
  return ((await answer.json()) as { sentCode: string }).sentCode
}

describe('a new number in an account', () => {
  test('is added, verified by its code and registered with a PIN that nobody is shown', async () => {
    const { wabaId } = await account()
    const { status, body: number } = await s.admin.send('POST', '/api/v1/numbers', wish(wabaId))
    expect(status).toBe(201)
    expect(number).toMatchObject({ wabaId, status: 'PENDING', tokenState: 'ok' })
    expect((await s.admin.get(at(number.id))).body).toMatchObject({ verification: 'NOT_VERIFIED', hasPin: false, isPinKept: false })

    expect((await s.admin.send('POST', at(number.id), { pin: '246810' })).body).toMatchObject({
      code: 'meta_refused',
      details: { problem: 'number_not_verified' },
    })
    expect((await s.admin.send('POST', at(number.id, '/code-request'), { method: 'SMS', language: 'pt_BR' })).status).toBe(204)
    expect((await s.admin.send('POST', at(number.id, '/code'), { code: '000-000' })).body).toMatchObject({
      details: { problem: 'code_wrong' },
    })
    const code = await sentCode(number.phoneNumberId)
    expect((await s.admin.send('POST', at(number.id, '/code'), { code })).body).toMatchObject({ verification: 'VERIFIED' })

    const { body: registered } = await s.admin.send('POST', at(number.id), { pin: '246810' })
    expect(registered).toMatchObject({ status: 'CONNECTED', hasPin: true, isPinKept: true })
    expect((await s.admin.get(`/api/v1/numbers/${number.id}`)).body).toMatchObject({ status: 'CONNECTED' })
    const row = await s.owner.selectFrom('phone_number').select('pin').where('id', '=', number.id).executeTakeFirstOrThrow()
    expect(row.pin).toMatch(/^v1\|/)
  })

  test('asked for twice is one number', async () => {
    const { wabaId } = await account()
    const same = wish(wabaId)
    const first = await s.admin.send('POST', '/api/v1/numbers', same)
    const second = await s.admin.send('POST', '/api/v1/numbers', same)
    expect(second.body.id).toBe(first.body.id)
  })

  test('an account of nobody’s is not found', async () => {
    expect((await s.admin.send('POST', '/api/v1/numbers', wish('99999999999'))).status).toBe(404)
  })
})

describe('a number that works elsewhere', () => {
  test('comes over with its own PIN, and is off the air where it was', async () => {
    const old = await s.control('/wabas', { name: 'Outro fornecedor', displayPhoneNumber: '+55 11 4200-0001' })
    await fetch(`${s.simulator.url}/control/numbers/${old.phoneNumberId}`, {
      method: 'PATCH',
      headers: { authorization: 'Bearer control token of the stage', 'content-type': 'application/json' },
      body: JSON.stringify({ pin: '111222' }),
    })
    const { wabaId } = await account()
    const order = wish(wabaId, { phoneNumber: '11 4200-0001' })
    expect((await s.admin.send('POST', '/api/v1/numbers', order)).body).toMatchObject({ code: 'meta_refused' })
    const { body: number } = await s.admin.send('POST', '/api/v1/numbers', { ...order, moves: true })
    await s.admin.send('POST', at(number.id, '/code-request'), { method: 'VOICE', language: 'pt_BR' })
    await s.admin.send('POST', at(number.id, '/code'), { code: await sentCode(number.phoneNumberId) })

    expect((await s.admin.send('POST', at(number.id), { pin: '999999' })).body).toMatchObject({ details: { problem: 'pin_wrong' } })
    expect((await s.admin.get(at(number.id))).body.isPinKept).toBe(false)
    expect((await s.admin.send('POST', at(number.id), { pin: '111222' })).body).toMatchObject({ status: 'CONNECTED' })
    const there = await fetch(`${s.simulator.url}/graph/${old.phoneNumberId}?fields=status`, {
      headers: { authorization: `Bearer ${old.accessToken}` },
    })
    expect(await there.json()).toMatchObject({ status: 'DISCONNECTED' })
  })
})

describe('afterwards', () => {
  test('the PIN is changed, and the number taken off Cloud API and brought back', async () => {
    const number = await account()
    expect((await s.admin.send('PUT', at(number.id, '/pin'), { pin: '123123' })).body).toMatchObject({ hasPin: true, isPinKept: true })
    expect((await s.admin.send('DELETE', at(number.id))).body).toMatchObject({ status: 'DISCONNECTED', isPinKept: true })
    expect((await s.admin.get(`/api/v1/numbers/${number.id}`)).body.status).toBe('DISCONNECTED')
    expect((await s.admin.send('POST', at(number.id), { pin: '123123' })).body).toMatchObject({ status: 'CONNECTED' })
  })

  test('what is not a PIN or a code is refused before Meta hears of it', async () => {
    const number = await account()
    for (const pin of ['12345', '1234567', 'abcdef', '12345\u0000']) {
      expect((await s.admin.send('PUT', at(number.id, '/pin'), { pin })).status).toBe(422)
    }
    expect((await s.admin.send('POST', at(number.id, '/code'), { code: 'x' })).status).toBe(422)
  })

  test('an agent does none of it', async () => {
    const number = await account()
    const agent = await colleague(s.app, s.owner, s.admin.workspaceId, 'agent')
    expect((await agent.get(at(number.id))).status).toBe(403)
    expect((await agent.send('PUT', at(number.id, '/pin'), { pin: '123123' })).status).toBe(403)
    expect((await agent.send('POST', '/api/v1/numbers', wish(number.wabaId))).status).toBe(403)
  })
})
