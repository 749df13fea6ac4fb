import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Edge, edge } from '../test/edge.ts'
import { createPerson, createWorkspace, join, PASSWORD, signedIn, signIn } from '../test/sign-in.ts'
import { brakeOnAddress, takeAttempt } from './attempts.ts'

let w: Edge
beforeAll(async () => {
  w = await edge()
})
afterAll(() => w.close())

/** Each caller has an address of its own, as the brake counts by address. */
let addresses = 0
const newAddress = () => `203.0.113.${++addresses}`
const attempt = (email: string, password: string, from = newAddress()) =>
  w.app.inject({ method: 'POST', url: '/api/v1/session', payload: { email, password }, headers: { 'x-forwarded-for': from } })

test('somebody who signs in is told who they are, where they are and what they may do', async () => {
  const ana = await signedIn(w.app, w.deps.db, 'agent')
  const { status, body } = await ana.get('/api/v1/session')
  expect(status).toBe(200)
  expect(body).toMatchObject({
    user: { id: ana.userId, name: 'Ana', email: ana.email, locale: 'pt-BR', isOperator: false },
    workspaces: [{ id: ana.workspaceId, name: 'Loja', role: 'agent' }],
    active: { role: 'agent', workspace: { id: ana.workspaceId, name: 'Loja' } },
  })
  expect(body.active.abilities).toContain('conversations.reply')
  expect(body.active.abilities).not.toContain('members.manage')
})

test('a wrong password and an unknown address get the same answer', async () => {
  const ana = await createPerson(w.deps.db)
  const wrong = await attempt(ana.email, 'not the password')
  const unknown = await attempt('nobody@example.com', 'not the password')
  expect([wrong.statusCode, unknown.statusCode]).toEqual([401, 401])
  expect(wrong.json()).toEqual(unknown.json())
  expect(wrong.json().code).toBe('wrong_credentials')
})

test('the address is found however it is written', async () => {
  const ana = await createPerson(w.deps.db)
  expect((await attempt(` ${ana.email.toUpperCase()} `, PASSWORD)).statusCode).toBe(204)
})

test('after five wrong passwords one waits, longer each time, and a stranger elsewhere locks nobody out', async () => {
  const ana = await createPerson(w.deps.db)
  const stranger = newAddress()
  const answers = []
  for (let n = 0; n < 6; n++) answers.push((await attempt(ana.email, `guess ${n}`, stranger)).statusCode)
  expect(answers).toEqual([401, 401, 401, 401, 401, 429])

  const blocked = await attempt(ana.email, PASSWORD, stranger)
  expect([blocked.statusCode, blocked.json().code]).toEqual([429, 'rate_limited'])
  const seconds = Number(blocked.headers['retry-after'])
  expect(seconds).toBeGreaterThan(0)
  expect(seconds).toBeLessThanOrEqual(60)

  expect((await attempt(ana.email, PASSWORD)).statusCode).toBe(204) // Ana, from her own address

  await sql`update rate_limit set last_request = last_request - 61000`.execute(w.owner) // a minute passes
  expect((await attempt(ana.email, 'guess 7', stranger)).statusCode).toBe(401)
  const longer = await attempt(ana.email, 'guess 8', stranger)
  expect(longer.statusCode).toBe(429)
  expect(Number(longer.headers['retry-after'])).toBeGreaterThan(60)
})

test('guesses at the same moment are counted one by one', async () => {
  const ana = await createPerson(w.deps.db)
  const stranger = newAddress()
  const all = await Promise.all(Array.from({ length: 12 }, (_, n) => attempt(ana.email, `guess ${n}`, stranger)))
  expect(all.filter(({ statusCode }) => statusCode === 401)).toHaveLength(5)
  expect(all.filter(({ statusCode }) => statusCode === 429)).toHaveLength(7)
})

