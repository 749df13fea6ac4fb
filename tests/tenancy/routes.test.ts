import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildApp } from '../../server/src/app.ts'
import { newId } from '../../server/src/platform/ids.ts'
import type { Sandbox } from '../../server/src/sandbox/child.ts'
import { type Browser, colleague } from '../../server/src/test/sign-in.ts'
import { type World, world } from '../../server/src/test/world.ts'
import { type Foreign, type NoPlace, TABLE, type Trial } from './table.ts'

/** Enough of a sandbox for its routes to exist; nothing may ever get as far as calling it. */
const CLOSED_SANDBOX: Sandbox = {
  appId: '1',
  appSecret: 's',
  verifyToken: 'v',
  baseUrl: 'http://127.0.0.1:9',
  controlToken: 'c',
  stop: async () => undefined,
}

let w: World
let app: FastifyInstance
let foreign: Foreign
const routes = new Set<string>()
/** Callers of another workspace: each role, and a key that may do all that a key may. */
const callers: { name: string; headers: Record<string, string> }[] = []
let before: string

beforeAll(async () => {
  w = await world()
  app = buildApp({ ...w.deps, sandbox: CLOSED_SANDBOX })
  app.addHook('onRoute', ({ method, url, schema }) => {
    // HEAD goes with its GET, and a file of the web app is the same for everybody.
    const isFile = (schema as { hide?: boolean } | undefined)?.hide === true && /\.\w+$/.test(url) && !/^\/(docs|api)\//.test(url)
    if (method !== 'HEAD' && !isFile) routes.add(`${Array.isArray(method) ? 'ALL' : method} ${url}`)
  })
  await app.ready()
  foreign = await furnish()
  const ours = await w.place('Ana')
  callers.push({ name: 'owner', headers: { cookie: ours.owner.cookie } })
  for (const role of ['admin', 'supervisor', 'agent'] as const) {
    callers.push({ name: role, headers: { cookie: (await colleague(w.app, w.deps.db, ours.workspaceId, role)).cookie } })
  }
  const { key } = (await ours.owner.send('POST', '/api/v1/api-keys', { name: 'all' })).body
  callers.push({ name: 'key', headers: { authorization: `Bearer ${key}` } })
  before = await everythingForeign()
})
afterAll(async () => {
  await app.close()
  await w.close()
})

/** The foreign workspace, with one of everything that has an id. */
async function furnish(): Promise<Foreign> {
  const owner: Browser = w.home.owner
  const picture = {
    from: '5511970000001',
    id: 'wamid.PICTURE',
    timestamp: '1700000000',
    type: 'image',
    image: { id: '4400000001', mime_type: 'image/jpeg' },
  }
  await w.customerWrites('5511970000001', picture, 'SECRET of another workspace')
  const [conversation] = await w.list()
  const { items } = (await owner.get(`/api/v1/conversations/${conversation.id}/messages`)).body
  const withFile = items.find((message: { media: object | null }) => message.media !== null)
  return {
    workspace: w.home.workspaceId,
    member: (await w.colleague('Foreign Member', 'agent')).userId,
    invitation: (await owner.send('POST', '/api/v1/invitations', { role: 'agent', email: 'foreign@example.com' })).body.invitation.id,
    apiKey: (await owner.send('POST', '/api/v1/api-keys', { name: 'foreign key' })).body.apiKey.id,
    number: w.home.numberId,
    team: (await owner.send('POST', '/api/v1/teams', { name: 'SECRET team' })).body.id,
    phoneNumberId: w.home.phoneNumberId,
    waba: w.home.wabaId,
    contact: conversation.contact.id,
    conversation: conversation.id,
    message: items[0].id,
    media: withFile.media.id,
    template: await furnishTemplate(),
    alert: await furnishAlert(),
    onboarding: await furnishOnboarding(),
    signupLink: (await owner.send('POST', '/api/v1/signup-links', { ground: 'meta', mode: 'cloud' })).body.link.id,
    ...(await furnishPeople(owner, conversation.contact.id)),
  }
}

async function furnishAlert(): Promise<string> {
  const id = newId()
  await w.owner
    .insertInto('alert')
    .values({
      workspace_id: w.home.workspaceId,
      id,
      kind: 'account_violation',
      subject: 'SECRET',
      severity: 'danger',
      facts: JSON.stringify({ what: 'SECRET of another workspace' }),
      opened_at: new Date(),
    })
    .execute()
  return id
}

async function furnishOnboarding(): Promise<string> {
  const id = newId()
  const { id: app } = await w.owner.selectFrom('meta_app').select('id').executeTakeFirstOrThrow()
  const run = { ground: 'meta', mode: 'cloud', state: 'failed', claimed: '{}', app_id: app } as const
  await w.owner
    .insertInto('onboarding')
    .values({ workspace_id: w.home.workspaceId, id, ...run })
    .execute()
  return id
}

