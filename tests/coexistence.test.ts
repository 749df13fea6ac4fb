/** A number that stays in the WhatsApp Business app: from the popup to its past in the conversations, against the simulator. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runNextPart } from '../server/src/coexistence/run-parts.ts'
import { processDue } from '../server/src/inbound/worker.ts'
import { runNextOnboarding } from '../server/src/onboarding/run-onboardings.ts'
import { colleague } from '../server/src/test/sign-in.ts'
import { SANDBOX_APP, type Stage, stage } from './stage.ts'

let s: Stage
beforeAll(async () => {
  s = await stage()
  const address = await s.app.listen({ host: '127.0.0.1', port: 0 })
  await s.control('/apps', { ...SANDBOX_APP, callbackUrl: `${address}/webhooks/whatsapp` })
})
afterAll(() => s?.close())

async function post(path: string, body: object = {}, method = 'POST') {
  const answer = await fetch(`${s.simulator.url}${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  expect(answer.ok).toBe(true)
  return answer.json()
}

const drain = async () => {
  while (await runNextOnboarding(s.deps));
}

/** What somebody does in the popup with their phone, and what becomes of it. */
async function signUp(wish: object = {}, mode: 'cloud' | 'coexistence' = 'coexistence') {
  const answered = await post('/dialog/finish', {
    clientId: SANDBOX_APP.appId,
    configId: '100000000000001',
    business: 'Padaria Aurora',
    isCoexistence: true,
    ...wish,
  })
  const wabaId: string = answered.message.data.waba_id
  const begun = await s.admin.send('POST', '/api/v1/onboardings', { ground: 'sandbox', mode, code: answered.code, claimed: { wabaId } })
  expect(begun.status).toBe(201)
  return { wabaId, answered, id: begun.body.id as string }
}

async function connected(wish: object = {}) {
  const { wabaId, answered, id } = await signUp(wish)
  await drain()
  const run = (await s.admin.get(`/api/v1/onboardings/${id}`)).body
  const numberId: string = run.numbers[0].id
  const { phoneNumberId } = (await s.admin.get(`/api/v1/numbers/${numberId}`)).body
  return { run, answered, wabaId, numberId, phoneNumberId }
}

const states = (run: { steps: { step: string; state: string }[] }) => Object.fromEntries(run.steps.map(({ step, state }) => [step, state]))
const problems = (run: { steps: { step: string; problem: string | null }[] }) =>
  Object.fromEntries(run.steps.map(({ step, problem }) => [step, problem]))
const view = async (numberId: string) => (await s.admin.get(`/api/v1/numbers/${numberId}/coexistence`)).body.coexistence

/** Everything the simulator has to tell is told, and in its place. */
async function settled(wabaId: string): Promise<void> {
  await s.control(`/wabas/${wabaId}/quiesce`, {})
  while (await processDue({ pipeline: s.deps.pipeline, log: s.deps.log, references: s.deps.references }));
  while (await runNextPart(s.deps));
}

