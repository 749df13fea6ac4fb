/** The fields of the manual form, checked at Meta as they are typed. Nothing is stored. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { colleague } from '../server/src/test/sign-in.ts'
import { type Stage, stage } from './stage.ts'

/** A client's own Meta app, as the simulator plays it. */
const APP = { appId: '800000000000002', appSecret: 'abcdef0123456789abcdef0123456789', verifyToken: 'token of the client' }

let s: Stage
beforeAll(async () => {
  s = await stage({ PUBLIC_URL: 'https://recado.example' })
  await s.control('/apps', APP)
})
afterAll(() => s?.close())

/** An account at "Meta" that belongs to the client's app, and what a person would type into the form. */
async function accountAtMeta(name = 'Padaria Aurora') {
  const made = await s.control('/wabas', { name, appId: APP.appId })
  return {
    made,
    form: {
      accessToken: made.accessToken,
      wabaId: made.wabaId,
      phoneNumberId: made.phoneNumberId,
      appSecret: APP.appSecret,
      verifyToken: 'rv-something',
    },
  }
}
const check = async (form: object) => {
  const { status, body } = await s.admin.send('POST', '/api/v1/numbers/check', form)
  expect(status).toBe(200)
  return Object.fromEntries(body.checks.map((one: { field: string }) => [one.field, one]))
}

