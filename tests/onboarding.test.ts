import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { tidyWorkspace } from '../server/src/jobs/upkeep.ts'
import { FAILED_KEEPS_TOKEN_DAYS } from '../server/src/onboarding/forget-tokens.ts'
import { runNextOnboarding } from '../server/src/onboarding/run-onboardings.ts'
import { colleague, signedIn } from '../server/src/test/sign-in.ts'
import { SANDBOX_APP, type Stage, stage } from './stage.ts'

let s: Stage
beforeAll(async () => {
  s = await stage()
})
afterAll(() => s?.close())

interface Popup {
  readonly code: string | null
  readonly message: { readonly event: string; readonly data: Readonly<Record<string, string>> }
}

/** What somebody does in the popup, without the popup. */
async function popup(wish: object = {}): Promise<Popup> {
  const answer = await fetch(`${s.simulator.url}/dialog/finish`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ clientId: SANDBOX_APP.appId, configId: '100000000000001', business: 'Padaria Aurora', ...wish }),
  })
  expect(answer.status).toBe(200)
  return (await answer.json()) as Popup
}

const claimedBy = ({ message }: Popup) => ({ wabaId: message.data.waba_id, phoneNumberId: message.data.phone_number_id })

async function drain() {
  while (await runNextOnboarding(s.deps));
}

/** Hands in what the popup answered and lets the worker do its part. */
async function signUp(wish: object = {}, changed: object = {}) {
  const answered = await popup(wish)
  const body = { ground: 'sandbox', mode: 'cloud', code: answered.code, claimed: claimedBy(answered), ...changed }
  const { status, body: begun } = await s.admin.send('POST', '/api/v1/onboardings', body)
  expect(status).toBe(201)
  await drain()
  return { answered, run: (await s.admin.get(`/api/v1/onboardings/${begun.id}`)).body }
}

const states = (run: { steps: { step: string; state: string }[] }) => Object.fromEntries(run.steps.map(({ step, state }) => [step, state]))

describe('from the popup to a number that works', () => {
  test('the code is exchanged, what was shared is confirmed, and the number is subscribed, registered and read', async () => {
    const { run, answered } = await signUp()
    expect(run).toMatchObject({ state: 'done', problem: null, accountName: 'Padaria Aurora', viaLink: false })
    const { sync, ...others } = states(run)
    expect([sync, new Set(Object.values(others))]).toEqual(['skipped', new Set(['done'])])
    const [number] = run.numbers
    const { body: view } = await s.admin.get(`/api/v1/numbers/${number.id}`)
    expect(view).toMatchObject({
      phoneNumberId: answered.message.data.phone_number_id,
      wabaId: answered.message.data.waba_id,
      status: 'CONNECTED',
      kind: 'sandbox',
      tokenState: 'ok',
    })
    expect(view.templatesSyncedAt).not.toBeNull()
  })

  test('no token is left in the run, and the PIN is kept sealed', async () => {
    const { run } = await signUp()
    const row = await s.owner.selectFrom('onboarding').selectAll().where('id', '=', run.id).executeTakeFirstOrThrow()
    expect(row.token).toBe('')
    const number = await s.owner.selectFrom('phone_number').select('pin').where('id', '=', run.numbers[0].id).executeTakeFirstOrThrow()
    expect(number.pin).toMatch(/^v1\|/)
  })

  test('where the browser lost the ids, the account that was shared last is the one', async () => {
    const { run, answered } = await signUp({}, { claimed: {} })
    expect(run.state).toBe('done')
    const { body } = await s.admin.get(`/api/v1/numbers/${run.numbers[0].id}`)
    expect(body.wabaId).toBe(answered.message.data.waba_id)
  })

  test('an account without a number is connected all the same', async () => {
    const { run, answered } = await signUp({ ending: 'finish_only_waba' })
    expect(answered.message.event).toBe('FINISH_ONLY_WABA')
    expect(run).toMatchObject({ state: 'done', numbers: [] })
    expect(states(run)).toMatchObject({ keep: 'done', webhooks: 'done', register: 'skipped', facts: 'skipped' })
  })

  test('an account without a number can be disconnected, and one with a number only by that', async () => {
    const { answered } = await signUp({ ending: 'finish_only_waba' })
    const { answered: full } = await signUp()
    const wabaId = answered.message.data.waba_id
    const account = async () =>
      (await s.admin.get('/api/v1/numbers/accounts')).body.items.find((one: { wabaId: string }) => one.wabaId === wabaId)
    expect(await account()).toMatchObject({ numbers: 0 })
    const agent = await colleague(s.app, s.owner, s.admin.workspaceId, 'agent')
    expect((await agent.send('DELETE', `/api/v1/numbers/accounts/${wabaId}`)).status).toBe(403)
    expect((await s.admin.send('DELETE', `/api/v1/numbers/accounts/${full.message.data.waba_id}`)).body).toMatchObject({ code: 'conflict' })
    expect((await s.admin.send('DELETE', `/api/v1/numbers/accounts/${wabaId}`)).status).toBe(204)
    expect(await account()).toBeUndefined()
    const row = await s.owner
      .selectFrom('waba')
      .select(['token', 'disconnected_at'])
      .where('waba_id', '=', wabaId ?? '')
      .executeTakeFirstOrThrow()
    expect(row.token).toBe('')
    expect(row.disconnected_at).not.toBeNull()
    expect((await s.admin.send('DELETE', `/api/v1/numbers/accounts/${wabaId}`)).status).toBe(404)
  })

  test('signing up again renews the token and keeps number and history', async () => {
    const first = await signUp()
    const again = await signUp({ wabaId: first.answered.message.data.waba_id })
    expect(again.run.state).toBe('done')
    expect(again.run.numbers).toEqual(first.run.numbers)
    expect(states(again.run).register).toBe('skipped')
  })
})

