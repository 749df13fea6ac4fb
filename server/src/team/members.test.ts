import { type Role, role } from '@recado/contract/team'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openListener } from '../platform/listener.ts'
import { type Edge, edge } from '../test/edge.ts'
import { type Browser, colleague, createPerson, createWorkspace, join, signedIn, signIn } from '../test/sign-in.ts'

let w: Edge
beforeAll(async () => {
  w = await edge()
})
afterAll(() => w.close())

const newest = async (workspaceId: string) => {
  const row = await w.owner
    .selectFrom('event')
    .select('body')
    .where('workspace_id', '=', workspaceId)
    .orderBy('seq', 'desc')
    .executeTakeFirstOrThrow()
  return JSON.parse(row.body)
}
const codes = (answers: { status: number }[]) => answers.map(({ status }) => status)

/** Every route about the workspace itself × every role: the code it answers. 403 is "not yours to do". */
const ROUTES: [name: string, call: (browser: Browser, other: string) => Promise<{ status: number }>, Record<Role, number>][] = [
  ['read the workspace', (b) => b.get('/api/v1/workspace'), { owner: 200, admin: 200, supervisor: 200, agent: 200 }],
  [
    'change the workspace',
    (b) => b.send('PATCH', '/api/v1/workspace', { showTyping: false }),
    { owner: 200, admin: 200, supervisor: 403, agent: 403 },
  ],
  ['list members', (b) => b.get('/api/v1/members'), { owner: 200, admin: 200, supervisor: 200, agent: 200 }],
  [
    'change a role',
    (b, other) => b.send('PATCH', `/api/v1/members/${other}`, { role: 'supervisor' }),
    { owner: 200, admin: 200, supervisor: 403, agent: 403 },
  ],
  [
    'make an owner',
    (b, other) => b.send('PATCH', `/api/v1/members/${other}`, { role: 'owner' }),
    { owner: 200, admin: 403, supervisor: 403, agent: 403 },
  ],
  ['remove a member', (b, other) => b.send('DELETE', `/api/v1/members/${other}`), { owner: 204, admin: 204, supervisor: 403, agent: 403 }],
  ['list invitations', (b) => b.get('/api/v1/invitations'), { owner: 200, admin: 200, supervisor: 403, agent: 403 }],
  [
    'invite an agent',
    (b) => b.send('POST', '/api/v1/invitations', { role: 'agent' }),
    { owner: 201, admin: 201, supervisor: 403, agent: 403 },
  ],
  [
    'invite an owner',
    (b) => b.send('POST', '/api/v1/invitations', { role: 'owner' }),
    { owner: 201, admin: 403, supervisor: 403, agent: 403 },
  ],
  ['list keys', (b) => b.get('/api/v1/api-keys'), { owner: 200, admin: 200, supervisor: 403, agent: 403 }],
  ['make a key', (b) => b.send('POST', '/api/v1/api-keys', { name: 'k' }), { owner: 201, admin: 201, supervisor: 403, agent: 403 }],
]

test.each(role.options)('what a %s may do', async (who) => {
  const browser = await signedIn(w.app, w.deps.db, who)
  for (const [name, call, expected] of ROUTES) {
    const other = await createPerson(w.deps.db, 'Outro')
    await join(w.deps.db, browser.workspaceId, other, 'agent')
    expect([name, (await call(browser, other.userId)).status]).toEqual([name, expected[who]])
  }
})

test('a removed member is out with the very next request, in the browser they have open', async () => {
  const owner = await signedIn(w.app, w.deps.db)
  const bia = await colleague(w.app, w.deps.db, owner.workspaceId, 'agent')
  expect((await bia.get('/api/v1/members')).status).toBe(200)
  expect((await owner.send('DELETE', `/api/v1/members/${bia.userId}`)).status).toBe(204)
  expect(await bia.get('/api/v1/members')).toMatchObject({ status: 403, body: { code: 'not_allowed' } })
  expect((await bia.get('/api/v1/session')).body).toMatchObject({ workspaces: [], active: null })
  expect(await newest(owner.workspaceId)).toEqual({ type: 'member.removed', userId: bia.userId })
})

test('a new role counts with the very next request', async () => {
  const owner = await signedIn(w.app, w.deps.db)
  const bia = await colleague(w.app, w.deps.db, owner.workspaceId, 'admin')
  expect((await bia.get('/api/v1/api-keys')).status).toBe(200)
  const changed = await owner.send('PATCH', `/api/v1/members/${bia.userId}`, { role: 'agent' })
  expect(changed.body).toEqual({ userId: bia.userId, name: 'Bia', email: bia.email, role: 'agent' })
  expect((await bia.get('/api/v1/api-keys')).status).toBe(403)
  expect(await newest(owner.workspaceId)).toEqual({ type: 'member.updated', member: changed.body })
})

