import { afterAll, beforeAll, expect, test } from 'vitest'
import { type World, world } from '../test/world.ts'

let w: World
beforeAll(async () => {
  w = await world()
})
afterAll(() => w.close())

const save = (phone: string, name: string | null) => w.home.owner.send('POST', '/api/v1/contacts', { phone, name })
const found = async (q: string) =>
  (await w.home.owner.get(`/api/v1/contacts?q=${q}`)).body.items.map((c: { name: string | null; phone: string }) => [c.phone, c.name])

test('an address card becomes a contact, once, however the number is written', async () => {
  expect((await save('+55 (11) 97000-0001', 'Ana Lima')).status).toBe(201)
  expect((await save('5511970000001', 'Outro nome')).body.code).toBe('already_taken')
  expect(await found('970000001')).toEqual([['5511970000001', 'Ana Lima']])
})

test('who has written already is that person, under the name they have', async () => {
  await w.customerWrites('5511970000002', 'oi')
  await save('+55 11 97000-0002', 'Do cartão')
  expect(await found('970000002')).toEqual([['5511970000002', null]])
})

test.each(['123', 'sem número', '+55 11 97000-0003 0000 0000'])('%s is no phone number', async (phone) => {
  const { status, body } = await save(phone, null)
  expect([status, body.code, body.fields?.[0]?.path]).toEqual([422, 'invalid', 'phone'])
})
