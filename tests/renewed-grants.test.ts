/** An account that is granted again through Embedded Signup: the same account, nothing lost; another one, nothing changed. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runNextOnboarding } from '../server/src/onboarding/run-onboardings.ts'
import { colleague, signedIn } from '../server/src/test/sign-in.ts'
import { SANDBOX_APP, type Stage, stage } from './stage.ts'

let s: Stage
beforeAll(async () => {
  s = await stage()
})
afterAll(() => s?.close())

async function popup(wish: object = {}) {
  const answer = await fetch(`${s.simulator.url}/dialog/finish`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ clientId: SANDBOX_APP.appId, configId: '100000000000001', business: 'Padaria Aurora', ...wish }),
  })
  const { code, message } = await answer.json()
  return { code, claimed: { wabaId: message.data.waba_id, phoneNumberId: message.data.phone_number_id } }
}

/** Hands in what the popup answered, and lets the worker do its part. */
async function handIn(answered: object, more: object = {}) {
  const { status, body } = await s.admin.send('POST', '/api/v1/onboardings', { ground: 'sandbox', mode: 'cloud', ...answered, ...more })
  expect(status).toBe(201)
  while (await runNextOnboarding(s.deps));
  return (await s.admin.get(`/api/v1/onboardings/${body.id}`)).body
}

async function connected(wish: object = {}) {
  const answered = await popup(wish)
  const run = await handIn(answered)
  expect(run.state).toBe('done')
  return { id: run.numbers[0].id as string, ...answered.claimed }
}
const numberOf = async (id: string) => (await s.admin.get(`/api/v1/numbers/${id}`)).body

/** Meta takes the token back, and the number finds out as it would: by asking. */
async function revoked(id: string): Promise<void> {
  const found = await s.deps.targets.ofNumber(s.admin.workspaceId, id)
  await s.control('/tokens/revoke', { accessToken: found?.target.token })
  await s.admin.get(`/api/v1/numbers/${id}/profile`)
  expect(await numberOf(id)).toMatchObject({ tokenState: 'revoked', pausedBecause: 'token_invalid' })
}

describe('from the page of a number whose token Meta took back', () => {
  test('the popup begins with its account, and ends with the number as it was, let go', async () => {
    const { id, wabaId } = await connected()
    await revoked(id)
    const { body: start } = await s.admin.get(`/api/v1/signup?again=${id}`)
    expect(start).toMatchObject({
      ground: 'sandbox',
      mode: 'cloud',
      again: { numberId: id, account: 'Padaria Aurora' },
      extras: { setup: { whatsAppBusinessAccount: { ids: [wabaId] } } },
    })
    const run = await handIn(await popup({ wabaId }), { again: id })
    expect(run).toMatchObject({ state: 'done', problem: null, renews: id, numbers: [{ id }] })
    expect(await numberOf(id)).toMatchObject({ tokenState: 'ok', pausedBecause: null, pausedUntil: null })
  })

  test('where the browser lost the ids, the account is still the one', async () => {
    const { id, wabaId } = await connected()
    await connected({ business: 'Outra loja' })
    const { code } = await popup({ wabaId })
    expect(await handIn({ code }, { again: id })).toMatchObject({ state: 'done', numbers: [{ id }] })
  })

  test.each([
    ['named by the browser', true],
    ['that Meta names', false],
  ])('another account, %s, changes nothing', async (_name, isClaimed) => {
    const { id } = await connected()
    await revoked(id)
    const { code, claimed } = await popup({ business: 'Outra loja' })
    const run = await handIn({ code, claimed: isClaimed ? claimed : {} }, { again: id })
    expect(run).toMatchObject({ state: 'failed', problem: 'other_account', facts: { account: 'Padaria Aurora' } })
    expect(await numberOf(id)).toMatchObject({ tokenState: 'revoked' })
    const kept = await s.owner.selectFrom('waba').select('id').where('waba_id', '=', claimed.wabaId).execute()
    expect(kept).toEqual([])
  })

  test('a phone that stays in its app is not asked for its past a second time', async () => {
    const answered = await popup({ isCoexistence: true })
    const first = await handIn(answered, { mode: 'coexistence' })
    expect(first.state).toBe('done')
    const { id } = first.numbers[0]
    expect((await s.admin.get(`/api/v1/signup?again=${id}`)).body).toMatchObject({ mode: 'coexistence' })
    const again = await popup({ wabaId: answered.claimed.wabaId })
    expect(await handIn(again, { mode: 'coexistence', again: id })).toMatchObject({ state: 'done', numbers: [{ id }] })
  })

  test('is for whoever connects numbers, and for their own', async () => {
    const { id } = await connected()
    const agent = await colleague(s.app, s.owner, s.admin.workspaceId, 'agent')
    expect((await agent.get(`/api/v1/signup?again=${id}`)).status).toBe(403)
    const other = await signedIn(s.app, s.owner, 'admin')
    expect((await other.get(`/api/v1/signup?again=${id}`)).status).toBe(404)
    const body = { ground: 'sandbox', mode: 'cloud', ...(await popup()), again: id }
    expect((await other.send('POST', '/api/v1/onboardings', body)).status).toBe(404)
    const trouble = { ground: 'sandbox', mode: 'cloud', problem: 'cancelled', again: id }
    expect((await other.send('POST', '/api/v1/onboardings/trouble', trouble)).status).toBe(404)
  })
})

test('a number that another workspace has stays there, though its account came here', async () => {
  const other = await signedIn(s.app, s.owner, 'admin')
  const answered = await popup()
  const { app_id } = await s.owner.selectFrom('waba').select('app_id').executeTakeFirstOrThrow()
  const route = { phone_number_id: answered.claimed.phoneNumberId, number_id: crypto.randomUUID(), workspace_id: other.workspaceId, app_id }
  await s.owner.insertInto('number_route').values(route).execute()
  expect(await handIn(answered)).toMatchObject({ state: 'failed', problem: 'number_taken' })
  const kept = await s.owner
    .selectFrom('number_route')
    .select('workspace_id')
    .where('phone_number_id', '=', answered.claimed.phoneNumberId)
    .executeTakeFirstOrThrow()
  expect(kept.workspace_id).toBe(other.workspaceId)
})