describe('what the browser says is not believed', () => {
  test('somebody else’s account is refused', async () => {
    const theirs = await popup({ business: 'Outra empresa' })
    const { run } = await signUp({}, { claimed: claimedBy(theirs) })
    expect(run).toMatchObject({ state: 'failed', problem: 'account_not_shared' })
    expect(states(run).account).toBe('waiting')
  })

  test('somebody else’s number is refused', async () => {
    const theirs = await popup({ business: 'Outra empresa' })
    const own = await popup()
    const claimed = { wabaId: own.message.data.waba_id, phoneNumberId: theirs.message.data.phone_number_id }
    const { body } = await s.admin.send('POST', '/api/v1/onboardings', { ground: 'sandbox', mode: 'cloud', code: own.code, claimed })
    await drain()
    expect((await s.admin.get(`/api/v1/onboardings/${body.id}`)).body).toMatchObject({ state: 'failed', problem: 'number_not_in_account' })
  })

  test('an account that another workspace has stays there', async () => {
    const first = await signUp()
    const wabaId = first.answered.message.data.waba_id
    const answered = await popup({ wabaId })
    const other = await signedIn(s.app, s.owner, 'admin')
    const { body } = await other.send('POST', '/api/v1/onboardings', {
      ground: 'sandbox',
      mode: 'cloud',
      code: answered.code,
      claimed: { wabaId },
    })
    await drain()
    expect((await other.get(`/api/v1/onboardings/${body.id}`)).body).toMatchObject({ state: 'failed', problem: 'account_taken' })
    expect((await s.admin.get(`/api/v1/numbers/${first.run.numbers[0].id}`)).status).toBe(200)
  })
})

