import { afterEach, beforeEach, expect, test } from 'vitest'
import { readConfig } from '../config.ts'
import { type Edge, edge } from '../test/edge.ts'
import { ensureOwner, mintSetupLink } from './setup.ts'

let w: Edge
beforeEach(async () => {
  w = await edge()
})
afterEach(() => w.close())

const URL_SHAPE = /^http:\/\/localhost:3000\/setup\/([\w-]{43})$/
const mint = async () => URL_SHAPE.exec((await mintSetupLink(w.deps.db, w.deps.config.PUBLIC_URL)) ?? '')?.[1] ?? ''
const setUp = (token: string, email = 'ana@example.com') => {
  const payload = { token, email, name: 'Ana', password: 'correct horse battery', workspaceName: 'Loja' }
  return w.app.inject({ method: 'POST', url: '/api/v1/setup', payload })
}
const state = async (token: string) => (await w.app.inject(`/api/v1/setup?token=${token}`)).json()

test('the link makes the operator and the first workspace, once, and signs in', async () => {
  const token = await mint()
  expect(await state(token)).toEqual({ open: true, tokenValid: true })

  const answer = await setUp(token)
  expect(answer.statusCode).toBe(201)
  const cookie = `recado=${answer.cookies[0]?.value}`
  const me = (await w.app.inject({ url: '/api/v1/session', headers: { cookie } })).json()
  expect(me).toMatchObject({ user: { email: 'ana@example.com', isOperator: true }, active: { role: 'owner', workspace: { name: 'Loja' } } })
  expect(me.active.abilities).toContain('workspaces.create')

  expect(await state(token)).toEqual({ open: false, tokenValid: false })
  expect((await setUp(token, 'eve@example.com')).json()).toMatchObject({ status: 410, code: 'setup_closed' })
  expect(await mintSetupLink(w.deps.db, 'http://localhost:3000')).toBeNull()
})

test('of many who use the link at the same moment, one sets up', async () => {
  const token = await mint()
  const answers = await Promise.all(Array.from({ length: 5 }, (_, n) => setUp(token, `person${n}@example.com`)))
  expect(answers.map(({ statusCode }) => statusCode).sort((a, b) => a - b)).toEqual([201, 410, 410, 410, 410])
  expect(await w.owner.selectFrom('person').select('id').execute()).toHaveLength(1)
  expect(await w.owner.selectFrom('workspace').select('id').execute()).toHaveLength(1)
})

test('a made-up token and one printed by an earlier start are refused, and the database holds no token', async () => {
  const earlier = await mint()
  const token = await mint()
  expect((await setUp('made-up')).statusCode).toBe(410)
  expect((await setUp(earlier)).statusCode).toBe(410)
  const stored = await w.owner.selectFrom('installation').selectAll().executeTakeFirstOrThrow()
  expect(JSON.stringify(stored)).not.toContain(token)
  expect((await setUp(token)).statusCode).toBe(201)
})

test('a short password is refused by name and uses nothing up', async () => {
  const token = await mint()
  const payload = { token, email: 'ana@example.com', name: 'Ana', password: 'short', workspaceName: 'Loja' }
  const answer = await w.app.inject({ method: 'POST', url: '/api/v1/setup', payload })
  expect(answer.json()).toMatchObject({ status: 422, code: 'invalid', fields: [{ path: 'password' }] })
  expect(await state(token)).toEqual({ open: true, tokenValid: true })
})

test('the settings make the same without the screen, however often one starts', async () => {
  const settings = { OWNER_EMAIL: 'Dona@Example.com', OWNER_PASSWORD: 'correct horse battery', OWNER_WORKSPACE: 'Loja' }
  await Promise.all([ensureOwner(w.deps.db, readConfig(settings)), ensureOwner(w.deps.db, readConfig(settings))])
  await ensureOwner(w.deps.db, readConfig({ ...settings, OWNER_PASSWORD: 'changed in the settings' }))
  expect(await w.owner.selectFrom('person').select(['email', 'is_operator']).execute()).toEqual([
    { email: 'dona@example.com', is_operator: true },
  ])
  expect(await w.owner.selectFrom('membership').select('role').execute()).toEqual([{ role: 'owner' }])
  expect(await mintSetupLink(w.deps.db, 'http://localhost:3000')).toBeNull()

  const payload = { email: 'dona@example.com', password: 'correct horse battery' }
  expect((await w.app.inject({ method: 'POST', url: '/api/v1/session', payload })).statusCode).toBe(204)
})