describe('from the popup to the past in the conversations', () => {
  test('the number stays registered with its phone, both requests are made, and what comes is shown as it comes', async () => {
    const { run, answered, wabaId, numberId } = await connected()
    expect(answered.message).toMatchObject({ event: 'FINISH_WHATSAPP_BUSINESS_APP_ONBOARDING', data: { waba_id: wabaId } })
    expect(run).toMatchObject({ state: 'done', mode: 'coexistence' })
    expect(states(run)).toMatchObject({ register: 'skipped', sync: 'done' })
    expect((await s.admin.get(`/api/v1/numbers/${numberId}`)).body).toMatchObject({ isCoexistence: true, status: 'CONNECTED' })

    const asked = await view(numberId)
    expect(asked.contacts.requestId).toMatch(/^\d+$/)
    expect(asked.history).toMatchObject({ requestId: expect.stringMatching(/^\d+$/), problem: null })
    expect(asked.history.requestId).not.toBe(asked.contacts.requestId)
    expect(Date.parse(asked.deadline) - Date.parse(asked.onboardedAt)).toBe(24 * 3600_000)

    await settled(wabaId)
    const after = await view(numberId)
    expect(after.contacts).toMatchObject({ state: 'done' })
    expect(after.history).toMatchObject({ state: 'done', progress: 100, items: 16, waiting: 0 })

    const { body: list } = await s.admin.get('/api/v1/conversations?status=pending,open,closed&limit=100')
    const ofNumber = list.items.filter((one: { numberId: string }) => one.numberId === numberId)
    const names = ofNumber.map((one: { contact: { displayName: string } }) => one.contact.displayName)
    expect(new Set(names)).toEqual(new Set(['Marina (bolos)', 'Renan Kato', '@luana.doces', 'Dona Célia, mercado']))
    for (const one of ofNumber) expect(one).toMatchObject({ status: 'closed', unreadCount: 0, windowExpiresAt: null, waitingSince: null })

    const marina = ofNumber.find((one: { contact: { displayName: string } }) => one.contact.displayName === 'Marina (bolos)')
    const { body: thread } = await s.admin.get(`/api/v1/conversations/${marina.id}/messages`)
    const told = thread.items.toReversed().map((m: { direction: string; type: string; text: string }) => [m.direction, m.type, m.text])
    expect(told).toEqual([
      ['in', 'text', 'Bom dia! Ainda dá tempo de encomendar para sábado?'],
      ['out', 'text', 'Dá sim! Qual bolo você quer?'],
      ['in', 'image', ''],
      ['in', 'text', 'Igual a este, de chocolate'],
      ['out', 'text', 'Anotado. Sábado às 10h está bom?'],
    ])
    const celia = ofNumber.find((one: { contact: { displayName: string } }) => one.contact.displayName === 'Dona Célia, mercado')
    const { body: old } = await s.admin.get(`/api/v1/conversations/${celia.id}/messages`)
    expect(old.items.map((m: { type: string }) => m.type)).toContain('media_placeholder') // older than 14 days: it stays on the phone
  })

  test('where the owner does not share the chats, that is said, and contacts come all the same', async () => {
    const { wabaId, numberId } = await connected({ sharesHistory: false })
    await settled(wabaId)
    expect(await view(numberId)).toMatchObject({ contacts: { state: 'done' }, history: { state: 'declined', items: 0 } })
  })

  test('what was chosen in the popup counts, not the button that opened it', async () => {
    const linked = await signUp({ business: 'Escolheu o celular' }, 'cloud')
    await drain()
    const { body: run } = await s.admin.get(`/api/v1/onboardings/${linked.id}`)
    expect(states(run)).toMatchObject({ register: 'skipped', sync: 'done' })

    const fresh = await post('/dialog/finish', {
      clientId: SANDBOX_APP.appId,
      configId: '100000000000001',
      business: 'Escolheu número novo',
    })
    const { waba_id: wabaId, phone_number_id: phoneNumberId } = fresh.message.data
    const body = { ground: 'sandbox', mode: 'coexistence', code: fresh.code, claimed: { wabaId, phoneNumberId } }
    const begun = await s.admin.send('POST', '/api/v1/onboardings', body)
    await drain()
    const { body: other } = await s.admin.get(`/api/v1/onboardings/${begun.body.id}`)
    expect(other.state).toBe('done')
    expect(states(other)).toMatchObject({ register: 'done', sync: 'skipped' })
  })

  test('a number without the app is not taken for one with it', async () => {
    const { id } = await signUp({ isCoexistence: false, business: 'Sem aplicativo' })
    for (let times = 0; times < 8; times++) {
      await drain()
      await s.owner
        .updateTable('onboarding')
        .set({ due_at: new Date(0) })
        .where('id', '=', id)
        .execute()
    }
    const { body: run } = await s.admin.get(`/api/v1/onboardings/${id}`)
    expect(run).toMatchObject({ state: 'failed', problem: 'number_not_on_phone' })
  })
})

