/** The asset view: accounts by portfolio with their numbers, told by Meta's readings; found, filtered, paged, and read again by hand. */
import type { AssetAccount } from '@recado/contract/assets'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Stage, stage } from './stage.ts'

const APP = { appId: '800000000000008', appSecret: 'e'.repeat(32), verifyToken: 'token of the client' }

let s: Stage
beforeAll(async () => {
  s = await stage()
  await s.control('/apps', APP)
})
afterAll(() => s?.close())

async function connected(name: string, ownerBusiness: string) {
  const { accessToken, wabaId, phoneNumberId } = await s.control('/wabas', { name, appId: APP.appId, ownerBusiness })
  const form = { accessToken, wabaId, phoneNumberId, appSecret: APP.appSecret, verifyToken: 'rv-something' }
  const { status, body } = await s.admin.send('POST', '/api/v1/numbers/connect', form)
  expect(status).toBe(201)
  expect((await s.admin.send('POST', `/api/v1/assets/${wabaId}/refresh`)).status).toBe(200)
  return { wabaId, phoneNumberId, accessToken, id: body.id as string, phone: body.displayPhoneNumber as string }
}
const list = async (query = ''): Promise<{ items: AssetAccount[]; nextCursor: string | null }> =>
  (await s.admin.get(`/api/v1/assets${query}`)).body
const names = async (query: string) => (await list(query)).items.map(({ name }) => name)

test('by portfolio, then by name, with what is known; found by any name, id or phone; paged', async () => {
  const south = await connected('Oficina Sul', 'Grupo Serra')
  await connected('Oficina Norte', 'Grupo Serra')
  const bakery = await connected('Padaria Aurora', 'Aurora Alimentos')
  const { items } = await list()
  expect(items.map(({ name, business }) => `${business?.name}: ${name}`)).toEqual([
    'Aurora Alimentos: Padaria Aurora',
    'Grupo Serra: Oficina Norte',
    'Grupo Serra: Oficina Sul',
  ])
  expect(items[0]).toMatchObject({ wabaId: bakery.wabaId, canSend: 'AVAILABLE', isSubscribed: true, tokenState: 'ok', metaProblem: null })
  expect(items[0]?.numbers).toEqual([expect.objectContaining({ id: bakery.id, status: 'CONNECTED', missingSince: null })])

  expect(await names('?q=serra')).toEqual(['Oficina Norte', 'Oficina Sul'])
  expect(await names(`?q=${south.wabaId}`)).toEqual(['Oficina Sul'])
  expect(await names(`?q=${encodeURIComponent(bakery.phone)}`)).toEqual(['Padaria Aurora'])
  expect(await names('?q=%25')).toEqual([])

  const first = await list('?limit=2')
  expect(first.items).toHaveLength(2)
  expect(await names(`?limit=2&cursor=${first.nextCursor}`)).toEqual(['Oficina Sul'])
  expect((await s.admin.get('/api/v1/assets?cursor=bm9uc2Vuc2U')).status).toBe(422)
})

test('what needs attention, and nothing else; counted for the company', async () => {
  const sick = await connected('Conta com queixas', 'Grupo Serra')
  await s.patch(`/numbers/${sick.phoneNumberId}`, { qualityRating: 'RED' })
  const { body } = await s.admin.send('POST', `/api/v1/assets/${sick.wabaId}/refresh`)
  expect(body).toMatchObject({ health: 'broken', numbers: [{ id: sick.id, health: 'broken', qualityRating: 'RED' }] })
  expect(body.numbers[0].alerts).toContain('quality_low')
  expect(await names('?attention=true&q=queixas')).toEqual(['Conta com queixas'])
  const all = await list()
  const bad = all.items.filter(({ health }) => health !== 'good').length
  const { items } = (await s.admin.get('/api/v1/assets/summary')).body
  expect(items).toEqual([
    expect.objectContaining({ workspaceId: s.admin.workspaceId, isHere: true, accounts: all.items.length, attention: bad }),
  ])
})

test('a difference found by hand is a line of the account’s history, as one found by the clock', async () => {
  const { wabaId, phoneNumberId, id } = await connected('Conta que muda', 'Grupo Serra')
  await s.patch(`/numbers/${phoneNumberId}`, { throughputLevel: 'HIGH' })
  await s.admin.send('POST', `/api/v1/assets/${wabaId}/refresh`)
  const { items } = (await s.admin.get(`/api/v1/assets/${wabaId}/history`)).body
  expect(items).toContainEqual(
    expect.objectContaining({ what: 'throughput', to: 'HIGH', source: 'reading', number: expect.objectContaining({ id }) }),
  )
  const flows = (await s.admin.get(`/api/v1/assets/${wabaId}/flows`)).body.items
  expect(flows).toEqual([{ id: expect.any(String), name: 'Agendar uma visita', status: 'PUBLISHED' }])
})

test('an account whose token Meta refuses says so, and is told to everybody', async () => {
  const { wabaId, accessToken } = await connected('Conta sem acesso', 'Grupo Serra')
  await s.control('/tokens/revoke', { accessToken })
  const refused = await s.admin.send('POST', `/api/v1/assets/${wabaId}/refresh`)
  expect(refused.status).toBe(422)
  expect((await s.admin.get(`/api/v1/assets/${wabaId}`)).body).toMatchObject({ tokenState: 'revoked', health: 'broken' })
})
