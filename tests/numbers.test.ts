import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connectUnchecked } from '../server/src/numbers/commands/connect-number.ts'
import type { Scope } from '../server/src/platform/scope.ts'
import { signedIn } from '../server/src/test/sign-in.ts'
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

describe('connecting by hand', () => {
  test('the number appears everywhere, the token nowhere', async () => {
    const { form, made } = await accountAtMeta('Farmácia Vida')
    const { status, body } = await s.admin.send('POST', '/api/v1/numbers/connect', form)
    expect(status).toBe(201)
    expect(body).toMatchObject({
      wabaId: form.wabaId,
      wabaName: 'Farmácia Vida',
      phoneNumberId: form.phoneNumberId,
      kind: 'meta',
      displayPhoneNumber: made.displayPhoneNumber,
      status: 'CONNECTED',
      qualityRating: 'GREEN',
      throughputLevel: 'STANDARD',
      messagingLimit: 'TIER_2K',
      isCoexistence: false,
      tokenState: 'ok',
      tokenHint: form.accessToken.slice(-4),
    })
    expect((await s.admin.get('/api/v1/numbers')).body.items).toContainEqual(body)
    expect((await s.admin.get(`/api/v1/numbers/${body.id}`)).body).toEqual(body)
    expect((await s.events()).at(-1)).toEqual({ type: 'number.updated', number: body })

    const stored = await s.owner.selectFrom('waba').selectAll().where('waba_id', '=', form.wabaId).executeTakeFirstOrThrow()
    const apps = await s.owner.selectFrom('meta_app').selectAll().execute()
    const everything = JSON.stringify([stored, apps, body, await s.events()])
    for (const secret of [form.accessToken, form.appSecret, form.verifyToken]) expect(everything).not.toContain(secret)
  })

  test("webhooks of the client's app are believed at once, and so is its handshake", async () => {
    const { form } = await accountAtMeta()
    await s.admin.send('POST', '/api/v1/numbers/connect', form)
    const apps = await s.deps.metaApps.activeApps()
    expect(apps.filter((app) => app.secret === APP.appSecret)).toHaveLength(1)
    expect(await s.deps.metaApps.isVerifyToken(form.verifyToken)).toBe(true)
    expect(await s.deps.metaApps.isVerifyToken('another token')).toBe(false)
  })

  test('one app is one row, however many numbers come through it', async () => {
    const before = await s.owner.selectFrom('meta_app').select('id').where('kind', '=', 'workspace').execute()
    const { form } = await accountAtMeta()
    await s.admin.send('POST', '/api/v1/numbers/connect', form)
    expect(await s.owner.selectFrom('meta_app').select('id').where('kind', '=', 'workspace').execute()).toEqual(before)
  })

  test('a wrong field is refused by name and nothing is stored', async () => {
    const { form } = await accountAtMeta()
    const { status, body } = await s.admin.send('POST', '/api/v1/numbers/connect', { ...form, appSecret: '1'.repeat(32) })
    expect([status, body.code, body.fields]).toEqual([422, 'credentials_wrong', [{ path: 'appSecret', message: 'secret_of_other_app' }]])
    expect(await s.owner.selectFrom('waba').select('id').where('waba_id', '=', form.wabaId).execute()).toEqual([])
    expect(JSON.stringify(body)).not.toContain(form.accessToken)
  })

  test('a number of another workspace is taken, and stays theirs', async () => {
    const { form } = await accountAtMeta()
    await s.admin.send('POST', '/api/v1/numbers/connect', form)
    const stranger = await signedIn(s.app, s.owner, 'owner', 'Caio')
    const { status, body } = await stranger.send('POST', '/api/v1/numbers/connect', form)
    expect([status, body.code]).toEqual([409, 'already_taken'])
    const route = await s.owner
      .selectFrom('number_route')
      .selectAll()
      .where('phone_number_id', '=', form.phoneNumberId)
      .executeTakeFirstOrThrow()
    expect(route.workspace_id).toBe(s.admin.workspaceId)
  })

  test('two workspaces that connect the same number at once: one has it', async () => {
    const { form } = await accountAtMeta()
    const [a, b] = [await signedIn(s.app, s.owner, 'owner', 'Duda'), await signedIn(s.app, s.owner, 'owner', 'Edu')]
    const answers = await Promise.all([a, b].map((who) => who.send('POST', '/api/v1/numbers/connect', form)))
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([201, 409]))
    const owners = await s.owner
      .selectFrom('phone_number')
      .select('workspace_id')
      .where('phone_number_id', '=', form.phoneNumberId)
      .execute()
    expect(owners).toHaveLength(1)
  })

  test('a number that came to another account stays with the workspace that has it', async () => {
    const [theirs, mine] = [await accountAtMeta(), await accountAtMeta()]
    await s.admin.send('POST', '/api/v1/numbers/connect', theirs.form)
    const stranger = await signedIn(s.app, s.owner, 'owner', 'Fabi')
    const scope: Scope = { db: s.deps.db, workspaceId: stranger.workspaceId, actor: { kind: 'system', name: 'test' }, now: new Date() }
    const { id: appId } = await s.owner.selectFrom('meta_app').select('id').where('kind', '=', 'workspace').executeTakeFirstOrThrow()
    const { accessToken: token, wabaId } = mine.form
    const path = { kind: 'meta' as const, appId, appSecret: null, token, wabaId, phoneNumberId: theirs.form.phoneNumberId, graphUrl: null }
    await expect(connectUnchecked(scope, s.deps, path)).rejects.toMatchObject({
      code: 'already_taken',
      details: { field: 'phoneNumberId' },
    })
    expect(await s.owner.selectFrom('waba_route').select('waba_id').where('waba_id', '=', wabaId).execute()).toEqual([])
  })

  test("nobody adds a number to another workspace's account", async () => {
    const { form, made } = await accountAtMeta()
    const second = await s.control(`/wabas/${made.wabaId}/numbers`, {})
    await s.admin.send('POST', '/api/v1/numbers/connect', form)
    const stranger = await signedIn(s.app, s.owner, 'owner', 'Zeca')
    const mine = { ...form, phoneNumberId: second.phoneNumberId }
    const { status, body } = await stranger.send('POST', '/api/v1/numbers/connect', mine)
    expect([status, body.code, body.details.field]).toEqual([409, 'already_taken', 'wabaId'])
    const scope: Scope = { db: s.deps.db, workspaceId: stranger.workspaceId, actor: { kind: 'system', name: 'test' }, now: new Date() }
    const { id: appId } = await s.owner.selectFrom('meta_app').select('id').where('kind', '=', 'workspace').executeTakeFirstOrThrow()
    const { accessToken: token, wabaId, phoneNumberId } = mine
    const path = { kind: 'meta' as const, appId, appSecret: null, token, wabaId, phoneNumberId, graphUrl: null }
    await expect(connectUnchecked(scope, s.deps, path)).rejects.toMatchObject({ code: 'already_taken', details: { field: 'wabaId' } })
  })

  test('connecting again renews the token and mends what the old one held', async () => {
    const { form, made } = await accountAtMeta()
    const first = (await s.admin.send('POST', '/api/v1/numbers/connect', form)).body
    await s.control('/tokens/revoke', { accessToken: made.accessToken })
    const refused = await s.admin.send('POST', `/api/v1/numbers/${first.id}/refresh`)
    expect([refused.status, refused.body.code]).toEqual([422, 'meta_refused'])
    expect((await s.admin.get(`/api/v1/numbers/${first.id}`)).body).toMatchObject({ tokenState: 'revoked', pausedBecause: 'token_invalid' })
    const told = (await s.events()).findLast(({ type }) => type === 'number.updated')
    expect(told).toMatchObject({ number: { id: first.id, tokenState: 'revoked' } })

    const { accessToken } = await s.control(`/wabas/${made.wabaId}/tokens`, { appId: APP.appId })
    const again = await s.admin.send('POST', '/api/v1/numbers/connect', { ...form, accessToken })
    expect(again.body).toMatchObject({
      id: first.id,
      tokenState: 'ok',
      pausedUntil: null,
      pausedBecause: null,
      tokenHint: accessToken.slice(-4),
    })
    expect((await s.admin.send('POST', `/api/v1/numbers/${first.id}/refresh`)).status).toBe(200)
  })
})

