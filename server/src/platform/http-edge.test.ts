import { once } from 'node:events'
import { type AddressInfo, connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Edge, edge } from '../test/edge.ts'
import { type Browser, signedIn } from '../test/sign-in.ts'

let w: Edge
let ana: Browser
beforeAll(async () => {
  w = await edge()
  ana = await signedIn(w.app, w.deps.db)
})
afterAll(() => w.close())

const patch = (headers: Record<string, string>, payload: string | object = { showTyping: true }) =>
  w.app.inject({ method: 'PATCH', url: '/api/v1/workspace', headers: { cookie: ana.cookie, ...headers }, payload })

test.each([
  ['another site', { origin: 'https://evil.example' }, 403],
  ['a sandboxed frame', { origin: 'null' }, 403],
  ['our name on another port', { origin: 'http://localhost:3001', host: 'localhost:3000' }, 403],
  ['another site that hides its origin', { 'sec-fetch-site': 'cross-site' }, 403],
  ['a sibling of our site', { 'sec-fetch-site': 'same-site' }, 403],
  ['our own page', { origin: 'http://localhost:3000' }, 200],
  ['our own page under another name of this machine', { origin: 'http://127.0.0.1:8080', host: '127.0.0.1:8080' }, 200],
  ['a page that says same-origin', { 'sec-fetch-site': 'same-origin' }, 200],
  ['a program that is no browser', {}, 200],
])('a change sent by %s', async (_who, headers, status) => {
  const answer = await patch(headers)
  expect(answer.statusCode).toBe(status)
  if (status === 403) expect(answer.json()).toMatchObject({ code: 'origin_refused', status: 403 })
})

test('another site cannot sign a browser in or out either', async () => {
  const headers = { origin: 'https://evil.example', cookie: ana.cookie }
  const payload = { email: ana.email, password: 'x' }
  expect((await w.app.inject({ method: 'POST', url: '/api/v1/session', headers, payload })).json().code).toBe('origin_refused')
  expect((await w.app.inject({ method: 'DELETE', url: '/api/v1/session', headers })).json().code).toBe('origin_refused')
})

test('an API key is not a cookie: where it is sent from does not matter', async () => {
  const { key } = (await ana.send('POST', '/api/v1/api-keys', { name: 'k' })).body
  const headers = { origin: 'https://client.example', authorization: `Bearer ${key}` }
  expect((await w.app.inject({ url: '/api/v1/members', headers })).statusCode).toBe(200)
})

test.each(['application/x-www-form-urlencoded', 'text/plain', 'multipart/form-data; boundary=x', 'application/xml'])(
  '%s is a 415',
  async (type) => {
    const answer = await patch({ 'content-type': type }, 'showTyping=false')
    expect(answer.json()).toMatchObject({ status: 415, code: 'unsupported_media_type' })
  },
)

test.each([
  ['JSON that is none', '{"name":'],
  ['a body that is too deep', `{"name":${'['.repeat(60)}${']'.repeat(60)}}`],
  ['U+0000', '{"name":"a\\u0000b"}'],
  ['half a surrogate pair', '{"name":"a\\ud83d"}'],
  ['an attempt on the prototype', '{"__proto__":{"isOperator":true}}'],
  ['a list where an object is due', '[]'],
  ['null', 'null'],
])('%s is a 422, never a 500', async (_what, payload) => {
  const answer = await patch({ 'content-type': 'application/json' }, payload)
  expect(answer.json()).toMatchObject({ status: 422, code: 'invalid' })
})

test('what is wrong is named field by field', async () => {
  const answer = await patch({}, { locale: 'fr', markRead: 'sometimes' })
  expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8')
  expect(answer.json()).toMatchObject({ type: '/docs#invalid', title: 'invalid', status: 422, code: 'invalid' })
  expect(
    answer
      .json()
      .fields.map(({ path }: { path: string }) => path)
      .sort(),
  ).toEqual(['locale', 'markRead'])
})

test('a body over the limit is a 413', async () => {
  const answer = await patch({ 'content-type': 'application/json' }, JSON.stringify({ name: 'x'.repeat(300_000) }))
  expect(answer.json()).toMatchObject({ status: 413, code: 'payload_too_large' })
})

test('ids that are none, and a zero byte in the address, are refused before the database sees them', async () => {
  expect((await ana.send('DELETE', "/api/v1/members/1'%20or%201=1")).body).toMatchObject({ status: 422, fields: [{ path: 'userId' }] })
  expect((await ana.get('/api/v1/invitations/accept?token=a%00b')).body).toMatchObject({ status: 422, code: 'invalid' })
})

test('an unknown address of the API is a problem; so is a known one without a credential', async () => {
  const unknown = await w.app.inject({ url: '/api/v1/nothing', headers: { accept: 'text/html' } })
  expect([unknown.statusCode, unknown.json().code]).toEqual([404, 'not_found'])
  const anonymous = await w.app.inject('/api/v1/members')
  expect([anonymous.statusCode, anonymous.json().code, anonymous.headers['www-authenticate']]).toEqual([401, 'not_signed_in', 'Bearer'])
})

