/** Secrets that went in through the real doors are looked for everywhere else: log lines at the most talkative level, answers, every column. */
import { readdirSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { tokenPlace } from '../../server/src/numbers/graph-target.ts'
import { createLog } from '../../server/src/platform/log.ts'
import { mintSetupLink } from '../../server/src/team/setup.ts'
import { envelope, textFrom } from '../../server/src/test/meta-webhooks.ts'
import { PASSWORD } from '../../server/src/test/sign-in.ts'
import { SECRET, type World, world } from '../../server/src/test/world.ts'

const TOKEN = 'EAAGcanary4ccessT0ken9f8e7d6c5b4a39281706'
const APP_SECRET = 'ca7a4ca7a4ca7a4ca7a4ca7a4ca7a4ff'
const META_VERIFY = 'a verify token of the tests'
const VERIFY = 'canary-verify-token-5d41402abc4b2a76'
const NEW_PASSWORD = 'canary passphrase 7c6a180b36896a0a'
const WRONG_PASSWORD = 'canary wrong guess e10adc3949ba59ab'

let w: World
let lines = ''
const answers: string[] = []
/** A Meta that refuses everything, and says the token it was given back. */
const meta = createServer((request, response) => {
  const told = { message: `Malformed access token ${request.headers.authorization}`, type: 'OAuthException', code: 190, fbtrace_id: 'A' }
  response.writeHead(400, { 'content-type': 'application/json' }).end(JSON.stringify({ error: told }))
})

beforeAll(async () => {
  await new Promise<void>((resolve) => meta.listen(0, '127.0.0.1', resolve))
  const log = createLog('trace', {
    write: (line) => {
      lines += line
    },
  })
  w = await world({ META_GRAPH_URL: `http://127.0.0.1:${(meta.address() as AddressInfo).port}` }, { log })
})
afterAll(async () => {
  await w.close()
  meta.closeAllConnections()
  await new Promise((resolve) => meta.close(resolve))
})

const spellings = (secret: string) => [
  secret,
  Buffer.from(secret).toString('base64').replace(/=+$/, '').slice(0, -1),
  Buffer.from(secret).toString('base64url').slice(0, -1),
  Buffer.from(secret).toString('hex'),
  encodeURIComponent(secret),
  JSON.stringify(secret).slice(1, -1),
]

async function everyColumn(): Promise<string> {
  const { rows } = await sql<{ name: string }>`select tablename as name from pg_tables where schemaname = 'public' order by 1`.execute(
    w.owner,
  )
  const dump: string[] = []
  for (const { name } of rows) {
    const found = await sql<{ row: string }>`select to_jsonb(t)::text as row from ${sql.table(name)} t`.execute(w.owner)
    dump.push(...found.rows.map(({ row }) => `${name} ${row}`))
  }
  return dump.join('\n')
}

/** As at the first start: a link for the console. @returns its token */
async function openSetupAgain(): Promise<string> {
  await w.owner.updateTable('installation').set({ setup_done_at: null }).execute()
  const link = await mintSetupLink(w.deps.db, 'http://localhost:3000')
  return link?.split('/').at(-1) ?? ''
}

/** Everything our own document says can be read, as an owner sees it, with ids that exist. */
async function everyReading(owner: World['home']['owner']): Promise<void> {
  const { paths } = (await w.app.inject('/api/v1/openapi.json')).json() as { paths: Record<string, Record<string, unknown>> }
  await w.customerWrites('5511920000001', 'oi')
  const [conversation] = await w.list()
  const ids = [conversation.id, conversation.contact.id, w.home.numberId, w.home.wabaId]
  for (const [path, methods] of Object.entries(paths)) {
    if (!('get' in methods) || path.endsWith('/events') || path.endsWith('/numbers/webhook')) continue
    for (const id of path.includes('{') ? ids : [''])
      answers.push((await w.app.inject({ url: path.replaceAll(/\{\w+\}/g, id), headers: { cookie: owner.cookie } })).body)
  }
}

test('what was planted is found nowhere', async () => {
  const owner = w.home.owner
  const say = async (method: 'POST' | 'PUT' | 'GET' | 'PATCH', path: string, body?: unknown) => {
    const answer = method === 'GET' ? await owner.get(path) : await owner.send(method, path, body)
    answers.push(JSON.stringify(answer.body))
    return answer
  }
  const credentials = { accessToken: TOKEN, wabaId: '102999', phoneNumberId: '106999', appSecret: APP_SECRET, verifyToken: VERIFY }
  await say('POST', '/api/v1/numbers/check', credentials)
  expect((await say('POST', '/api/v1/numbers/connect', credentials)).status).toBeGreaterThanOrEqual(400)
  await say('POST', '/api/v1/numbers/check', { ...credentials, accessToken: `${TOKEN} ` })
  await say('POST', '/api/v1/numbers/connect', { ...credentials, appSecret: [APP_SECRET] }) // not valid
  const { key } = (await owner.send('POST', '/api/v1/api-keys', { name: 'the one answer that shows it' })).body
  await say('GET', '/api/v1/api-keys')
  await say('PUT', '/api/v1/session/password', { current: WRONG_PASSWORD, next: NEW_PASSWORD })
  await say('PUT', '/api/v1/session/password', { currentPassword: PASSWORD, newPassword: NEW_PASSWORD })
  await say('POST', '/api/v1/session', { email: owner.email, password: WRONG_PASSWORD })
  await w.app.inject({ url: '/api/v1/conversations', headers: { authorization: `Bearer ${key}` } })
  await w.app.inject({ url: '/api/v1/conversations', headers: { authorization: `Bearer ${key}x` } })
  const setupToken = await openSetupAgain()
  for (const token of [setupToken, `${setupToken.slice(0, -1)}_`]) {
    answers.push((await w.app.inject(`/api/v1/setup?token=${token}`)).body, (await w.app.inject(`/setup/${token}`)).body)
    const payload = { token, name: 'x', email: 'x@example.com', password: 'curta', workspaceName: 'x' }
    answers.push((await w.app.inject({ method: 'POST', url: '/api/v1/setup', payload })).body)
  }
  const { link } = (await owner.send('POST', '/api/v1/invitations', { role: 'agent', email: 'x@example.com' })).body // shown once, here
  const invitation = String(link.split('/').at(-1))
  answers.push(
    (await w.app.inject(`/api/v1/invitations/accept?token=${invitation}`)).body,
    (await w.app.inject(`/invite/${invitation}`)).body,
  )
  await say('GET', '/api/v1/invitations')
  for (const word of [META_VERIFY, `${META_VERIFY}x`]) {
    await w.app.inject(`/webhooks/whatsapp?hub.mode=subscribe&hub.challenge=1&hub.verify_token=${encodeURIComponent(word)}`)
  }
  await everyReading(owner)
  for (const path of ['', '/webhook', `/${w.home.numberId}`, `/${w.home.numberId}/health`]) {
    const body = (await owner.get(`/api/v1/numbers${path}`)).body
    if (path !== '/webhook') answers.push(JSON.stringify(body)) // which shows the installation's own verify token: its purpose
  }
  await say('POST', `/api/v1/numbers/${w.home.numberId}/refresh`)
  await say('POST', '/api/v1/templates/sync', {})
  await w.deliver(envelope(w.home, { messages: [textFrom('5511920000001', 'oi')] }))
  await w.deliver(Buffer.from('{'))
  await w.deliver(envelope(w.home, {}), 'a guess')
  await w.settle()
  // A database that fails in the middle of a request: what it says goes to the log.
  await sql`alter table waba rename to waba_gone`.execute(w.owner)
  await say('POST', '/api/v1/numbers/connect', credentials)
  await say('GET', '/api/v1/numbers')
  await sql`alter table waba_gone rename to waba`.execute(w.owner)

  expect(lines).toContain('request failed') // the log was listening
  const planted = {
    'access token': TOKEN,
    'stored token': `EAA${w.home.wabaId}`,
    'app secret': APP_SECRET,
    'stored app secret': SECRET,
    'verify token': VERIFY,
    'installation verify token': META_VERIFY,
    'setup link': setupToken,
    invitation: invitation.slice(-43),
    'API key': String(key),
    password: PASSWORD,
    'new password': NEW_PASSWORD,
    'wrong password': WRONG_PASSWORD,
    'session cookie': owner.cookie.split('=')[1] ?? '',
  }
  const places = { log: lines, answers: answers.join('\n'), database: await everyColumn() }
  expect(places.database.length).toBeGreaterThan(5_000)
  const found = Object.entries(planted).flatMap(([what, secret]) =>
    Object.entries(places).flatMap(([where, text]) => {
      const at =
        secret.length < 8
          ? -2
          : (spellings(secret)
              .map((form) => text.indexOf(form))
              .find((place) => place >= 0) ?? -1)
      return at === -1 ? [] : [`${what} in ${where}: ${text.slice(Math.max(0, at - 200), at + 80)}`]
    }),
  )
  expect(found).toEqual([])
})

test('what browsers are given holds nothing of the server', () => {
  const dist = 'dist/web'
  const files = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(js|css|html|json|map)$/.test(name))
  const found = files.flatMap((name) => {
    const text = readFileSync(join(dist, name), 'utf8')
    const secret =
      /EAA[A-Za-z0-9]{20,}|rk_[0-9a-f]{32}_[\w-]{20,}|postgres(?:ql)?:\/\/\w+:|BEGIN [A-Z ]*PRIVATE KEY|META_APP_SECRET=\S|process\.env\.[A-Z]/.exec(
        text,
      )
    return secret ? [`${name}: ${secret[0]}`] : []
  })
  expect(files.length).toBeGreaterThan(3)
  expect(found).toEqual([])
})

test('a sealed token opens in its own row and nowhere else', async () => {
  const other = await w.place('Outra')
  const sealed = async (workspaceId: string) =>
    w.owner.selectFrom('waba').select(['id', 'token']).where('workspace_id', '=', workspaceId).executeTakeFirstOrThrow()
  const [ours, theirs] = [await sealed(w.home.workspaceId), await sealed(other.workspaceId)]
  const place = tokenPlace(w.home.workspaceId, ours.id)
  expect(await w.deps.vault.open(place, ours.token)).toBe(`EAA${w.home.wabaId}`)
  await expect(w.deps.vault.open(place, theirs.token)).rejects.toThrow()
  for (const moved of [
    { column: 'secret' },
    { table: 'meta_app' },
    { row: theirs.id },
    { workspaceId: other.workspaceId },
    { workspaceId: null },
  ]) {
    await expect(w.deps.vault.open({ ...place, ...moved }, ours.token)).rejects.toThrow()
  }
})
