/** How customers know a number: display name, username, official account. They live at Meta, which the simulator plays. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { colleague } from '../server/src/test/sign-in.ts'
import { type Stage, stage } from './stage.ts'

let s: Stage
beforeAll(async () => {
  s = await stage()
})
afterAll(() => s?.close())

async function sandboxNumber() {
  const number = (await s.admin.send('POST', '/api/v1/numbers/sandbox', {})).body
  const base = `/api/v1/numbers/${number.id}/identity`
  const decide = (decision: object) => s.admin.send('POST', `/sandbox/api/wabas/${number.wabaId}/numbers/${number.phoneNumberId}`, decision)
  return { ...number, base, decide, identity: async () => (await s.admin.get(base)).body }
}

test('a name is asked for, approved, and registered again with the PIN that is kept or given', async () => {
  const { id, base, decide, identity } = await sandboxNumber()
  expect(await identity()).toMatchObject({ name: { status: 'APPROVED', requested: null, needsRegistration: false, lastReview: null } })
  const asked = await s.admin.send('PUT', `${base}/name`, { name: ' Padaria Nova ' })
  expect(asked).toMatchObject({ status: 200, body: { name: { requested: 'Padaria Nova', requestedStatus: 'PENDING_REVIEW' } } })
  expect((await s.admin.send('PUT', `${base}/name`, { name: 'Outra' })).body).toMatchObject({ code: 'meta_refused' })
  await decide({ act: 'approveName' })
  expect((await identity()).name).toMatchObject({ current: 'Padaria Nova', needsRegistration: true })
  expect(await s.admin.send('POST', `${base}/name/registration`, {})).toMatchObject({ status: 422, body: { code: 'invalid' } })
  await s.admin.send('PUT', `/api/v1/numbers/${id}/registration/pin`, { pin: '246810' })
  const done = await s.admin.send('POST', `${base}/name/registration`, {})
  expect(done).toMatchObject({
    status: 200,
    body: { isPinKept: true, name: { current: 'Padaria Nova', requested: null, needsRegistration: false } },
  })
  expect((await s.admin.get(`/api/v1/numbers/${id}`)).body.verifiedName).toBe('Padaria Nova')
})

test('why a name was declined is what the webhook said', async () => {
  const { base, decide, identity, wabaId, displayPhoneNumber } = await sandboxNumber()
  await s.admin.send('PUT', `${base}/name`, { name: 'Melhor Padaria' })
  await decide({ act: 'declineName', reason: 'NAME_NOT_CONSISTENT' })
  await s.changed(wabaId, 'phone_number_name_update', {
    display_phone_number: displayPhoneNumber.replace(/\D/g, ''),
    decision: 'REJECTED',
    requested_verified_name: 'Melhor Padaria',
    rejection_reason: 'NAME_NOT_CONSISTENT',
  })
  expect((await identity()).name).toMatchObject({
    requestedStatus: 'DECLINED',
    needsRegistration: false,
    lastReview: { decision: 'REJECTED', name: 'Melhor Padaria', reason: 'NAME_NOT_CONSISTENT' },
  })
})

test('a username is suggested, reserved, taken over by another number of the business, and given up', async () => {
  const { id, base, identity } = await sandboxNumber()
  const { items } = (await s.admin.get(`${base}/username-suggestions`)).body
  expect(items.length).toBeGreaterThan(0)
  const username = `padaria.${id.slice(-6)}`
  expect(await s.admin.send('PUT', `${base}/username`, { username })).toMatchObject({
    status: 200,
    body: { username: { value: username, status: 'reserved' } },
  })
  expect((await s.admin.send('DELETE', `${base}/username`)).body.username).toEqual({ value: null, status: null, refused: null })
  expect(await s.admin.send('PUT', `${base}/username`, { username: 'whatsapp' })).toMatchObject({
    status: 422,
    body: { code: 'meta_refused' },
  })
  expect((await identity()).username.value).toBeNull()
})

test('the application for an official account, and what its state becomes, are in the history', async () => {
  const { id, base, decide, identity } = await sandboxNumber()
  expect((await identity()).official.status).toBe('NOT_STARTED')
  const wish = { website: 'https://example.com', country: 'BR', language: 'pt_BR', links: ['https://example.com/jornal'] }
  expect((await s.admin.send('POST', `${base}/official`, wish)).body.official).toMatchObject({ status: 'PENDING' })
  await decide({ act: 'official', approved: true })
  expect((await identity()).official).toMatchObject({ status: 'APPROVED' })
  const { items } = (await s.admin.get(`/api/v1/numbers/${id}/history`)).body
  expect(items.map(({ what, from, to, source }: Record<string, string>) => [what, from, to, source])).toEqual([
    ['official', 'PENDING', 'APPROVED', 'reading'],
    ['official', 'NOT_STARTED', 'PENDING', 'reading'],
  ])
})

test.each([
  ['PUT', 'name', { name: 'A' }],
  ['PUT', 'name', { name: 'A\u0000B' }],
  ['PUT', 'username', { username: 'www.loja' }],
  ['PUT', 'username', { username: 'Loja' }],
  ['POST', 'official', { website: 'example', country: 'BR', language: 'pt_BR' }],
  ['POST', 'official', { website: 'https://example.com', country: 'Brasil', language: 'pt_BR' }],
  ['POST', 'name/registration', { pin: '12' }],
])('%s %s %j is refused before Meta is asked', async (method, edge, body) => {
  const { base } = await sandboxNumber()
  expect((await s.admin.send(method as 'PUT', `${base}/${edge}`, body)).status).toBe(422)
})

test('an agent sees it and changes nothing', async () => {
  const { base } = await sandboxNumber()
  const agent = await colleague(s.app, s.owner, s.admin.workspaceId, 'agent')
  expect((await agent.get(base)).status).toBe(200)
  expect((await agent.send('PUT', `${base}/name`, { name: 'Padaria Nova' })).status).toBe(403)
  expect((await agent.send('PUT', `${base}/username`, { username: 'padaria.nova' })).status).toBe(403)
})