describe('each request works once, within 24 hours', () => {
  test('asked again there is nothing left to ask for', async () => {
    const { numberId } = await connected()
    const again = await s.admin.send('POST', `/api/v1/numbers/${numberId}/coexistence/requests`, {})
    expect([again.status, again.body.code]).toEqual([409, 'conflict'])
  })

  test('what another provider asked for before is said to have been asked for', async () => {
    const { id, wabaId } = await signUp()
    const token = await s.control(`/wabas/${wabaId}/tokens`, {})
    const { numbers } = await (await fetch(`${s.simulator.url}/api/wabas/${wabaId}`)).json()
    for (const sync_type of ['smb_app_state_sync', 'history']) {
      const answer = await fetch(`${s.simulator.url}/graph/v25.0/${numbers[0].phoneNumberId}/smb_app_data`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token.accessToken}`, 'content-type': 'application/json' },
        body: JSON.stringify({ messaging_product: 'whatsapp', sync_type }),
      })
      expect(answer.status).toBe(200)
    }
    await drain()
    const { body: run } = await s.admin.get(`/api/v1/onboardings/${id}`)
    expect(run.state).toBe('done') // it sends and receives
    expect(problems(run).sync).toBe('sync_asked_before')
    expect(await view(run.numbers[0].id)).toMatchObject({ contacts: { state: 'failed', problem: 'asked_before' } })
  })

  test('a process that died asking asks again, and Meta’s word that it had heard counts as asked', async () => {
    const { numberId, wabaId } = await connected()
    await s.owner
      .updateTable('phone_sync')
      .set({ state: 'asking', asked_at: new Date(Date.now() - 120_000) })
      .where('number_id', '=', numberId)
      .execute()
    const { body } = await s.admin.send('POST', `/api/v1/numbers/${numberId}/coexistence/requests`, {})
    expect(body.coexistence).toMatchObject({
      contacts: { state: 'requested', problem: null },
      history: { state: 'requested', problem: null },
    })
    await settled(wabaId)
    expect((await view(numberId)).history.state).toBe('done')
  })

  test('after a day it is missed, and Meta says so too', async () => {
    const { id, wabaId } = await signUp()
    await post(`/api/wabas/${wabaId}/clock`, { hours: 25 })
    await drain()
    const { body: run } = await s.admin.get(`/api/v1/onboardings/${id}`)
    expect(run.state).toBe('done')
    const numberId: string = run.numbers[0].id
    expect(await view(numberId)).toMatchObject({ contacts: { state: 'missed' }, history: { state: 'missed' } })
    expect((await s.admin.send('POST', `/api/v1/numbers/${numberId}/coexistence/requests`, {})).status).toBe(409)
  })

  test('whoever leaves and signs up again has both requests anew, and nothing twice', async () => {
    const { numberId, wabaId, phoneNumberId } = await connected()
    await settled(wabaId)
    await post(`/api/wabas/${wabaId}/clock`, { hours: 48 })
    await post(`/api/wabas/${wabaId}/numbers/${phoneNumberId}/app/leave`)
    await settled(wabaId)
    const again = await connected({ wabaId })
    expect(again.numberId).toBe(numberId)
    expect(await view(numberId)).toMatchObject({ left: null })
    expect((await s.admin.get(`/api/v1/numbers/${numberId}`)).body).toMatchObject({ status: 'CONNECTED', pausedBecause: null })
    await settled(wabaId)
    expect((await view(numberId)).history).toMatchObject({ state: 'done', items: 0 })
    const { n } = await s.owner
      .selectFrom('message')
      .innerJoin('conversation', 'conversation.id', 'message.conversation_id')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .where('conversation.number_id', '=', numberId)
      .executeTakeFirstOrThrow()
    expect(Number(n)).toBe(16)
  })

  test('an agent may look and not ask', async () => {
    const { numberId } = await connected()
    const agent = await colleague(s.app, s.owner, s.admin.workspaceId, 'agent')
    expect((await agent.send('POST', `/api/v1/numbers/${numberId}/coexistence/requests`, {})).status).toBe(403)
  })
})

describe('a number that leaves', () => {
  test.each([
    ['ACCOUNT_DISCONNECTED', 'USER'],
    ['PRIMARY_INACTIVITY', 'SYSTEM'],
  ])('because of %s: sending stops with the reason, everything stays, and it comes back by itself', async (reason, by) => {
    const { numberId, wabaId, phoneNumberId } = await connected()
    await settled(wabaId)
    await post(`/api/wabas/${wabaId}/numbers/${phoneNumberId}/app/leave`, { reason })
    await settled(wabaId)
    expect((await s.admin.get(`/api/v1/numbers/${numberId}`)).body).toMatchObject({
      status: 'DISCONNECTED',
      pausedBecause: 'left_from_phone',
      tokenState: 'ok',
    })
    expect((await view(numberId)).left).toMatchObject({ reason, by })
    const { body: list } = await s.admin.get(`/api/v1/conversations?status=closed&number=${numberId}&limit=100`)
    expect(list.items.length).toBeGreaterThanOrEqual(4)

    await post(`/api/wabas/${wabaId}/numbers/${phoneNumberId}/app/come-back`)
    await settled(wabaId)
    expect((await s.admin.get(`/api/v1/numbers/${numberId}`)).body).toMatchObject({ status: 'CONNECTED', pausedBecause: null })
    expect((await view(numberId)).left).toBeNull()
  })

  test('a partner that is removed without a word of a phone loses the account’s token, as ever', async () => {
    const { numberId, wabaId } = await connected()
    await s.changed(wabaId, 'account_update', { event: 'PARTNER_REMOVED', waba_info: { waba_id: wabaId } })
    expect((await s.admin.get(`/api/v1/numbers/${numberId}`)).body).toMatchObject({ tokenState: 'revoked', tokenHint: '' })
  })
})

describe('the phone goes on', () => {
  test('what is saved, renamed and taken out in its address book is so here', async () => {
    const { numberId, wabaId, phoneNumberId } = await connected()
    await settled(wabaId)
    const customer = await post(`/api/wabas/${wabaId}/customers`, { name: 'Cliente novo', phone: '+55 11 95551-2345' })
    const book = `/api/wabas/${wabaId}/numbers/${phoneNumberId}/app/phone-book`
    const named = async () => (await s.admin.get('/api/v1/contacts?q=5551-2345')).body.items[0]?.name
    await post(book, { customerId: customer.id, name: 'Freguesa da praça' }, 'PUT')
    await settled(wabaId)
    expect(await named()).toBe('Freguesa da praça')
    await post(book, { customerId: customer.id, name: null }, 'PUT')
    await settled(wabaId)
    expect(await named()).toBeNull()
    expect((await view(numberId)).contacts.state).toBe('done')
  })
})