describe('what goes wrong is told apart', () => {
  test.each([
    ['code_expired', 'code_expired', 'code'],
    ['code_used', 'code_used', 'code'],
    ['no_permission', 'permission_missing', 'grant'],
  ])('%s', async (ending, problem, step) => {
    const { run } = await signUp({ ending })
    expect(run).toMatchObject({ state: 'failed', problem })
    expect(states(run)[step]).toBe('failed')
  })

  test('a number with a PIN of its own asks for it, and goes on with it', async () => {
    const { run } = await signUp({ ending: 'other_pin' })
    expect(run).toMatchObject({ state: 'failed', problem: 'pin_needed' })
    const { body: again } = await s.admin.send('POST', `/api/v1/onboardings/${run.id}/retry`, { pin: '135790' })
    expect(again.state).toBe('running')
    await drain()
    expect((await s.admin.get(`/api/v1/onboardings/${run.id}`)).body).toMatchObject({ state: 'done', problem: null })
  })

  test('a popup that ended without a code is kept with where it stopped', async () => {
    const { message } = await popup({ ending: 'cancel', step: 'PHONE_NUMBER_SETUP' })
    expect(message).toMatchObject({ event: 'CANCEL', data: { current_step: 'PHONE_NUMBER_SETUP' } })
    const { body } = await s.admin.send('POST', '/api/v1/onboardings/trouble', {
      ground: 'sandbox',
      mode: 'cloud',
      problem: 'cancelled',
      step: message.data.current_step,
    })
    expect(body).toMatchObject({ state: 'cancelled', problem: 'cancelled', facts: { step: 'PHONE_NUMBER_SETUP' } })
    expect((await s.admin.send('POST', `/api/v1/onboardings/${body.id}/retry`, {})).status).toBe(409)
  })

  test('a provider that may take nobody on is told apart from other errors of the popup', async () => {
    const report = (message: string) =>
      s.admin.send('POST', '/api/v1/onboardings/trouble', { ground: 'sandbox', mode: 'cloud', problem: 'reported', message, errorId: '1' })
    expect((await report("Padaria Aurora can't onboard customers at the moment")).body.problem).toBe('provider_cannot_onboard')
    expect((await report('This phone number is already registered')).body.problem).toBe('reported')
  })

  test('a popup that says nothing is explained by the configuration, where that is wrong', async () => {
    const dashboard = (configurations: object[]) =>
      fetch(`${s.simulator.url}/api/app`, {
        method: 'PATCH',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ configurations }),
      })
    await dashboard([{ id: '555000111', name: 'Cadastro' }])
    const closed = { ground: 'sandbox', mode: 'cloud', problem: 'popup_closed' }
    expect((await s.admin.send('POST', '/api/v1/onboardings/trouble', closed)).body).toMatchObject({
      state: 'cancelled',
      problem: 'configuration_unknown',
      facts: { configuration: '100000000000001' },
    })
    await dashboard([])
    expect((await s.admin.send('POST', '/api/v1/onboardings/trouble', closed)).body).toMatchObject({ problem: 'popup_closed' })
  })

  test('Meta being away is waited out', async () => {
    const answered = await popup()
    const wabaId = answered.message.data.waba_id
    const { body } = await s.admin.send('POST', '/api/v1/onboardings', {
      ground: 'sandbox',
      mode: 'cloud',
      code: answered.code,
      claimed: claimedBy(answered),
    })
    const outage = (on: boolean) =>
      fetch(`${s.simulator.url}/api/wabas/${wabaId}/faults`, {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ outage: on }),
      })
    expect((await outage(true)).status).toBe(200)
    await drain()
    const away = (await s.admin.get(`/api/v1/onboardings/${body.id}`)).body
    expect(away.state).toBe('running')
    expect(states(away).account).toBe('retrying')
    await outage(false)
    await s.owner
      .updateTable('onboarding')
      .set({ due_at: new Date(0) })
      .where('id', '=', body.id)
      .execute()
    await drain()
    expect((await s.admin.get(`/api/v1/onboardings/${body.id}`)).body.state).toBe('done')
  })

  test('a process that died before the code was exchanged leaves a run that says so', async () => {
    const answered = await popup()
    const { body } = await s.admin.send('POST', '/api/v1/onboardings', {
      ground: 'sandbox',
      mode: 'cloud',
      code: answered.code,
      claimed: claimedBy(answered),
    })
    await s.owner.deleteFrom('onboarding_step').where('onboarding_id', '=', body.id).execute()
    await s.owner
      .updateTable('onboarding')
      .set({ token: '', lease_until: new Date(0) })
      .where('id', '=', body.id)
      .execute()
    await drain()
    expect((await s.admin.get(`/api/v1/onboardings/${body.id}`)).body).toMatchObject({ state: 'failed', problem: 'interrupted' })
  })

  test('a process that dies after each step and forgets that it did it ends with the same', async () => {
    const answered = await popup()
    const body = { ground: 'sandbox', mode: 'cloud', code: answered.code, claimed: claimedBy(answered) }
    const { body: begun } = await s.admin.send('POST', '/api/v1/onboardings', body)
    for (const step of ['grant', 'account', 'keep', 'webhooks', 'register', 'sync', 'facts', 'profile']) {
      await runNextOnboarding(s.deps)
      const gone = await s.owner
        .deleteFrom('onboarding_step')
        .where('onboarding_id', '=', begun.id)
        .where('step', '=', step)
        .executeTakeFirst()
      expect(gone.numDeletedRows).toBe(1n)
      await runNextOnboarding(s.deps)
    }
    await drain()
    const { body: run } = await s.admin.get(`/api/v1/onboardings/${begun.id}`)
    expect(run).toMatchObject({ state: 'done', numbers: [{ displayPhoneNumber: expect.any(String) }] })
    expect(states(run).register).toBe('skipped')
  })
})