test('one address cannot try many accounts, and a whole office signs in from one', async () => {
  const stranger = newAddress()
  const guesses = await Promise.all(
    Array.from({ length: 70 }, (_, n) =>
      takeAttempt(w.deps.db, brakeOnAddress(stranger), n).then(
        () => 'taken',
        () => 'refused',
      ),
    ),
  )
  expect(guesses.filter((guess) => guess === 'taken')).toHaveLength(60)
  await expect(takeAttempt(w.deps.db, brakeOnAddress(stranger), 1000)).rejects.toMatchObject({
    code: 'rate_limited',
    details: { retryAfterSeconds: 2 },
  })
  await takeAttempt(w.deps.db, brakeOnAddress(stranger), 2100)
  await expect(takeAttempt(w.deps.db, brakeOnAddress(stranger), 2200)).rejects.toMatchObject({ code: 'rate_limited' })

  const office = newAddress()
  const ana = await createPerson(w.deps.db)
  for (let n = 0; n < 65; n++) expect((await attempt(ana.email, PASSWORD, office)).statusCode).toBe(204)
})

test('the right password clears the count', async () => {
  const ana = await createPerson(w.deps.db)
  const home = newAddress()
  for (let round = 0; round < 3; round++) {
    for (let n = 0; n < 4; n++) expect((await attempt(ana.email, 'typo again', home)).statusCode).toBe(401)
    expect((await attempt(ana.email, PASSWORD, home)).statusCode).toBe(204)
  }
})

test('the cookie is for our pages only, and on https for https only', async () => {
  const ana = await createPerson(w.deps.db)
  const plain = (await attempt(ana.email, PASSWORD)).cookies[0]
  expect(plain).toMatchObject({ name: 'recado', httpOnly: true, sameSite: 'Lax', path: '/' })

  const secure = await edge({ PUBLIC_URL: 'https://recado.example' })
  try {
    const bia = await createPerson(secure.deps.db, 'Bia')
    const payload = { email: bia.email, password: PASSWORD }
    const answer = await secure.app.inject({ method: 'POST', url: '/api/v1/session', payload })
    expect(answer.cookies[0]).toMatchObject({ name: '__Host-recado', secure: true, httpOnly: true, sameSite: 'Lax', path: '/' })
    expect(answer.cookies[0]).not.toHaveProperty('domain')
    expect(answer.headers['strict-transport-security']).toBe('max-age=31536000')
  } finally {
    await secure.close()
  }
})

test('what the database holds opens nothing', async () => {
  const ana = await signedIn(w.app, w.deps.db)
  const token = ana.cookie.split('=')[1] ?? ''
  const stored = await w.owner.selectFrom('session').select('token').where('user_id', '=', ana.userId).execute()
  expect(stored).toHaveLength(1)
  expect(stored[0]?.token).not.toContain(token)
  const stolen = await w.app.inject({ url: '/api/v1/session', headers: { cookie: `recado=${stored[0]?.token}` } })
  expect(stolen.statusCode).toBe(401)
})

test('signing in again replaces the session the browser had', async () => {
  const ana = await signedIn(w.app, w.deps.db)
  const before = ana.cookie
  expect((await ana.send('POST', '/api/v1/session', { email: ana.email, password: PASSWORD })).status).toBe(204)
  expect(ana.cookie).not.toBe(before)
  expect((await w.app.inject({ url: '/api/v1/session', headers: { cookie: before } })).statusCode).toBe(401)
})

test('signing out ends the session, not only the cookie', async () => {
  const ana = await signedIn(w.app, w.deps.db)
  const { cookie } = ana
  const answer = await ana.send('DELETE', '/api/v1/session')
  expect([answer.status, answer.headers['clear-site-data']]).toEqual([204, '"storage"'])
  expect((await w.app.inject({ url: '/api/v1/session', headers: { cookie } })).statusCode).toBe(401)
})

test('a session ends 12 hours after its last use, and use keeps it alive', async () => {
  const ana = await signedIn(w.app, w.deps.db)
  const ends = async () =>
    (await w.owner.selectFrom('session').select('expires_at').where('user_id', '=', ana.userId).executeTakeFirst())?.expires_at
  await sql`update session set expires_at = now() + interval '1 minute' where user_id = ${ana.userId}`.execute(w.owner)
  expect((await ana.get('/api/v1/session')).status).toBe(200)
  expect((await ends())?.getTime()).toBeGreaterThan(Date.now() + 11 * 3600_000)

  await sql`update session set expires_at = now() - interval '1 second' where user_id = ${ana.userId}`.execute(w.owner)
  expect((await ana.get('/api/v1/session')).status).toBe(401)
})

test('a session ends 30 days after sign-in however much it is used', async () => {
  const ana = await signedIn(w.app, w.deps.db)
  await sql`update session set created_at = now() - interval '30 days' where user_id = ${ana.userId}`.execute(w.owner)
  expect((await ana.get('/api/v1/session')).status).toBe(401)
})

