/** The token of an account: looked at daily, taken back, replaced. Nothing that waited for it is lost, and nobody else waits. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { refreshNumber } from '../server/src/numbers/commands/refresh-number.ts'
import { Sender } from '../server/src/outbound/sender.ts'
import { readNext } from '../server/src/reconcile/loop.ts'
import { contactOf, textFrom } from '../server/src/test/meta-webhooks.ts'
import { colleague } from '../server/src/test/sign-in.ts'
import { type Stage, stage } from './stage.ts'

/** A client's own app, which refuses every call that is not proven with its secret. */
const APP = { appId: '800000000000007', appSecret: 'd'.repeat(32), verifyToken: 'token of the client', requiresProof: true }

let s: Stage
beforeAll(async () => {
  s = await stage()
  await s.control('/apps', APP)
})
afterAll(() => s?.close())

let accounts = 0
async function connected(app: { appId: string; appSecret: string } = APP) {
  const made = await s.control('/wabas', { name: `Padaria ${++accounts}`, appId: app.appId })
  const { accessToken, wabaId, phoneNumberId } = made
  const form = { accessToken, wabaId, phoneNumberId, appSecret: app.appSecret, verifyToken: 'rv-something' }
  const { status, body } = await s.admin.send('POST', '/api/v1/numbers/connect', form)
  expect(status).toBe(201)
  return { made, id: body.id as string, base: `/api/v1/numbers/${body.id}` }
}
const tokenOf = async (base: string) => (await s.admin.get(`${base}/token`)).body
const numberOf = async (base: string) => (await s.admin.get(base)).body
/** As if the last look were two days ago. */
const twoDaysOn = () =>
  s.owner
    .updateTable('waba')
    .set({ token_checked_at: new Date(Date.now() - 48 * 3600_000) })
    .execute()
async function look(): Promise<void> {
  await twoDaysOn()
  await takeTurns()
}
async function takeTurns(): Promise<void> {
  await s.owner
    .updateTable('waba_route')
    .set({ read_due_at: new Date(0) })
    .execute()
  while (await readNext(s.deps));
}

const CUSTOMER = '5511960000000' // the simulator's first of many
/** So that a text may be sent. */
async function customerWrites({ made }: Awaited<ReturnType<typeof connected>>): Promise<void> {
  await s.control(`/wabas/${made.wabaId}/inbound`, { phoneNumberId: made.phoneNumberId })
  const value = {
    messaging_product: 'whatsapp',
    metadata: { display_phone_number: made.displayPhoneNumber.replace(/\D/g, ''), phone_number_id: made.phoneNumberId },
    contacts: [contactOf(CUSTOMER, 'Marina')],
    messages: [textFrom(CUSTOMER, 'Oi')],
  }
  await s.changed(made.wabaId, 'messages', value, { secret: APP.appSecret })
}

async function written(number: Awaited<ReturnType<typeof connected>>, text: string): Promise<void> {
  const sent = await s.admin.send('POST', '/api/v1/messages', { to: CUSTOMER, numberId: number.id, type: 'text', text: { body: text } })
  expect([sent.status, sent.body.code]).toEqual([202, undefined])
}
/** What Meta accepted, in its order. */
async function sentBy({ made }: Awaited<ReturnType<typeof connected>>): Promise<string[]> {
  const { items } = await s.read(`/wabas/${made.wabaId}/sends`)
  const wamids: string[] = items.map((send: { wamid: string }) => send.wamid)
  const rows =
    wamids.length === 0 ? [] : await s.owner.selectFrom('message').select(['wamid', 'text']).where('wamid', 'in', wamids).execute()
  return wamids.map((wamid) => rows.find((row) => row.wamid === wamid)?.text ?? '?')
}
async function sendAll(): Promise<void> {
  const sender = new Sender(s.deps)
  while (await sender.runOnce());
  // The next sender would keep silent until what this one sent is out of Meta's window.
  await s.owner.deleteFrom('number_lane').execute()
}

