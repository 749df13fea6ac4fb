import { afterAll, beforeAll, expect, test } from 'vitest'
import { APP, codeOf, type Stage, stage } from '../test/stage.ts'

let s: Stage
beforeAll(async () => {
  s = await stage()
})
afterAll(() => s.close())

const asApp = `${APP.id}|${APP.secret}`
const set = (change: unknown) => s.control('PATCH', `/apps/${APP.id}/dashboard`, change)
const app = async (fields: string) => (await s.graph('GET', `${APP.id}?fields=${fields}`, undefined, asApp)).body

test('a new app has a name and nothing else, and what is set is shown, also after a restart', async () => {
  expect(await app('category,privacy_policy_url,icon_url')).toEqual({ id: APP.id })
  await set({ category: 'Business', privacyPolicyUrl: 'https://a.example/p', icon: 'good', configurations: [{ id: '7', name: 'Signup' }] })
  await s.restart()
  expect(await app('category,privacy_policy_url,config_ids')).toEqual({
    id: APP.id,
    category: 'Business',
    privacy_policy_url: 'https://a.example/p',
    config_ids: { data: [{ id: '7', name: 'Signup' }] },
  })
  const { icon_url: icon } = await app('icon_url')
  const picture = await fetch(icon)
  expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/png'])
})

test('permissions are as App Review left them', async () => {
  const listed = async () => (await s.graph('GET', `${APP.id}/permissions`, undefined, asApp)).body.data
  expect(await listed()).toEqual([])
  await set({ permissions: { whatsapp_business_messaging: 'pending' } })
  expect(await listed()).toEqual([{ permission: 'whatsapp_business_messaging', status: 'pending' }])
})

test('on a bad day questions get an error, nonsense or nothing, and sends go on', async () => {
  await set({ answers: 'error' })
  expect(codeOf(await s.graph('GET', APP.id, undefined, asApp))).toBe(2)
  await set({ answers: 'nonsense' })
  expect((await s.graph('GET', APP.id, undefined, asApp)).body).toEqual({ id: true, data: 'perhaps', status: ['maybe'] })
  await set({ answers: 'silence' })
  const asked = fetch(`${s.simulator.url}/graph/v26.0/${APP.id}?access_token=${asApp}`, { signal: AbortSignal.timeout(200) })
  await expect(asked).rejects.toThrow()
  await s.writes('Oi')
  expect(await s.sendText()).toMatch(/^wamid/)
  await set({ answers: 'normal' })
})

test('a switch that does not exist is refused', async () => {
  expect((await set({ colour: 'blue' })).status).toBe(422)
})
