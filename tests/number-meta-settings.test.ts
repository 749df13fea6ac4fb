/** Settings that Meta keeps of a number, and what a chat begins with. The simulator plays Meta. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Stage, stage } from './stage.ts'

let s: Stage
let base: string
let number: { id: string; wabaId: string; phoneNumberId: string }
beforeAll(async () => {
  s = await stage()
  number = (await s.admin.send('POST', '/api/v1/numbers/sandbox', {})).body
  base = `/api/v1/numbers/${number.id}`
})
afterAll(() => s?.close())

const put = (path: string, body: object) => s.admin.send('PUT', `${base}/${path}`, body)
const HOURS = { timezone: 'America/Sao_Paulo', week: [{ day: 'MONDAY', open: '0800', close: '1800' }] }

describe('settings', () => {
  test('as Meta has them at first', async () => {
    expect((await s.admin.get(`${base}/meta-settings`)).body).toMatchObject({
      calling: { isOn: false, showsIcon: true, asksCallback: false, hours: null, hasSip: false },
      checksIdentity: false,
      storage: { kind: 'DEFAULT', region: null, retentionMinutes: null },
      isPayloadEncrypted: false,
      commerce: { hasCart: true, showsCatalog: false },
      catalogs: [{ id: `9${number.wabaId}` }],
    })
  })

  test('each is changed alone and shown as Meta shows it afterwards', async () => {
    const calling = { isOn: true, showsIcon: false, asksCallback: true, hours: HOURS }
    expect((await put('meta-settings/calling', calling)).body).toMatchObject({ calling, checksIdentity: false })
    expect((await put('meta-settings/calling', { ...calling, hours: null })).body.calling.hours).toBeNull()
    expect((await put('meta-settings/identity-check', { isOn: true })).body).toMatchObject({
      checksIdentity: true,
      calling: { isOn: true },
    })
    expect((await put('meta-settings/storage', { kind: 'IN_COUNTRY_STORAGE_ENABLED', region: 'BR' })).body.storage).toEqual({
      kind: 'IN_COUNTRY_STORAGE_ENABLED',
      region: 'BR',
      retentionMinutes: null,
    })
    expect((await put('meta-settings/storage', { kind: 'NO_STORAGE_ENABLED', retentionMinutes: 60 })).body.storage).toEqual({
      kind: 'NO_STORAGE_ENABLED',
      region: null,
      retentionMinutes: 60,
    })
    expect((await put('meta-settings/commerce', { hasCart: false, showsCatalog: true })).body.commerce).toEqual({
      hasCart: false,
      showsCatalog: true,
    })
  })

  test('what Meta refuses is said in Meta’s words', async () => {
    await s.patch(`/numbers/${number.phoneNumberId}`, { coexistence: true })
    const refused = await put('meta-settings/calling', { isOn: true, showsIcon: true, asksCallback: false, hours: null })
    await s.patch(`/numbers/${number.phoneNumberId}`, { coexistence: false })
    expect(refused).toMatchObject({ status: 422, body: { code: 'meta_refused', details: { code: 138015 } } })
  })

  test.each([
    ['calling', { isOn: true }],
    ['calling', { isOn: true, showsIcon: true, asksCallback: false, hours: { ...HOURS, week: [] } }],
    [
      'calling',
      { isOn: true, showsIcon: true, asksCallback: false, hours: { ...HOURS, week: [{ day: 'MONDAY', open: '1800', close: '0800' }] } },
    ],
    [
      'calling',
      { isOn: true, showsIcon: true, asksCallback: false, hours: { ...HOURS, week: Array.from({ length: 3 }, () => HOURS.week[0]) } },
    ],
    ['storage', { kind: 'IN_COUNTRY_STORAGE_ENABLED' }],
    ['storage', { kind: 'IN_COUNTRY_STORAGE_ENABLED', region: 'FR' }],
    ['commerce', { hasCart: 'yes', showsCatalog: true }],
  ])('%s %j is refused before Meta is asked', async (path, body) => {
    expect((await put(`meta-settings/${path}`, body)).status).toBe(422)
  })
})

describe('what a chat begins with', () => {
  test('replaces what there was, in its order', async () => {
    expect((await s.admin.get(`${base}/starters`)).body).toMatchObject({ prompts: [], commands: [] })
    const wish = { prompts: ['Ver o cardápio', 'Falar com alguém'], commands: [{ name: 'pedido', hint: 'Fazer um pedido' }] }
    expect((await put('starters', wish)).body).toMatchObject(wish)
    expect((await put('starters', { prompts: ['Ver o cardápio'], commands: [] })).body).toMatchObject({
      prompts: ['Ver o cardápio'],
      commands: [],
    })
  })

  test.each([
    ['five questions', { prompts: ['a', 'b', 'c', 'd', 'e'], commands: [] }],
    ['the same question twice', { prompts: ['a', 'a'], commands: [] }],
    ['a question of 81', { prompts: ['x'.repeat(81)], commands: [] }],
    ['an emoji', { prompts: ['Bolo 🎂'], commands: [] }],
    ['a command with capitals', { prompts: [], commands: [{ name: 'Pedido', hint: 'x' }] }],
    ['a command without a hint', { prompts: [], commands: [{ name: 'pedido', hint: ' ' }] }],
    ['a NUL', { prompts: ['a\u0000'], commands: [] }],
  ])('%s is refused', async (_what, body) => {
    expect((await put('starters', body)).status).toBe(422)
  })
})