test('a new password ends every other session of that person and nobody else', async () => {
  const ana = await createPerson(w.deps.db)
  const workspaceId = await createWorkspace(w.deps.db, ana)
  const bia = await createPerson(w.deps.db, 'Bia')
  await join(w.deps.db, workspaceId, bia, 'agent')
  const [laptop, phone, colleague] = [await signIn(w.app, ana), await signIn(w.app, ana), await signIn(w.app, bia)]
  const change = (currentPassword: string) =>
    laptop.send('PUT', '/api/v1/session/password', { currentPassword, newPassword: 'a much better phrase' })

  expect(await change('not the password')).toMatchObject({ status: 401, body: { code: 'wrong_credentials' } })
  expect((await phone.get('/api/v1/session')).status).toBe(200)

  expect((await change(PASSWORD)).status).toBe(204)
  expect((await phone.get('/api/v1/session')).status).toBe(401)
  expect((await laptop.get('/api/v1/session')).body.active.workspace.id).toBe(workspaceId)
  expect((await colleague.get('/api/v1/session')).status).toBe(200)
  expect((await attempt(ana.email, PASSWORD)).statusCode).toBe(401)
  expect((await attempt(ana.email, 'a much better phrase')).statusCode).toBe(204)
})

test('one switches between the workspaces one belongs to, and to no other', async () => {
  const ana = await createPerson(w.deps.db)
  const [shop, clinic] = [await createWorkspace(w.deps.db, ana, 'Loja'), await createWorkspace(w.deps.db, ana, 'Clínica')]
  const foreign = await createWorkspace(w.deps.db, await createPerson(w.deps.db, 'Caio'))
  const browser = await signIn(w.app, ana)
  expect(browser.workspaceId).toBe(shop)
  expect((await browser.send('PUT', '/api/v1/session/workspace', { workspaceId: clinic })).status).toBe(204)
  expect((await browser.get('/api/v1/workspace')).body).toMatchObject({ id: clinic, name: 'Clínica' })
  const missing = await browser.send('PUT', '/api/v1/session/workspace', { workspaceId: '01a203cc-0000-7000-8000-000000000000' })
  const other = await browser.send('PUT', '/api/v1/session/workspace', { workspaceId: foreign })
  expect([other.status, other.body]).toEqual([404, missing.body])
  expect((await browser.get('/api/v1/workspaces')).body.items.map(({ name }: { name: string }) => name)).toEqual(['Clínica', 'Loja'])
})

test('a new name is announced in every workspace of that person', async () => {
  const ana = await createPerson(w.deps.db)
  const places = [await createWorkspace(w.deps.db, ana), await createWorkspace(w.deps.db, ana)]
  const browser = await signIn(w.app, ana)
  expect((await browser.send('PATCH', '/api/v1/session/profile', { name: 'Ana Lima', locale: 'es' })).status).toBe(204)
  expect((await browser.get('/api/v1/session')).body.user).toMatchObject({ name: 'Ana Lima', locale: 'es' })
  const events = await w.owner
    .selectFrom('event')
    .select(['workspace_id', 'body'])
    .where('workspace_id', 'in', places)
    .orderBy('seq')
    .execute()
  const named = events.filter(({ body }) => body.includes('Ana Lima')).map(({ workspace_id }) => workspace_id)
  expect(named.sort()).toEqual(places.sort())
})

test('an operator opens workspaces for others without being in them; nobody else opens any', async () => {
  const operator = await signIn(w.app, await createPerson(w.deps.db, 'Oto', true))
  const opened = await operator.send('POST', '/api/v1/workspaces', { name: 'Padaria', ownerEmail: 'dona@example.com' })
  expect(opened.status).toBe(201)
  expect(opened.body.invitationLink).toMatch(/^http:\/\/localhost:3000\/invite\/inv_/)
  expect((await operator.get('/api/v1/workspaces')).body.items).toEqual([])
  expect(await operator.get('/api/v1/workspace')).toMatchObject({ status: 403, body: { code: 'not_allowed' } })

  const ana = await signedIn(w.app, w.deps.db)
  expect(await ana.send('POST', '/api/v1/workspaces', { name: 'Minha' })).toMatchObject({ status: 403, body: { code: 'not_allowed' } })
})