describe('checking the manual form', () => {
  test('what is empty is missing, and asks nobody', async () => {
    const fields = await check({})
    expect(Object.values(fields).map((one) => (one as { state: string }).state)).toEqual(Array(5).fill('missing'))
  })

  test('all right: every field is good and says what it found', async () => {
    const { form, made } = await accountAtMeta()
    expect(await check(form)).toMatchObject({
      accessToken: { state: 'ok', facts: { appId: APP.appId, expiresAt: 'never' } },
      wabaId: { state: 'ok', facts: { name: 'Padaria Aurora', currency: 'BRL' } },
      phoneNumberId: { state: 'ok', facts: { displayPhoneNumber: made.displayPhoneNumber, status: 'CONNECTED' } },
      appSecret: { state: 'ok', facts: { appId: APP.appId, appName: 'Sandbox app' } },
      verifyToken: { state: 'ok', facts: { callbackUrl: 'https://recado.example/webhooks/whatsapp' } },
    })
  })

  test('each field alone is checked as far as it can be', async () => {
    const { form } = await accountAtMeta()
    expect(await check({ accessToken: form.accessToken })).toMatchObject({ accessToken: { state: 'ok' }, wabaId: { state: 'missing' } })
    expect(await check({ wabaId: form.wabaId })).toMatchObject({
      wabaId: { state: 'unknown', problem: 'needs_other_field', facts: { field: 'accessToken' } },
    })
    expect(await check({ accessToken: form.accessToken, phoneNumberId: form.phoneNumberId })).toMatchObject({
      phoneNumberId: { state: 'unknown', problem: 'needs_other_field', facts: { field: 'wabaId' } },
    })
  })

  test('an unknown token', async () => {
    const { form } = await accountAtMeta()
    const fields = await check({ ...form, accessToken: 'EAAnothing' })
    expect(fields.accessToken).toMatchObject({ state: 'wrong', problem: 'token_invalid' })
    expect(fields.wabaId).toMatchObject({ state: 'unknown', problem: 'needs_other_field' })
  })

  test('an expired and a revoked token', async () => {
    const { form, made } = await accountAtMeta()
    await s.control('/tokens/expire', { accessToken: made.accessToken })
    expect((await check(form)).accessToken).toMatchObject({ state: 'wrong', problem: 'token_expired' })
    const other = await accountAtMeta()
    await s.control('/tokens/revoke', { accessToken: other.made.accessToken })
    expect((await check(other.form)).accessToken).toMatchObject({ state: 'wrong', problem: 'token_invalid' })
  })

  test('a token without a permission names the one it lacks', async () => {
    const { form, made } = await accountAtMeta()
    const { accessToken } = await s.control(`/wabas/${made.wabaId}/tokens`, { scopes: ['whatsapp_business_management'], appId: APP.appId })
    expect((await check({ ...form, accessToken })).accessToken).toMatchObject({
      state: 'wrong',
      problem: 'token_lacks_permission',
      facts: { missing: 'whatsapp_business_messaging' },
    })
  })

  test("somebody else's account, and a number of another account", async () => {
    const { form } = await accountAtMeta()
    const other = await accountAtMeta('Outra')
    expect((await check({ ...form, wabaId: other.form.wabaId })).wabaId).toMatchObject({ state: 'wrong', problem: 'waba_not_visible' })
    expect((await check({ ...form, phoneNumberId: other.form.phoneNumberId })).phoneNumberId).toMatchObject({
      state: 'wrong',
      problem: 'number_not_in_waba',
    })
  })

  test("account and number in each other's boxes", async () => {
    const { form } = await accountAtMeta()
    const fields = await check({ ...form, wabaId: form.phoneNumberId, phoneNumberId: form.wabaId })
    expect(fields.wabaId).toMatchObject({ state: 'wrong', problem: 'waba_is_something_else' })
    expect(fields.phoneNumberId.state).not.toBe('ok')
  })

  test('a secret of another app', async () => {
    const { form } = await accountAtMeta()
    expect((await check({ ...form, appSecret: '0'.repeat(32) })).appSecret).toMatchObject({
      state: 'wrong',
      problem: 'secret_of_other_app',
      facts: { appId: APP.appId },
    })
  })

  test('things that cannot be right are not even asked', async () => {
    expect(await check({ accessToken: 'x', wabaId: 'abc', phoneNumberId: '12', appSecret: 'zz', verifyToken: 'short' })).toMatchObject({
      wabaId: { state: 'wrong', problem: 'malformed' },
      phoneNumberId: { state: 'wrong', problem: 'malformed' },
      appSecret: { state: 'wrong', problem: 'malformed' },
      verifyToken: { state: 'wrong', problem: 'malformed' },
    })
  })

  test('an app that demands proof: the secret is used for it', async () => {
    const strict = { appId: '800000000000003', appSecret: 'b'.repeat(32), verifyToken: 'strict' }
    await s.control('/apps', { ...strict, requiresProof: true })
    const made = await s.control('/wabas', { name: 'Rigorosa', appId: strict.appId })
    const form = { accessToken: made.accessToken, wabaId: made.wabaId, phoneNumberId: made.phoneNumberId, verifyToken: 'rv-something' }
    const good = await check({ ...form, appSecret: strict.appSecret })
    expect(Object.values(good).map((one) => (one as { state: string }).state)).toEqual(Array(5).fill('ok'))
    expect((await check({ ...form, appSecret: 'c'.repeat(32) })).appSecret).toMatchObject({
      state: 'wrong',
      problem: 'secret_of_other_app',
    })
  })

  test('stores nothing', async () => {
    const { form } = await accountAtMeta()
    await check(form)
    expect(await s.owner.selectFrom('waba').select('id').where('waba_id', '=', form.wabaId).execute()).toEqual([])
  })

  test('is for whoever may connect', async () => {
    const agent = await colleague(s.app, s.owner, s.admin.workspaceId, 'agent')
    expect((await agent.send('POST', '/api/v1/numbers/check', {})).status).toBe(403)
    expect((await agent.send('POST', '/api/v1/numbers/sandbox', {})).status).toBe(403)
    expect((await agent.get('/api/v1/numbers')).status).toBe(200)
  })
})

test('Meta being away makes every answer unknown, never good, and connecting impossible', async () => {
  const away = await stage({ META_GRAPH_URL: 'http://127.0.0.1:9' })
  const form = {
    accessToken: 'EAA',
    wabaId: '1020000000',
    phoneNumberId: '1060000000',
    appSecret: 'a'.repeat(32),
    verifyToken: 'rv-something',
  }
  const { body } = await away.admin.send('POST', '/api/v1/numbers/check', form)
  const states = Object.fromEntries(
    body.checks.map((one: { field: string; state: string; problem: string }) => [one.field, [one.state, one.problem]]),
  )
  expect(states).toMatchObject({
    accessToken: ['unknown', 'graph_unreachable'],
    wabaId: ['unknown', 'graph_unreachable'],
    phoneNumberId: ['unknown', 'graph_unreachable'],
  })
  const connect = await away.admin.send('POST', '/api/v1/numbers/connect', form)
  expect([connect.status, connect.body.code]).toEqual([502, 'meta_unreachable'])
  await away.close()
})
