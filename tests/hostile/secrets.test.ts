/** Secrets that went in through the real doors are looked for everywhere else: log lines at the most talkative level, answers, every column. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { tokenPlace } from '../../server/src/numbers/graph-target.ts'
import { createLog } from '../../server/src/platform/log.ts'
import { envelope, textFrom } from '../../server/src/test/meta-webhooks.ts'
import { PASSWORD } from '../../server/src/test/sign-in.ts'
import { SECRET, type World, world } from '../../server/src/test/world.ts'

const TOKEN = 'EAAGcanary4ccessT0ken9f8e7d6c5b4a39281706'
const APP_SECRET = 'ca7a4ca7a4ca7a4ca7a4ca7a4ca7a4ff'
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