async function furnishTemplate(): Promise<string> {
  const id = newId()
  const waba = await w.owner.selectFrom('waba').select('id').where('workspace_id', '=', w.home.workspaceId).executeTakeFirstOrThrow()
  await w.owner
    .insertInto('template')
    .values({
      workspace_id: w.home.workspaceId,
      id,
      waba: waba.id,
      meta_template_id: '4400000777',
      name: 'foreign_template',
      language: 'pt_BR',
      category: 'UTILITY',
      status: 'APPROVED',
      parameter_format: 'POSITIONAL',
      components: JSON.stringify([{ type: 'BODY', text: 'Oi' }]),
      synced_at: new Date(),
    })
    .execute()
  return id
}

async function furnishPeople(owner: Browser, contactId: string) {
  const other = (await owner.send('POST', '/api/v1/contacts', { phone: '+5511970000009', name: 'Foreign twin' })).body
  const { merges } = (await owner.send('POST', `/api/v1/contacts/${contactId}/merge`, { contactId: other.id })).body
  const file = await app.inject({
    method: 'POST',
    url: '/api/v1/contact-imports?fileName=foreign.csv',
    headers: { cookie: owner.cookie, 'content-type': 'application/octet-stream' },
    payload: Buffer.from('Telefone\n11970000010\n'),
  })
  return {
    tag: (await owner.send('POST', '/api/v1/tags', { name: 'foreign tag', color: 'brown' })).body.id,
    attribute: (await owner.send('POST', '/api/v1/contact-attributes', { name: 'foreign attribute', kind: 'text' })).body.id,
    merge: merges[0].id,
    contactImport: file.json().id,
  }
}

/** Every row of the foreign workspace in every table that has a workspace, as text. */
async function everythingForeign(): Promise<string> {
  const tables = await sql<{ name: string }>`
    select table_name as name from information_schema.columns
    where table_schema = 'public' and column_name = 'workspace_id' order by table_name`.execute(w.owner)
  const rows = []
  for (const { name } of tables.rows) {
    const found = await sql<{ row: unknown }>`
      select to_jsonb(t) as row from ${sql.table(name)} t where workspace_id = ${foreign.workspace} order by t::text`.execute(w.owner)
    rows.push([name, found.rows])
  }
  return JSON.stringify(rows, null, 1)
}

/** An id of the same kind that nobody has. */
function missing(of: keyof Foreign): string {
  return of === 'waba' || of === 'phoneNumberId' ? '999999999999999' : newId()
}

async function send(method: string, headers: Record<string, string>, trial: Trial, id: string) {
  const { url, body } = trial.request(id)
  const verb = method === 'ALL' ? 'GET' : (method as 'GET')
  const answer = await app.inject({ method: verb, url, headers, ...(body === undefined ? {} : { payload: body as object }) })
  return { status: answer.statusCode, body: answer.body.replaceAll(id, 'ID') }
}

test('every route is in the table, and the table has no route that is gone', () => {
  expect([...routes].filter((route) => !(route in TABLE))).toEqual([])
  expect(Object.keys(TABLE).filter((route) => !routes.has(route))).toEqual([])
})

const entries = Object.entries(TABLE)
const trials = entries.flatMap(([route, entry]) => (Array.isArray(entry) ? (entry as Trial[]).map((trial) => ({ route, trial })) : []))

test.each(trials.map(({ route, trial }) => [route, trial.of, trial] as const))(
  '%s tells nobody whether a foreign %s exists',
  async (route, of, trial) => {
    const method = route.split(' ')[0] ?? ''
    let wasAllowed = false
    for (const { name, headers } of callers) {
      const theirs = await send(method, headers, trial, foreign[of])
      const nobodys = await send(method, headers, trial, missing(of))
      expect([name, theirs]).toEqual([name, nobodys])
      if (theirs.status !== 403) expect([name, theirs.status]).toEqual([name, trial.status ?? 404])
      wasAllowed ||= theirs.status !== 403
    }
    expect(wasAllowed).toBe(true) // at least one caller got past the abilities, to the place where the id counts
  },
)

describe('routes without a place for an id', () => {
  const reading = entries.filter(([, entry]) => !Array.isArray(entry) && (entry as NoPlace).reads === true).map(([route]) => route)
  test.each(reading)('%s shows nothing foreign', async (route) => {
    const needles = [...Object.values(foreign), 'SECRET', 'Foreign Member', 'foreign@example.com', 'foreign key']
    for (const { headers } of callers) {
      const { body } = await app.inject({ url: route.split(' ')[1] ?? '', headers })
      expect(needles.filter((needle) => body.includes(needle))).toEqual([])
    }
  })
})

test('after all of it not one row of the foreign workspace has changed', async () => {
  expect(await everythingForeign()).toBe(before)
})