describe('a sandbox number', () => {
  test('is there in one click, marked as what it is, and works like a real one', async () => {
    const { status, body } = await s.admin.send('POST', '/api/v1/numbers/sandbox', { displayPhoneNumber: '+55 11 4000-7777' })
    expect(status).toBe(201)
    expect(body).toMatchObject({ kind: 'sandbox', displayPhoneNumber: '+55 11 4000-7777', status: 'CONNECTED', tokenState: 'ok' })

    const target = await s.deps.targets.ofNumber(s.admin.workspaceId, body.id)
    expect(target).toMatchObject({
      phoneNumberId: body.phoneNumberId,
      wabaId: body.wabaId,
      target: { baseUrl: `${s.simulator.url}/graph/v26.0` },
    })
    const health = await s.admin.get(`/api/v1/numbers/${body.id}/health`)
    expect(health.body).toMatchObject({ canSend: 'AVAILABLE' })
    expect(health.body.entities.map((entity: { type: string }) => entity.type)).toContain('PHONE_NUMBER')
  })

  test("its webhooks are those of the sandbox's app", async () => {
    const { body } = await s.admin.send('POST', '/api/v1/numbers/sandbox', {})
    const route = await s.owner
      .selectFrom('number_route')
      .selectAll()
      .where('phone_number_id', '=', body.phoneNumberId)
      .executeTakeFirstOrThrow()
    const app = await s.owner.selectFrom('meta_app').select('kind').where('id', '=', route.app_id).executeTakeFirstOrThrow()
    expect([route.number_id, app.kind]).toEqual([body.id, 'sandbox'])
  })
})

