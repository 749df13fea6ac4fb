/** Keeping people away from a number: our list and Meta's are one, whoever changes it. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Stage, stage } from './stage.ts'

let s: Stage
let number: { id: string; wabaId: string; phoneNumberId: string }
beforeAll(async () => {
  s = await stage()
  number = (await s.admin.send('POST', '/api/v1/numbers/sandbox', {})).body
})
afterAll(() => s?.close())

const phones = (path: string) => `/sandbox/api/wabas/${number.wabaId}${path}`
const blocked = '/api/v1/numbers'
let written = 0

/** A customer of the simulator whom we know, and who (perhaps) wrote to the number just now. */
async function customer(name: string, phone: string, writes: boolean): Promise<string> {
  const { id } = (await s.admin.send('POST', phones('/customers'), { name, phone })).body
  const chat = phones(`/customers/${id}/chats/${number.phoneNumberId}/messages`)
  if (writes) await s.admin.send('POST', chat, { type: 'text', text: { body: 'oi' } })
  const message = { from: phone, id: `wamid.B${++written}`, timestamp: '1763800000', type: 'text', text: { body: 'oi' } }
  await s.changed(number.wabaId, 'messages', {
    messaging_product: 'whatsapp',
    metadata: { phone_number_id: number.phoneNumberId, display_phone_number: '551140000000' },
    contacts: [{ wa_id: phone, profile: { name } }],
    messages: [message],
  })
  return (await s.admin.get(`/api/v1/contacts?q=${phone}`)).body.items[0].id
}
const change = (method: 'POST' | 'DELETE', contactIds: string[]) => s.admin.send(method, `${blocked}/${number.id}/blocked`, { contactIds })
const blockedOn = async (id: string) => (await s.admin.get(`/api/v1/contacts/${id}`)).body.blockedOn

test('Meta blocks whom it may, says of the others why not, and lets people through again', async () => {
  const ana = await customer('Ana', '5511970000001', true)
  const bento = await customer('Bento', '5511970000002', false)
  const answer = await change('POST', [ana, bento])
  expect(answer.body).toMatchObject({ done: [ana], failed: [{ contactId: bento, code: 131047 }] })
  expect([await blockedOn(ana), await blockedOn(bento)]).toEqual([[number.id], []])
  expect((await s.admin.get('/api/v1/contacts?blocked=true')).body.items).toMatchObject([{ id: ana }])
  expect((await s.admin.get(`${blocked}/${number.id}/blocked`)).body.items).toMatchObject([{ contact: { id: ana } }])
  expect((await change('DELETE', [ana])).body).toEqual({ done: [ana], failed: [] })
  expect(await blockedOn(ana)).toEqual([])
})

test('what was changed in Meta’s own tools is ours as soon as the list is looked at', async () => {
  const caio = await customer('Caio', '5511970000003', true)
  const { token, baseUrl } = (await s.deps.targets.ofNumber(s.admin.workspaceId, number.id))?.target ?? { token: '', baseUrl: '' }
  const elsewhere = await fetch(`${baseUrl}/${number.phoneNumberId}/block_users`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ messaging_product: 'whatsapp', block_users: [{ user: '+5511970000003' }] }),
  })
  expect(elsewhere.status).toBe(200)
  await s.admin.get(`${blocked}/${number.id}/blocked`)
  expect(await blockedOn(caio)).toEqual([number.id])
})

test('somebody who is no contact is let through again by name, and what Meta refuses is said', async () => {
  const { id } = (await s.admin.send('POST', phones('/customers'), { name: 'Estranho', phone: '5511970000009' })).body
  await s.admin.send('POST', phones(`/customers/${id}/chats/${number.phoneNumberId}/messages`), { type: 'text', text: { body: 'oi' } })
  const { token, baseUrl } = (await s.deps.targets.ofNumber(s.admin.workspaceId, number.id))?.target ?? { token: '', baseUrl: '' }
  await fetch(`${baseUrl}/${number.phoneNumberId}/block_users`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ messaging_product: 'whatsapp', block_users: [{ user: '+5511970000009' }] }),
  })
  const strangers = async () => {
    const { items } = (await s.admin.get(`${blocked}/${number.id}/blocked`)).body
    return items.filter(({ contact }: { contact: object | null }) => contact === null).map(({ waId }: { waId: string }) => waId)
  }
  expect(await strangers()).toEqual(['5511970000009'])
  const release = (user: string) => s.admin.send('DELETE', `${blocked}/${number.id}/blocked/strangers?user=${user}`)
  expect((await release('5511970000009')).status).toBe(204)
  expect(await strangers()).toEqual([])
  expect(await release('5511970000008')).toMatchObject({ status: 422, body: { code: 'meta_refused' } })
  expect((await release('nobody')).status).toBe(422)
})

test('a long list comes in pages, and only the whole of it lets anybody through', async () => {
  for (const name of ['Davi', 'Elisa', 'Fabiana']) await customer(name, `551197000002${name.length}`, true)
  const ids = await Promise.all(
    ['Davi', 'Elisa', 'Fabiana'].map(async (name) => (await s.admin.get(`/api/v1/contacts?q=551197000002${name.length}`)).body.items[0].id),
  )
  const three = [...new Set(ids)]
  await change('POST', three)
  const path = `${blocked}/${number.id}/blocked`
  const whole = (await s.admin.get(path)).body
  expect(whole.nextCursor).toBeNull()
  const found: string[] = []
  for (let cursor = ''; ; ) {
    const { body } = await s.admin.get(`${path}?limit=1${cursor === '' ? '' : `&cursor=${cursor}`}`)
    expect(body.items).toHaveLength(1)
    found.push(body.items[0].waId)
    for (const id of three) expect(await blockedOn(id)).toEqual([number.id])
    if (body.nextCursor === null) break
    cursor = body.nextCursor
  }
  expect(found).toEqual(whole.items.map(({ waId }: { waId: string }) => waId))
  expect((await s.admin.get(`${path}?cursor=nonsense`)).status).toBe(422)
})
