import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Edge, edge } from '../test/edge.ts'
import { type Browser, createPerson, createWorkspace, signedIn } from '../test/sign-in.ts'

let w: Edge
let owner: Browser
beforeAll(async () => {
  w = await edge()
  owner = await signedIn(w.app, w.deps.db)
})
afterAll(() => w.close())

const make = async (draft: Record<string, unknown> = {}) => (await owner.send('POST', '/api/v1/api-keys', { name: 'ERP', ...draft })).body
const asKey = (key: string, url: string, method: 'GET' | 'POST' | 'PATCH' = 'GET', payload?: object) =>
  w.app.inject({ method, url, headers: { authorization: `Bearer ${key}` }, ...(payload ? { payload } : {}) })

test('a key is shown once and acts in its workspace', async () => {
  const { key, apiKey } = await make()
  expect(key).toMatch(/^rk_[0-9a-f]{32}_[\w-]{43}$/)
  expect(apiKey.hint).toBe(key.slice(-4))
  expect((await asKey(key, '/api/v1/workspace')).json()).toMatchObject({ id: owner.workspaceId })
  const listed = (await owner.get('/api/v1/api-keys')).body
  expect(JSON.stringify(listed)).not.toContain(key)
  expect(listed.items.find(({ id }: { id: string }) => id === apiKey.id).lastUsedAt).not.toBeNull()
})

test('the database holds no key', async () => {
  const { key } = await make()
  const rows = await w.owner.selectFrom('api_key').selectAll().execute()
  expect(JSON.stringify(rows)).not.toContain(key.slice(-43))
})

test('a key does what its scopes say and nothing else', async () => {
  const { key } = await make({ scopes: ['numbers.read'] })
  expect((await asKey(key, '/api/v1/members')).json()).toMatchObject({
    status: 403,
    code: 'not_allowed',
    details: { ability: 'members.read' },
  })
  const wider = (await make({ scopes: ['members.read'] })).key
  expect((await asKey(wider, '/api/v1/members')).statusCode).toBe(200)
})

test('no key manages people, keys or settings, whatever is asked for', async () => {
  for (const scope of ['members.manage', 'api_keys.manage', 'workspace.manage', 'installation.manage']) {
    expect(await owner.send('POST', '/api/v1/api-keys', { name: 'x', scopes: [scope] })).toMatchObject({
      status: 403,
      body: { code: 'not_allowed' },
    })
  }
  const { key } = await make()
  expect((await asKey(key, '/api/v1/api-keys', 'POST', { name: 'child' })).statusCode).toBe(403)
  expect((await asKey(key, '/api/v1/invitations', 'POST', { role: 'owner' })).statusCode).toBe(403)
  expect((await asKey(key, `/api/v1/members/${owner.userId}`, 'PATCH', { role: 'agent' })).statusCode).toBe(403)
  expect((await asKey(key, '/api/v1/session')).json()).toMatchObject({ status: 403, code: 'not_allowed' })
})

test('a revoked key is dead with the next request', async () => {
  const { key, apiKey } = await make()
  expect((await asKey(key, '/api/v1/workspace')).statusCode).toBe(200)
  expect((await owner.send('DELETE', `/api/v1/api-keys/${apiKey.id}`)).status).toBe(204)
  expect((await asKey(key, '/api/v1/workspace')).json()).toMatchObject({ status: 401, code: 'not_signed_in' })
  expect((await owner.send('DELETE', `/api/v1/api-keys/${apiKey.id}`)).status).toBe(404)
})

test('a key altered to another workspace, or made up, is nobody; and a good cookie does not save it', async () => {
  const { key } = await make()
  const other = await createWorkspace(w.deps.db, await createPerson(w.deps.db))
  const altered = key.replace(/^rk_[0-9a-f]{32}/, `rk_${other.replaceAll('-', '')}`)
  for (const wrong of [altered, `${key}x`, 'rk_', 'x']) expect((await asKey(wrong, '/api/v1/workspace')).statusCode).toBe(401)
  const both = await w.app.inject({ url: '/api/v1/workspace', headers: { cookie: owner.cookie, authorization: 'Bearer wrong' } })
  expect(both.statusCode).toBe(401)
})

test("another workspace's key cannot be revoked or seen", async () => {
  const { apiKey } = await make()
  const stranger = await signedIn(w.app, w.deps.db, 'owner', 'Caio')
  expect((await stranger.send('DELETE', `/api/v1/api-keys/${apiKey.id}`)).status).toBe(404)
  expect((await stranger.get('/api/v1/api-keys')).body.items).toEqual([])
})
