/** A real number's webhooks while it is being connected: the app's own address and fields, and whether Meta can reach us. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runNextOnboarding } from '../server/src/onboarding/run-onboardings.ts'
import { SANDBOX_APP, type Stage, stage } from './stage.ts'

let s: Stage
beforeAll(async () => {
  s = await stage()
  await operates(s)
})
afterAll(() => s?.close())

/** Whoever is signed in says which app the installation is, on Meta's own ground. */
async function operates(s: Stage): Promise<void> {
  await s.owner.updateTable('person').set({ is_operator: true }).execute()
  const { appId, appSecret } = SANDBOX_APP
  const saved = await s.admin.send('PATCH', '/api/v1/signup-settings/meta', { appId, appSecret, configurationId: '100000000000001' })
  expect(saved.status).toBe(200)
}

async function subscribed(fields: readonly string[], s: Stage): Promise<void> {
  const token = `${SANDBOX_APP.appId}|${SANDBOX_APP.appSecret}`
  const path = `${s.simulator.url}/graph/v25.0/${SANDBOX_APP.appId}/subscriptions`
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  await fetch(path, { method: 'DELETE', headers, body: JSON.stringify({ object: 'whatsapp_business_account' }) })
  await s.control('/apps', { ...SANDBOX_APP, callbackUrl: `${s.simulator.url}/nowhere` })
  const all = (await (await fetch(path, { headers })).json()).data[0].fields.map(({ name }: { name: string }) => name)
  const others = all.filter((name: string) => !fields.includes(name))
  const answer = await fetch(path, {
    method: 'DELETE',
    headers,
    body: JSON.stringify({ object: 'whatsapp_business_account', fields: others.join(',') }),
  })
  expect(answer.status).toBe(200)
}

async function connect(mode: 'cloud' | 'coexistence', s: Stage) {
  const answer = await fetch(`${s.simulator.url}/dialog/finish`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      clientId: SANDBOX_APP.appId,
      configId: '100000000000001',
      business: 'Padaria Aurora',
      isCoexistence: mode === 'coexistence',
    }),
  })
  const { code, message } = await answer.json()
  const claimed = { wabaId: message.data.waba_id }
  const { body } = await s.admin.send('POST', '/api/v1/onboardings', { ground: 'meta', mode, code, claimed })
  while (await runNextOnboarding(s.deps));
  return (await s.admin.get(`/api/v1/onboardings/${body.id}`)).body
}

test.each([
  ['cloud', ['account_update'], 'app_without_webhook'],
  ['coexistence', ['messages', 'history'], 'app_without_phone_fields'],
  ['coexistence', ['messages', 'history', 'smb_app_state_sync', 'smb_message_echoes'], 'address_not_public'],
  ['cloud', ['messages'], 'address_not_public'],
] as const)('%s, with %j: %s', async (mode, fields, problem) => {
  await subscribed(fields, s)
  const run = await connect(mode, s)
  expect(run).toMatchObject({ state: 'failed', problem })
  if (problem === 'app_without_phone_fields') expect(run.facts.missing).toBe('smb_app_state_sync, smb_message_echoes')
  // Stopped before anything of the phone was asked for: what can be asked once is not thrown away.
  const asked = await s.owner.selectFrom('phone_sync').selectAll().execute()
  expect(asked).toEqual([])
})

test('an address that Meta tried in vain is named, with the one where messages go instead', async () => {
  const published = await stage({ PUBLIC_URL: 'https://recado.invalid' })
  try {
    await operates(published)
    await subscribed(['messages'], published)
    const run = await connect('cloud', published)
    expect(run).toMatchObject({ state: 'failed' })
    expect(run.problem).toBe('webhook_elsewhere')
    expect(run.facts.address).toContain('/nowhere')
    expect(run.facts.callbackUrl).toBe('https://recado.invalid/webhooks/whatsapp')
  } finally {
    await published.close()
  }
})