describe('the silent daily look', () => {
  test('keeps permissions and expiry, and asks nobody twice on one day', async () => {
    const { made, base } = await connected()
    expect(await tokenOf(base)).toMatchObject({ state: 'ok', hint: made.accessToken.slice(-4), expiresAt: null, missing: [] })
    const { accessToken } = await s.control(`/wabas/${made.wabaId}/tokens`, { appId: APP.appId, expiresInSeconds: 10 * 86_400 })
    expect((await s.admin.send('PUT', `${base}/token`, { accessToken })).status).toBe(200)
    await look()
    const found = await tokenOf(base)
    expect(found).toMatchObject({ state: 'ok', scopes: expect.arrayContaining(['whatsapp_business_management']) })
    expect(Date.parse(found.expiresAt) / 1000).toBeCloseTo(Date.now() / 1000 + 10 * 86_400, -3)
    await takeTurns()
    expect((await tokenOf(base)).checkedAt).toBe(found.checkedAt)
  })

  test('holds the account whose token ended, and lets it go when the token is good after all', async () => {
    const [ended, other] = [await connected(), await connected()]
    await s.control('/tokens/expire', { accessToken: ended.made.accessToken })
    await look()
    expect(await numberOf(ended.base)).toMatchObject({ tokenState: 'expired', pausedBecause: 'token_invalid' })
    expect(await numberOf(other.base)).toMatchObject({ tokenState: 'ok', pausedUntil: null })
    await s.owner.updateTable('waba').set({ token_state: 'revoked' }).where('waba_id', '=', other.made.wabaId).execute()
    await s.owner
      .updateTable('phone_number')
      .set({ paused_until: new Date('9999-01-01'), paused_because: 'token_invalid' })
      .where('id', '=', other.id)
      .execute()
    await look()
    expect(await numberOf(other.base)).toMatchObject({ tokenState: 'ok', pausedUntil: null })
  })

  test('what is held for another cause stays held', async () => {
    const { made, id, base } = await connected()
    await s.owner.updateTable('waba').set({ token_state: 'revoked' }).where('waba_id', '=', made.wabaId).execute()
    await s.owner
      .updateTable('phone_number')
      .set({ paused_until: new Date('9999-01-01'), paused_because: 'account_restricted' })
      .where('id', '=', id)
      .execute()
    await look()
    expect(await numberOf(base)).toMatchObject({ tokenState: 'ok', pausedBecause: 'account_restricted' })
  })

  test('a lost permission is named, and holds nothing by itself', async () => {
    const { made, base } = await connected()
    const { accessToken } = await s.control(`/wabas/${made.wabaId}/tokens`, { appId: APP.appId })
    await s.admin.send('PUT', `${base}/token`, { accessToken })
    await s.owner
      .updateTable('waba')
      .set({ token_scopes: ['whatsapp_business_management'] })
      .where('waba_id', '=', made.wabaId)
      .execute()
    expect(await tokenOf(base)).toMatchObject({ state: 'ok', missing: ['whatsapp_business_messaging'] })
    await look()
    expect(await tokenOf(base)).toMatchObject({ state: 'ok', missing: [] })
  })
})

