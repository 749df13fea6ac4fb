/** The simulator behind our own address: its Graph API for anybody with a token, its phones for whoever owns the account. */
import { request as httpRequest } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { edge } from '../server/src/test/edge.ts'
import { type Browser, signedIn } from '../server/src/test/sign-in.ts'
import { type Stage, stage } from './stage.ts'

let world: Stage
let url: string
let other: Browser
let number: { wabaId: string; phoneNumberId: string }
let token: string

beforeAll(async () => {
  world = await stage()
  url = await world.app.listen({ host: '127.0.0.1', port: 0 })
  other = await signedIn(world.app, world.owner, 'owner', 'Outra')
  number = (await world.admin.send('POST', '/api/v1/numbers/sandbox', {})).body
  token = (await world.control(`/wabas/${number.wabaId}/tokens`)).accessToken
})
afterAll(() => world.close())

const phones = (path: string) => `/sandbox/api/wabas/${number.wabaId}${path}`
const graph = (path: string, init: RequestInit = {}) =>
  fetch(`${url}/sandbox/graph/v26.0${path}`, { ...init, headers: { authorization: `Bearer ${token}`, ...init.headers } })
const sendsText = (to: string, body: string) =>
  graph(`/${number.phoneNumberId}/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ messaging_product: 'whatsapp', to, type: 'text', text: { body } }),
  })

describe('the Graph API of the sandbox', () => {
  test('answers whoever has one of its tokens, without a session of ours', async () => {
    const answer = await graph(`/${number.phoneNumberId}?fields=id,display_phone_number`)
    expect(answer.status).toBe(200)
    expect(await answer.json()).toMatchObject({ id: number.phoneNumberId })
  })

  test('refuses like Meta, in Meta’s own words, and not in ours', async () => {
    const answer = await graph(`/${number.phoneNumberId}`, { headers: { authorization: 'Bearer wrong' } })
    expect(answer.status).toBe(401)
    expect(await answer.json()).toMatchObject({ error: { code: 190, type: 'OAuthException' } })
  })

  test('takes a file as it is, and gives it back byte for byte', async () => {
    const bytes = Uint8Array.from({ length: 300_000 }, (_, index) => (index * 31) % 256)
    const form = new FormData()
    form.set('messaging_product', 'whatsapp')
    form.set('file', new Blob([bytes], { type: 'image/png' }), 'bolo.png')
    const uploaded = await graph(`/${number.phoneNumberId}/media`, { method: 'POST', body: form })
    expect(uploaded.status).toBe(200)
    const { id } = (await uploaded.json()) as { id: string }
    const kept = await fetch(`${url}${phones(`/media/${id}`)}`, { headers: { cookie: world.admin.cookie } })
    expect(Buffer.from(await kept.arrayBuffer()).equals(bytes)).toBe(true)
    expect(kept.headers.get('content-security-policy')).toContain('sandbox')
  })

  test('leads to the Graph API only, never to the simulator’s control door', async () => {
    expect((await rawPost('/sandbox/graph/../control/reset')).status).toBe(404)
    expect((await rawPost('/sandbox/graph/%2e%2e/control/reset')).status).toBe(404)
  })

  test('a lost reply that is switched on is a broken connection for the caller too', async () => {
    await world.admin.send('PUT', phones('/faults'), { next: [{ kind: 'lostReply' }] })
    await expect(sendsText('5511955501234', 'Some no caminho')).rejects.toThrow()
    const { total } = await fetch(`${world.simulator.url}/control/wabas/${number.wabaId}/sends`, controlHeaders()).then((answer) =>
      answer.json(),
    )
    expect(total).toBe(1)
  })
})

describe('the phones of the sandbox', () => {
  test('are there for the workspace that owns the account', async () => {
    expect((await world.admin.get(phones(''))).body).toMatchObject({ wabaId: number.wabaId })
  })

  test('do not exist for another workspace, whatever the path', async () => {
    const missing = await other.get('/sandbox/api/wabas/99999999999/customers')
    const foreign = await other.get(phones('/customers'))
    expect([foreign.status, foreign.body.code]).toEqual([404, 'not_found'])
    expect(foreign.body).toEqual(missing.body)
    const own = (await other.send('POST', '/api/v1/numbers/sandbox', {})).body.wabaId
    expect((await rawGet(`/sandbox/api/wabas/${own}/../${number.wabaId}/customers`, other.cookie)).status).toBe(404)
    expect((await rawGet(`/sandbox/api/wabas/${own}/%2e%2e/${number.wabaId}/customers`, other.cookie)).status).toBe(404)
  })

  test('need a signed-in person', async () => {
    expect((await world.app.inject({ url: phones('/customers') })).statusCode).toBe(401)
  })

  test('take nothing that another site makes a browser send', async () => {
    const answer = await world.admin.send('POST', phones('/clock'), { hours: 24 }, { origin: 'https://elsewhere.example' })
    expect([answer.status, answer.body.code]).toEqual([403, 'origin_refused'])
  })

  test('tell what happens while the stream is open', async () => {
    const abort = new AbortController()
    const stream = await fetch(`${url}${phones('/stream')}`, { headers: { cookie: world.admin.cookie }, signal: abort.signal })
    const events = readUntil(stream, 'event: customer')
    await world.admin.send('POST', phones('/customers'), { name: 'Marina ao vivo' })
    expect(await events).toContain('Marina ao vivo')
    abort.abort()
  })

  test('stop telling when the account is no longer the workspace’s', async () => {
    const { id, wabaId } = (await other.send('POST', '/api/v1/numbers/sandbox', {})).body
    const stream = await fetch(`${url}/sandbox/api/wabas/${wabaId}/stream`, { headers: { cookie: other.cookie } })
    expect((await other.send('DELETE', `/api/v1/numbers/${id}`)).status).toBe(204)
    await expect(stream.text()).rejects.toThrow()
  })
})

test('without a simulator there is no such address', async () => {
  const plain = await edge({ SANDBOX: 'off' })
  const { statusCode } = await plain.app.inject({ method: 'POST', url: '/sandbox/graph/v26.0/me' })
  expect(statusCode).toBe(404)
  await plain.close()
})

test('while the simulator restarts, callers are asked to come back', async () => {
  const gone = { ...world.deps.sandbox!, baseUrl: null }
  const waiting = await edge({}, { sandbox: gone })
  const answer = await waiting.app.inject({ url: '/sandbox/graph/v26.0/me' })
  expect([answer.statusCode, answer.json().code]).toEqual([503, 'unavailable'])
  await waiting.close()
})

const controlHeaders = () => ({ headers: { authorization: `Bearer ${world.deps.sandbox!.controlToken}` } })

/** fetch tidies addresses up; these go out as they are written. */
function raw(method: string, path: string, headers: Record<string, string>): Promise<{ status: number | undefined }> {
  const { hostname, port } = new URL(url)
  return new Promise((resolve, reject) => {
    const sent = httpRequest({ hostname, port, method, path, headers }, (answer) => {
      answer.resume()
      resolve({ status: answer.statusCode })
    })
    sent.once('error', reject)
    sent.end()
  })
}
const rawGet = (path: string, cookie: string) => raw('GET', path, { cookie })
const rawPost = (path: string) => raw('POST', path, { authorization: `Bearer ${world.deps.sandbox!.controlToken}` })

async function readUntil(stream: Response, word: string): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  for await (const chunk of stream.body as ReadableStream<Uint8Array>) {
    text += decoder.decode(chunk, { stream: true })
    if (text.includes(word) && text.endsWith('\n\n')) break
  }
  return text
}