test('every answer, refusals too, carries the headers that keep a browser safe', async () => {
  for (const url of ['/docs', '/api/v1/openapi.json', '/api/v1/nothing', '/healthz']) {
    const { headers } = await w.app.inject(url)
    expect(headers['content-security-policy']).toContain("default-src 'none'")
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'")
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'x-frame-options': 'DENY', 'referrer-policy': 'no-referrer' })
  }
  expect((await ana.get('/api/v1/workspace')).headers['cache-control']).toBe('no-store')
})

test('nobody is told by CORS that they may read our answers', async () => {
  const answer = await w.app.inject({ url: '/api/v1/openapi.json', headers: { origin: 'https://evil.example' } })
  expect(answer.headers).not.toHaveProperty('access-control-allow-origin')
})

test('the API describes itself, each operation with what refuses it, and the page that shows it needs nothing from elsewhere', async () => {
  const description = (await w.app.inject('/api/v1/openapi.json')).json()
  expect(description.openapi).toBe('3.1.0')
  const operation = description.paths['/api/v1/members/{userId}'].patch
  expect(operation.requestBody.content['application/json'].schema.properties.role.enum).toEqual(['owner', 'admin', 'supervisor', 'agent'])
  expect(operation.responses.default).toEqual({ $ref: '#/components/responses/Problem' })
  expect(operation.operationId).toBe('patchMembersByUserId')
  const names = Object.values<Record<string, { operationId: string }>>(description.paths).flatMap((path) =>
    Object.values(path).map((o) => o.operationId),
  )
  expect(new Set(names).size).toBe(names.length)
  const page = (await w.app.inject('/docs')).body
  expect(page).not.toMatch(/(src|href)="https?:/)
  expect((await w.app.inject('/docs/page.js')).headers['content-type']).toBe('text/javascript; charset=utf-8')
})

test('alive, ready and measured', async () => {
  expect((await w.app.inject('/healthz')).json()).toEqual({ status: 'ok' })
  expect((await w.app.inject('/readyz')).json()).toEqual({ status: 'ok' })
  await ana.get(`/api/v1/members`)
  const metrics = (await w.app.inject('/metrics')).body
  expect(metrics).toMatch(/recado_http_request_seconds_count\{method="GET",route="\/api\/v1\/members",status="200"\} \d+/)
  expect(metrics).not.toContain(ana.workspaceId)
})

test('a server that stops does not wait for open event streams', async () => {
  const other = await edge()
  const bia = await signedIn(other.app, other.deps.db)
  const url = await other.app.listen({ port: 0 })
  const stream = await fetch(`${url}/api/v1/events`, { headers: { cookie: bia.cookie } })
  const closed = other.close()
  await stream.text() // ends, so that the browser connects to whatever comes next
  await closed
})

test('nor for connections that never say a word, or stop in the middle of their headers', async () => {
  const own = await edge()
  await own.app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = own.app.server.address() as AddressInfo
  const [silent, halting] = [connect(port, '127.0.0.1'), connect(port, '127.0.0.1')]
  for (const socket of [silent, halting]) socket.resume().on('error', () => undefined)
  await Promise.all([once(silent, 'connect'), once(halting, 'connect')])
  halting.write('GET /healthz HTTP/1.1\r\nhost: x')
  const count = () => new Promise<number>((resolve) => own.app.server.getConnections((_error, n) => resolve(n)))
  await expect.poll(count).toBe(2)
  const gone = Promise.all([once(silent, 'close'), once(halting, 'close')])
  await own.close()
  await gone
})

test.each([`/api/v1/members/%F0%9F%99`, `/api/v1/members/${'x'.repeat(5_000)}`])(
  'an address that cannot be read is a problem: %s',
  async (url) => {
    const answer = await w.app.inject({ method: 'DELETE', url, headers: { cookie: ana.cookie } })
    expect([answer.headers['content-type'], answer.json().code]).toEqual(['application/problem+json; charset=utf-8', 'invalid'])
    expect(answer.json().status).toBe(answer.statusCode)
  },
)

test('a head that is too long is a problem as well; one that is no HTTP is a 400', async () => {
  const other = await edge()
  try {
    const url = await other.app.listen({ port: 0, host: '127.0.0.1' })
    const long = await fetch(`${url}/api/v1/conversations?q=${'x'.repeat(20_000)}`)
    expect([long.status, long.headers.get('content-type')]).toEqual([431, 'application/problem+json; charset=utf-8'])
    expect(await long.json()).toMatchObject({ code: 'headers_too_large', status: 431 })
    const socket = connect(Number(new URL(url).port), '127.0.0.1')
    socket.end('what is this\r\n\r\n')
    expect(await text(socket)).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/)
  } finally {
    await other.close()
  }
})