describe('a token that Meta took back', () => {
  let revoked: Awaited<ReturnType<typeof connected>>
  let untouched: Awaited<ReturnType<typeof connected>>
  beforeEach(async () => {
    ;[revoked, untouched] = [await connected(), await connected()]
    for (const number of [revoked, untouched]) {
      await customerWrites(number)
    }
  })

  test('holds its own account with its queue; another one sends on; a new token sends all of it, once', async () => {
    await s.control('/tokens/revoke', { accessToken: revoked.made.accessToken })
    for (const text of ['um', 'dois', 'três']) await written(revoked, text)
    await written(untouched, 'quatro')
    await sendAll()
    expect(await sentBy(revoked)).toEqual([])
    expect(await sentBy(untouched)).toEqual(['quatro'])
    expect(await numberOf(revoked.base)).toMatchObject({ tokenState: 'revoked', pausedBecause: 'token_invalid' })
    expect(await numberOf(untouched.base)).toMatchObject({ tokenState: 'ok', pausedUntil: null })

    const { accessToken } = await s.control(`/wabas/${revoked.made.wabaId}/tokens`, { appId: APP.appId })
    const renewed = await s.admin.send('PUT', `${revoked.base}/token`, { accessToken })
    expect(renewed).toMatchObject({ status: 200, body: { state: 'ok', hint: accessToken.slice(-4) } })
    expect(JSON.stringify(renewed.body)).not.toContain(accessToken)
    await sendAll()
    expect(await sentBy(revoked)).toEqual(['um', 'dois', 'três'])
    expect((await s.events()).filter(({ type }) => type === 'number.updated').at(-1)).toMatchObject({ number: { tokenState: 'ok' } })
  })

  test('an answer about the old token that comes after the new one says nothing of it', async () => {
    await s.control('/tokens/revoke', { accessToken: revoked.made.accessToken })
    const { accessToken } = await s.control(`/wabas/${revoked.made.wabaId}/tokens`, { appId: APP.appId })
    const scope = { db: s.deps.db, workspaceId: s.admin.workspaceId, actor: { kind: 'system', name: 'test' }, now: new Date() } as const
    const old = await s.deps.targets.ofNumber(s.admin.workspaceId, revoked.id)
    expect((await s.admin.send('PUT', `${revoked.base}/token`, { accessToken })).status).toBe(200)
    const late = { ...s.deps, targets: { ...s.deps.targets, ofNumber: async () => old } } // remembered for seconds, as in another process
    await expect(refreshNumber(scope, late, revoked.id)).rejects.toMatchObject({ code: 'meta_refused' })
    expect(await tokenOf(revoked.base)).toMatchObject({ state: 'ok', hint: accessToken.slice(-4) })
    expect(await numberOf(revoked.base)).toMatchObject({ pausedUntil: null })
  })

  test('the client that removes us destroys it: nothing is left to use', async () => {
    await s.changed(revoked.made.wabaId, 'account_update', { event: 'PARTNER_REMOVED' }, { secret: APP.appSecret })
    const row = await s.owner
      .selectFrom('waba')
      .select(['token', 'token_hint'])
      .where('waba_id', '=', revoked.made.wabaId)
      .executeTakeFirstOrThrow()
    expect(row).toEqual({ token: '', token_hint: '' })
    expect(await tokenOf(revoked.base)).toMatchObject({ state: 'revoked', hint: '', scopes: [], expiresAt: null })
    await written(revoked, 'espera')
    await sendAll()
    const { accessToken } = await s.control(`/wabas/${revoked.made.wabaId}/tokens`, { appId: APP.appId })
    expect((await s.admin.send('PUT', `${revoked.base}/token`, { accessToken })).status).toBe(200)
    await sendAll()
    expect(await sentBy(revoked)).toEqual(['espera'])
  })

  test('another app that leaves the account is not ours to mourn', async () => {
    const left = (partner_app_id: string) =>
      s.changed(
        revoked.made.wabaId,
        'account_update',
        { event: 'PARTNER_APP_UNINSTALLED', waba_info: { waba_id: revoked.made.wabaId, partner_app_id } },
        { secret: APP.appSecret },
      )
    await left('5731794616896507')
    expect(await tokenOf(revoked.base)).toMatchObject({ state: 'ok' })
    await left(APP.appId)
    expect(await tokenOf(revoked.base)).toMatchObject({ state: 'revoked', hint: '' })
  })
})

describe('a new token is verified before it is kept', () => {
  test.each([
    ['an unknown one', async () => 'EAAnothing', { field: 'accessToken', problem: 'token_invalid' }],
    [
      'one without a permission',
      async (wabaId: string) =>
        (await s.control(`/wabas/${wabaId}/tokens`, { appId: APP.appId, scopes: ['whatsapp_business_messaging'] })).accessToken,
      { field: 'accessToken', problem: 'token_lacks_permission' },
    ],
    [
      'one of another account',
      async () => (await s.control('/wabas', { name: 'Outra', appId: APP.appId })).accessToken,
      { field: 'wabaId', problem: 'waba_not_visible' },
    ],
    [
      'one of another app',
      async (wabaId: string) => (await s.control(`/wabas/${wabaId}/tokens`, {})).accessToken,
      { field: 'appSecret', problem: 'secret_of_other_app' },
    ],
  ])('%s is refused by name, and the old one stays', async (_what, make, problem) => {
    const { made, base } = await connected()
    const { status, body } = await s.admin.send('PUT', `${base}/token`, { accessToken: await make(made.wabaId) })
    expect([status, body.code]).toEqual([422, 'credentials_wrong'])
    expect(body.details.checks).toContainEqual(expect.objectContaining(problem))
    expect(await tokenOf(base)).toMatchObject({ state: 'ok', hint: made.accessToken.slice(-4) })
  })

  test('is for whoever may connect; everybody who sees numbers sees how it stands', async () => {
    const { base } = await connected()
    const agent = await colleague(s.app, s.owner, s.admin.workspaceId, 'agent')
    expect((await agent.get(`${base}/token`)).status).toBe(200)
    expect((await agent.send('PUT', `${base}/token`, { accessToken: 'EAAx' })).status).toBe(403)
  })
})

test('every call of an app that demands it carries its proof', async () => {
  const { base, made } = await connected()
  for (const path of ['/health', '/profile', '/webhooks', '/qr-codes', '/blocked'])
    expect([path, (await s.admin.get(base + path)).status]).toEqual([path, 200])
  expect((await s.admin.send('POST', `${base}/refresh`)).status).toBe(200)
  expect((await s.admin.send('POST', '/api/v1/templates/sync', { wabaId: made.wabaId })).body.accounts).toMatchObject([{ state: 'ok' }])
})