describe('disconnecting', () => {
  test('the number goes, its token is destroyed, its history stays, and it can come back', async () => {
    const { body: number } = await s.admin.send('POST', '/api/v1/numbers/sandbox', { name: 'Some' })
    expect((await s.admin.send('DELETE', `/api/v1/numbers/${number.id}`)).status).toBe(204)
    expect((await s.admin.get(`/api/v1/numbers/${number.id}`)).status).toBe(404)
    expect((await s.events()).at(-1)).toEqual({ type: 'number.removed', numberId: number.id })
    expect(await s.deps.targets.ofNumber(s.admin.workspaceId, number.id)).toBeNull()
    const { waba: account } = await s.owner.selectFrom('phone_number').select('waba').where('id', '=', number.id).executeTakeFirstOrThrow()
    expect(await s.deps.targets.ofWaba(s.admin.workspaceId, account)).toBeNull()
    const waba = await s.owner.selectFrom('waba').selectAll().where('waba_id', '=', number.wabaId).executeTakeFirstOrThrow()
    expect([waba.token, waba.disconnected_at === null]).toEqual(['', false])
    expect(await s.owner.selectFrom('number_route').selectAll().where('phone_number_id', '=', number.phoneNumberId).execute()).toEqual([])
    expect(await s.owner.selectFrom('phone_number').select('id').where('id', '=', number.id).execute()).toHaveLength(1)
    const subscribed = await fetch(`${s.simulator.url}/graph/v26.0/${number.wabaId}/subscribed_apps`, {
      headers: { authorization: `Bearer ${(await s.control(`/wabas/${number.wabaId}/tokens`)).accessToken}` },
    })
    expect(await subscribed.json()).toEqual({ data: [] })
    expect((await s.admin.send('DELETE', `/api/v1/numbers/${number.id}`)).status).toBe(404)
  })

  test('another number of the same account stays connected', async () => {
    const { form, made } = await accountAtMeta()
    const second = await s.control(`/wabas/${made.wabaId}/numbers`, {})
    const one = (await s.admin.send('POST', '/api/v1/numbers/connect', form)).body
    const two = (await s.admin.send('POST', '/api/v1/numbers/connect', { ...form, phoneNumberId: second.phoneNumberId })).body
    await s.admin.send('DELETE', `/api/v1/numbers/${one.id}`)
    expect((await s.admin.send('POST', `/api/v1/numbers/${two.id}/refresh`)).status).toBe(200)
    expect(await s.deps.targets.ofNumber(s.admin.workspaceId, two.id)).not.toBeNull()
  })
})

describe('another workspace', () => {
  test('cannot tell that the number exists', async () => {
    const { body: number } = await s.admin.send('POST', '/api/v1/numbers/sandbox', {})
    const stranger = await signedIn(s.app, s.owner, 'owner', 'Gil')
    const nowhere = '0192f000-0000-7000-8000-000000000000'
    for (const [method, path] of [
      ['GET', ''],
      ['DELETE', ''],
      ['POST', '/refresh'],
      ['GET', '/health'],
    ] as const) {
      const ask = (id: string) =>
        method === 'GET' ? stranger.get(`/api/v1/numbers/${id}${path}`) : stranger.send(method, `/api/v1/numbers/${id}${path}`)
      const [theirs, missing] = [await ask(number.id), await ask(nowhere)]
      expect([theirs.status, theirs.body]).toEqual([404, missing.body])
    }
    expect((await stranger.get('/api/v1/numbers')).body.items).toEqual([])
    expect(await s.deps.targets.ofNumber(stranger.workspaceId, number.id)).toBeNull()
  })
})

describe('webhook settings', () => {
  test('are to be copied, and the handshake works before anything is connected', async () => {
    const fresh = await signedIn(s.app, s.owner, 'owner', 'Hugo')
    const { body } = await fresh.get('/api/v1/numbers/webhook')
    expect(body).toMatchObject({ callbackUrl: 'https://recado.example/webhooks/whatsapp', isPublic: true })
    expect(await s.deps.metaApps.isVerifyToken(body.verifyToken)).toBe(true)
    const altered = `${body.verifyToken.slice(0, -1)}${body.verifyToken.endsWith('x') ? 'y' : 'x'}`
    expect(await s.deps.metaApps.isVerifyToken(altered)).toBe(false)
    expect(body.verifyToken).not.toBe((await s.admin.get('/api/v1/numbers/webhook')).body.verifyToken)
    const handshake = await s.app.inject(
      `/webhooks/whatsapp?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=${encodeURIComponent(body.verifyToken)}`,
    )
    expect([handshake.statusCode, handshake.body]).toEqual([200, '1158201444'])
  })
})