describe('the token of a run that failed', () => {
  const tokenOf = async (id: string) =>
    (await s.owner.selectFrom('onboarding').select('token').where('id', '=', id).executeTakeFirstOrThrow()).token
  const failedRun = async () => {
    const { run } = await signUp({ twoStepPin: '246810' })
    await s.owner
      .updateTable('onboarding')
      .set({ state: 'failed', token: 'v1|sealed', finished_at: new Date() })
      .where('id', '=', run.id)
      .execute()
    return run.id as string
  }
  const age = (id: string, days: number) =>
    s.owner
      .updateTable('onboarding')
      .set({ finished_at: new Date(Date.now() - days * 86_400_000) })
      .where('id', '=', id)
      .execute()

  test('stays while it can be gone on with, and is destroyed once nobody will', async () => {
    const id = await failedRun()
    await age(id, FAILED_KEEPS_TOKEN_DAYS - 1)
    await tidyWorkspace(s.deps.pipeline, s.admin.workspaceId)
    expect(await tokenOf(id)).not.toBe('')
    await age(id, FAILED_KEEPS_TOKEN_DAYS + 1)
    await tidyWorkspace(s.deps.pipeline, s.admin.workspaceId)
    expect(await tokenOf(id)).toBe('')
    expect((await s.admin.send('POST', `/api/v1/onboardings/${id}/retry`, {})).body).toMatchObject({ code: 'conflict' })
    expect((await s.admin.get(`/api/v1/onboardings/${id}`)).body.state).toBe('failed')
  })

  test('is destroyed when the account is connected by another run, and when its link is withdrawn', async () => {
    const id = await failedRun()
    const { waba_id } = await s.owner.selectFrom('onboarding').select('waba_id').where('id', '=', id).executeTakeFirstOrThrow()
    const { run } = await signUp()
    expect(await tokenOf(id), 'another account').not.toBe('')
    await s.owner.updateTable('onboarding').set({ waba_id }).where('id', '=', run.id).execute()
    await signUp()
    expect(await tokenOf(id)).toBe('')

    const viaLink = await failedRun()
    const { body } = await s.admin.send('POST', '/api/v1/signup-links', { ground: 'sandbox', mode: 'cloud' })
    await s.owner.updateTable('onboarding').set({ link_id: body.link.id }).where('id', '=', viaLink).execute()
    expect((await s.admin.send('DELETE', `/api/v1/signup-links/${body.link.id}`)).status).toBe(204)
    expect(await tokenOf(viaLink)).toBe('')
  })
})

describe('who may', () => {
  test('an agent connects nothing and sees no run', async () => {
    const agent = await colleague(s.app, s.owner, s.admin.workspaceId, 'agent')
    expect((await agent.get('/api/v1/onboardings')).status).toBe(403)
    expect((await agent.get('/api/v1/signup?ground=sandbox')).status).toBe(403)
    expect((await agent.get('/api/v1/signup-links')).status).toBe(403)
    expect((await agent.get('/api/v1/signup-settings/sandbox')).status).toBe(403)
  })
})

describe('a link for somebody without an account', () => {
  let token = ''
  let id = ''
  beforeEach(async () => {
    const { body } = await s.admin.send('POST', '/api/v1/signup-links', { ground: 'sandbox', mode: 'cloud' })
    token = new URL(body.url).pathname.split('/').at(-1) ?? ''
    id = body.link.id
  })
  const open = (url: string, payload?: object) =>
    s.app.inject({
      method: payload ? 'POST' : 'GET',
      url: `/api/v1/signup-links/open${url}`,
      ...(payload ? { payload } : {}),
    })
  const result = async () => {
    const answered = await popup()
    return { token, code: answered.code, claimed: claimedBy(answered) }
  }

  test('connects a number into the workspace, once', async () => {
    expect((await open(`?token=${token}`)).json()).toMatchObject({ mode: 'cloud', onboarding: null, start: { missing: [] } })
    expect((await open('/result', await result())).statusCode).toBe(201)
    await drain()
    expect((await open(`?token=${token}`)).json().onboarding).toMatchObject({ state: 'done', viaLink: true })
    expect((await open('/result', await result())).statusCode).toBe(410)
    const { body } = await s.admin.get('/api/v1/signup-links')
    expect(body.items.find((link: { id: string }) => link.id === id)).toMatchObject({ state: 'used' })
  })

  test('withdrawn, too old or altered it opens nothing', async () => {
    expect((await open(`?token=${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`)).statusCode).toBe(410)
    await s.owner
      .updateTable('signup_link')
      .set({ expires_at: new Date(0) })
      .where('id', '=', id)
      .execute()
    expect((await open(`?token=${token}`)).statusCode).toBe(410)
    await s.owner
      .updateTable('signup_link')
      .set({ expires_at: new Date(Date.now() + 60_000) })
      .where('id', '=', id)
      .execute()
    expect((await s.admin.send('DELETE', `/api/v1/signup-links/${id}`)).status).toBe(204)
    expect((await open('/result', await result())).statusCode).toBe(410)
  })
})

describe('the pages with the button', () => {
  const headersOf = async (url: string) => (await s.app.inject({ url, headers: { accept: 'text/html' } })).headers
  test('only they may load Meta’s SDK and keep hold of its popup', async () => {
    for (const url of ['/numbers/connect/signup', '/connect/con_x']) {
      const headers = await headersOf(url)
      expect(headers['content-security-policy']).toContain("script-src 'self' https://connect.facebook.net;")
      expect(headers['cross-origin-opener-policy']).toBe('same-origin-allow-popups')
    }
    for (const url of ['/', '/numbers', '/numbers/connect', '/connect', '/api/v1/session']) {
      const headers = await headersOf(url)
      expect(headers['content-security-policy']).not.toContain('facebook')
      expect(headers['cross-origin-opener-policy']).toBe('same-origin')
    }
  })
})
