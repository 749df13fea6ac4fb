import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Edge, edge } from '../test/edge.ts'
import { type Browser, createPerson, createWorkspace, signedIn, signIn } from '../test/sign-in.ts'

let w: Edge
let owner: Browser
beforeAll(async () => {
  w = await edge()
  owner = await signedIn(w.app, w.deps.db, 'owner', 'Dona')
})
afterAll(() => w.close())

const inviteToken = async (draft: Record<string, string> = {}) => {
  const { status, body } = await owner.send('POST', '/api/v1/invitations', { role: 'agent', ...draft })
  expect(status).toBe(201)
  return { id: body.invitation.id as string, token: new URL(body.link).pathname.split('/').at(-1) ?? '' }
}
const accept = (payload: Record<string, string>, cookie = '') =>
  w.app.inject({ method: 'POST', url: '/api/v1/invitations/accept', payload, headers: cookie === '' ? {} : { cookie } })
const newcomer = (token: string, email?: string) => ({
  token,
  name: 'Nina',
  password: 'a phrase of mine',
  ...(email === undefined ? {} : { email }),
})
const offer = (token: string) => w.app.inject(`/api/v1/invitations/accept?token=${token}`)
let people = 0
const newAddress = () => `nina${++people}@example.com`

test('somebody new sees what is offered, chooses name and password, and is in', async () => {
  const email = newAddress()
  const { token } = await inviteToken({ email, role: 'supervisor' })
  expect((await offer(token)).json()).toMatchObject({
    workspaceName: 'Loja',
    role: 'supervisor',
    email,
    invitedBy: 'Dona',
    hasAccount: false,
  })
  const answer = await accept(newcomer(token))
  expect(answer.statusCode).toBe(204)
  const cookie = `recado=${answer.cookies[0]?.value}`
  const me = (await w.app.inject({ url: '/api/v1/session', headers: { cookie } })).json()
  expect(me).toMatchObject({
    user: { name: 'Nina', email, isOperator: false },
    active: { role: 'supervisor', workspace: { id: owner.workspaceId } },
  })
})

test('somebody with an account joins by signing in, and stands in the new workspace', async () => {
  const person = await createPerson(w.deps.db, 'Rui')
  await createWorkspace(w.deps.db, person, 'Outra')
  const rui = await signIn(w.app, person)
  const { token } = await inviteToken({ email: rui.email })
  expect((await offer(token)).json()).toMatchObject({ hasAccount: true })
  expect((await rui.send('POST', '/api/v1/invitations/accept', { token })).status).toBe(204)
  expect((await rui.get('/api/v1/session')).body).toMatchObject({ active: { role: 'agent', workspace: { id: owner.workspaceId } } })
})

test('a link works once, also when two use it at the same moment', async () => {
  const { token } = await inviteToken()
  const answers = await Promise.all([1, 2, 3].map(() => accept(newcomer(token, newAddress()))))
  expect(answers.map(({ statusCode }) => statusCode).sort((a, b) => a - b)).toEqual([204, 410, 410])
  expect((await accept(newcomer(token, newAddress()))).json()).toMatchObject({ code: 'link_expired' })
  expect((await offer(token)).statusCode).toBe(410)
})

test('whoever lost the race left no account behind', async () => {
  const { token } = await inviteToken()
  const addresses = [newAddress(), newAddress()]
  await Promise.all(addresses.map((email) => accept(newcomer(token, email))))
  expect(await w.owner.selectFrom('person').select('id').where('email', 'in', addresses).execute()).toHaveLength(1)
})

test('a link is good for seven days', async () => {
  const { id, token } = await inviteToken()
  const row = await w.owner.selectFrom('invitation').select('expires_at').where('id', '=', id).executeTakeFirstOrThrow()
  expect(Math.round((row.expires_at.getTime() - Date.now()) / 3600_000)).toBe(7 * 24)
  await sql`update invitation set expires_at = now() - interval '1 second' where id = ${id}`.execute(w.owner)
  expect((await accept(newcomer(token, newAddress()))).json()).toMatchObject({ status: 410, code: 'link_expired' })
})

test('a withdrawn link is dead, and only open ones are listed', async () => {
  const { id, token } = await inviteToken()
  const listed = async () => (await owner.get('/api/v1/invitations')).body.items.map((item: { id: string }) => item.id)
  expect(await listed()).toContain(id)
  expect((await owner.send('DELETE', `/api/v1/invitations/${id}`)).status).toBe(204)
  expect(await listed()).not.toContain(id)
  expect((await accept(newcomer(token, newAddress()))).statusCode).toBe(410)
  expect((await owner.send('DELETE', `/api/v1/invitations/${id}`)).status).toBe(404)
})

test('a link bound to an address is for nobody else', async () => {
  const { token } = await inviteToken({ email: newAddress() })
  const eve = await signIn(w.app, await createPerson(w.deps.db, 'Eve'))
  expect(await eve.send('POST', '/api/v1/invitations/accept', { token })).toMatchObject({ status: 403, body: { code: 'not_allowed' } })
  expect((await accept(newcomer(token, newAddress()))).json()).toMatchObject({ status: 403, code: 'not_allowed' })
  expect((await accept(newcomer(token))).statusCode).toBe(204) // refused attempts did not use it up
})

test('an invitation never takes over an account that exists', async () => {
  const victim = await createPerson(w.deps.db, 'Vera')
  const { token } = await inviteToken({ email: victim.email })
  expect((await accept(newcomer(token))).json()).toMatchObject({ status: 409, code: 'already_taken' })
  expect((await signIn(w.app, victim)).userId).toBe(victim.userId) // with the password she had
})

test('without name and password somebody who is not signed in is asked to sign in', async () => {
  const { token } = await inviteToken({ email: newAddress() })
  expect((await accept({ token })).json()).toMatchObject({ status: 401, code: 'not_signed_in' })
})

test('a token altered to another workspace, or made up, opens nothing', async () => {
  const { token } = await inviteToken()
  const other = await createWorkspace(w.deps.db, await createPerson(w.deps.db))
  const altered = token.replace(/^inv_[0-9a-f]{32}/, `inv_${other.replaceAll('-', '')}`)
  for (const wrong of [altered, `${token}x`, token.slice(0, -1), 'inv_', "inv_' or 1=1"]) {
    expect((await offer(encodeURIComponent(wrong))).json()).toMatchObject({ status: 410, code: 'link_expired' })
    expect((await accept(newcomer(wrong, newAddress()))).json()).toMatchObject({ status: 410, code: 'link_expired' })
  }
})

test('the database holds no token', async () => {
  const { token } = await inviteToken()
  const rows = await w.owner.selectFrom('invitation').selectAll().execute()
  expect(JSON.stringify(rows)).not.toContain(token.slice(-43))
})

test('a member who accepts again is told so', async () => {
  const { token } = await inviteToken()
  expect(await owner.send('POST', '/api/v1/invitations/accept', { token })).toMatchObject({ status: 409, body: { code: 'already_taken' } })
  expect((await offer(token)).statusCode).toBe(200)
})