test('every process hears whose rights changed', async () => {
  const owner = await signedIn(w.app, w.deps.db)
  const bia = await colleague(w.app, w.deps.db, owner.workspaceId, 'agent')
  const listener = openListener(w.appUrl, w.deps.log)
  try {
    let hear: (whose: string) => void = () => undefined
    const heard = new Promise<string>((resolve) => {
      hear = resolve
    })
    await listener.on('access', hear, () => undefined)
    await owner.send('PATCH', `/api/v1/members/${bia.userId}`, { role: 'supervisor' })
    expect(await heard).toBe(bia.userId)
  } finally {
    await listener.close()
  }
})

test('the last owner cannot leave, be removed or be made less', async () => {
  const owner = await signedIn(w.app, w.deps.db)
  const me = `/api/v1/members/${owner.userId}`
  expect(await owner.send('DELETE', me)).toMatchObject({ status: 409, body: { code: 'conflict' } })
  expect(await owner.send('PATCH', me, { role: 'admin' })).toMatchObject({ status: 409, body: { code: 'conflict' } })
  const second = await colleague(w.app, w.deps.db, owner.workspaceId, 'owner')
  expect((await owner.send('DELETE', me)).status).toBe(204)
  expect((await second.get('/api/v1/members')).body.items).toHaveLength(1)
})

test('two owners who remove each other at the same moment leave one', async () => {
  for (let round = 0; round < 5; round++) {
    const ana = await signedIn(w.app, w.deps.db)
    const bia = await colleague(w.app, w.deps.db, ana.workspaceId, 'owner')
    const answers = await Promise.all([
      ana.send('DELETE', `/api/v1/members/${bia.userId}`),
      bia.send('DELETE', `/api/v1/members/${ana.userId}`),
    ])
    expect(codes(answers).filter((status) => status === 204)).toHaveLength(1)
    const left = await w.owner.selectFrom('membership').select('role').where('workspace_id', '=', ana.workspaceId).execute()
    expect(left).toEqual([{ role: 'owner' }])
  }
})

test('an admin does not reach above: owners are left alone', async () => {
  const owner = await signedIn(w.app, w.deps.db)
  const admin = await colleague(w.app, w.deps.db, owner.workspaceId, 'admin')
  await colleague(w.app, w.deps.db, owner.workspaceId, 'owner')
  expect((await admin.send('PATCH', `/api/v1/members/${owner.userId}`, { role: 'agent' })).status).toBe(403)
  expect((await admin.send('DELETE', `/api/v1/members/${owner.userId}`)).status).toBe(403)
  expect((await admin.send('PATCH', `/api/v1/members/${admin.userId}`, { role: 'owner' })).status).toBe(403)
})

test('an agent may leave and takes nobody along', async () => {
  const owner = await signedIn(w.app, w.deps.db)
  const bia = await colleague(w.app, w.deps.db, owner.workspaceId, 'agent')
  expect((await bia.send('DELETE', `/api/v1/members/${bia.userId}`)).status).toBe(204)
  expect((await owner.get('/api/v1/members')).body.items).toHaveLength(1)
})

test('the settings of a workspace are changed one by one and announced', async () => {
  const owner = await signedIn(w.app, w.deps.db)
  const changed = await owner.send('PATCH', '/api/v1/workspace', { name: 'Loja Nova', markRead: 'never', agentsSee: 'own' })
  expect(changed.body).toMatchObject({
    name: 'Loja Nova',
    markRead: 'never',
    agentsSee: 'own',
    showTyping: true,
    timeZone: 'America/Sao_Paulo',
  })
  expect(await newest(owner.workspaceId)).toEqual({ type: 'workspace.updated', workspace: changed.body })
  expect((await owner.send('PATCH', '/api/v1/workspace', {})).body).toEqual(changed.body)
  expect(await owner.send('PATCH', '/api/v1/workspace', { timeZone: 'Mars/Base' })).toMatchObject({
    status: 422,
    body: { fields: [{ path: 'timeZone' }] },
  })
})

test("another workspace's member is as unknown as nobody", async () => {
  const owner = await signedIn(w.app, w.deps.db)
  const foreign = await createPerson(w.deps.db, 'Caio')
  await createWorkspace(w.deps.db, foreign)
  const nobody = '01a203cc-0000-7000-8000-000000000000'
  const answers = await Promise.all([foreign.userId, nobody].map((id) => owner.send('PATCH', `/api/v1/members/${id}`, { role: 'agent' })))
  expect(codes(answers)).toEqual([404, 404])
  expect(answers[0]?.body).toEqual(answers[1]?.body)
  expect((await (await signIn(w.app, foreign)).get('/api/v1/session')).body.active.role).toBe('owner')
})
