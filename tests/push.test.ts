import { createDecipheriv, createECDH, type ECDH, hkdfSync, randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openAlert } from '../server/src/alerts/open.ts'
import { inTransaction } from '../server/src/platform/scope.ts'
import { pushKeys } from '../server/src/push/push-keys.ts'
import { type PushDeps, pushRound } from '../server/src/push/push-round.ts'
import { addressProblem, createPushTransport, type PushTransport } from '../server/src/push/push-transport.ts'
import { type Browser, PASSWORD } from '../server/src/test/sign-in.ts'
import { type World, world } from '../server/src/test/world.ts'

/** What a browser does with a body (RFC 8291 over RFC 8188): salt, record size, the sender's key, then one record. */
function opened({ ecdh, auth }: { ecdh: ECDH; auth: Buffer }, body: Buffer): string {
  const [salt, sender, record] = [body.subarray(0, 16), body.subarray(21, 86), body.subarray(86)]
  const derive = (key: Buffer, from: Buffer, info: Buffer | string, length: number) =>
    Buffer.from(hkdfSync('sha256', key, from, info, length))
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), ecdh.getPublicKey(), sender])
  const secret = derive(ecdh.computeSecret(sender), auth, info, 32)
  const key = derive(secret, salt, 'Content-Encoding: aes128gcm\0', 16)
  const nonce = derive(secret, salt, 'Content-Encoding: nonce\0', 12)
  const decipher = createDecipheriv('aes-128-gcm', key, nonce).setAuthTag(record.subarray(-16))
  const padded = Buffer.concat([decipher.update(record.subarray(0, -16)), decipher.final()])
  return padded.subarray(0, padded.lastIndexOf(2)).toString()
}

/** A push service and the browsers behind it: what arrives is decrypted as a browser would. */
async function pushService() {
  const got = new Map<string, { title: string; body: string; path: string }[]>()
  const browsers = new Map<string, { ecdh: ECDH; auth: Buffer }>()
  const gone = new Set<string>()
  const headers: Record<string, unknown>[] = []
  const server = createServer((request, response) => {
    const name = request.url?.slice(1) ?? ''
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      headers.push(request.headers)
      const browser = browsers.get(name)
      if (gone.has(name) || !browser) return response.writeHead(410).end()
      got.set(name, [...(got.get(name) ?? []), JSON.parse(opened(browser, Buffer.concat(chunks)))])
      response.writeHead(201).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const host = `127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`
  const subscription = (name: string) => {
    const ecdh = createECDH('prime256v1')
    const p256dh = ecdh.generateKeys().toString('base64url')
    const auth = randomBytes(16)
    browsers.set(name, { ecdh, auth })
    return { endpoint: `http://${host}/${name}`, keys: { p256dh, auth: auth.toString('base64url') } }
  }
  const of = (name: string) => got.get(name) ?? []
  return { host, gone, headers, subscription, of, close: () => new Promise<void>((resolve) => server.close(() => resolve())) }
}

let service: Awaited<ReturnType<typeof pushService>>
let w: World
let transport: PushTransport
let deps: PushDeps
beforeAll(async () => {
  service = await pushService()
  w = await world({ PUSH_HOSTS: service.host, PUBLIC_URL: 'https://recado.example' })
  transport = createPushTransport(w.deps.config)
  deps = { ...w.deps, keys: await pushKeys(w.deps.db, w.deps.vault), transport }
})
afterAll(async () => {
  await transport.close()
  await w.close()
  await service.close()
})

let phones = 0
const newPhone = () => `5511966${String(++phones).padStart(6, '0')}`
const round = () => pushRound(deps, w.home.workspaceId)
const subscribe = (who: Browser, name: string) => who.send('PUT', '/api/v1/push/subscription', service.subscription(name))

describe('a browser that wants to be called', () => {
  test('hears what comes from then on, once, encrypted for it and signed with the installation’s key', async () => {
    const phone = newPhone()
    await w.customerWrites(phone, 'antes')
    expect((await w.home.owner.get('/api/v1/push')).body).toMatchObject({ isOn: false, publicKey: deps.keys.publicKey })
    expect((await subscribe(w.home.owner, 'owner')).status).toBe(204)
    expect((await w.home.owner.get('/api/v1/push')).body.isOn).toBe(true)
    await round()
    await w.customerWrites(phone, 'primeira', 'segunda')
    await round()
    await round()
    const [conversation] = await w.list(`?q=${phone}`)
    expect(service.of('owner')).toEqual([{ title: 'Marina', body: 'segunda', tag: conversation.id, path: `/inbox/${conversation.id}` }])
    expect(service.headers.at(-1)).toMatchObject({ 'content-encoding': 'aes128gcm', authorization: expect.stringContaining('vapid t=') })
    const stored = await w.owner.selectFrom('push_subscription').select('subscription').executeTakeFirstOrThrow()
    expect(stored.subscription).toMatch(/^v1\|/)
  })

  test('hears of its own conversations and of nobody’s; of a team’s line only in that team', async () => {
    const agent = await w.colleague('Caio', 'agent')
    await subscribe(agent, 'agent')
    const [mine, others, theirs] = [newPhone(), newPhone(), newPhone()]
    for (const phone of [mine, others, theirs]) await w.customerWrites(phone, 'oi')
    const idOf = async (phone: string) => (await w.list(`?q=${phone}`))[0].id
    await agent.send('POST', `/api/v1/conversations/${await idOf(mine)}/accept`)
    await w.home.owner.send('POST', `/api/v1/conversations/${await idOf(others)}/accept`)
    const team = (await w.home.owner.send('POST', '/api/v1/teams', { name: 'Vendas', memberIds: [w.home.owner.userId] })).body
    await w.home.owner.send('POST', `/api/v1/conversations/${await idOf(theirs)}/team`, { teamId: team.id })
    await round()
    const before = service.of('agent').length
    await w.customerWrites(mine, 'para o Caio')
    await w.customerWrites(others, 'para outra pessoa')
    await w.customerWrites(theirs, 'para vendas')
    await round()
    expect(
      service
        .of('agent')
        .slice(before)
        .map(({ body }) => body),
    ).toEqual(['para o Caio'])
    expect(service.of('owner').map(({ body }) => body)).toEqual(expect.arrayContaining(['para outra pessoa', 'para vendas']))
  })

  test('hears of alerts if it administers', async () => {
    const { id: waba } = await w.owner.selectFrom('waba').select('id').executeTakeFirstOrThrow()
    const scope = { db: w.deps.db, workspaceId: w.home.workspaceId, actor: { kind: 'system', name: 'test' }, now: new Date() } as const
    await inTransaction(scope, (tx) =>
      openAlert(tx, { kind: 'account_violation', subject: 'x', waba, numberId: null, facts: { what: 'SPAM' } }),
    )
    await round()
    expect(service.of('owner').at(-1)).toMatchObject({ title: 'Aviso da Meta', path: '/alerts' })
    expect(service.of('agent').some(({ path }) => path === '/alerts')).toBe(false)
  })

  test('is forgotten when its service says that it is gone, when it says so itself, and with its session', async () => {
    const count = async () => (await w.owner.selectFrom('push_subscription').select('id').execute()).length
    const [a, b, c] = [await w.colleague('A', 'agent'), await w.colleague('B', 'agent'), await w.colleague('C', 'agent')]
    const before = await count()
    for (const [who, name] of [
      [a, 'a'],
      [b, 'b'],
      [c, 'c'],
    ] as const)
      await subscribe(who, name)
    expect(await count()).toBe(before + 3)
    service.gone.add('a')
    await w.customerWrites(newPhone(), 'alguém aí?')
    await round()
    expect(await count()).toBe(before + 2)
    await b.send('DELETE', '/api/v1/push/subscription')
    await c.send('PUT', '/api/v1/session/password', { currentPassword: PASSWORD, newPassword: `${PASSWORD} nova` })
    expect(await count()).toBe(before)
  })

  test('changes hands with whoever signs in on it', async () => {
    const [first, second] = [await w.colleague('Um', 'agent'), await w.colleague('Dois', 'agent')]
    const subscription = service.subscription('shared')
    await first.send('PUT', '/api/v1/push/subscription', subscription)
    await second.send('PUT', '/api/v1/push/subscription', subscription)
    expect((await first.get('/api/v1/push')).body.isOn).toBe(false)
    expect((await second.get('/api/v1/push')).body.isOn).toBe(true)
  })
})

describe('an address that a browser names', () => {
  const nobody = { PUSH_HOSTS: [] }
  test.each([
    ['https://push.example.com/abc', null],
    ['http://push.example.com/abc', 'not_https'],
    ['https://127.0.0.1/abc', 'private_address'],
    ['https://[::1]/abc', 'private_address'],
    ['https://2130706433/abc', 'private_address'],
    ['https://10.0.0.7/abc', 'private_address'],
    ['nonsense', 'no_web_address'],
  ])('%s: %s', (endpoint, problem) => {
    expect(addressProblem(nobody, endpoint)).toBe(problem)
  })

  test('is refused when it is handed in, and a name that leads inside is not called', async () => {
    const { keys } = service.subscription('inside')
    const hand = (endpoint: string) => w.home.owner.send('PUT', '/api/v1/push/subscription', { endpoint, keys })
    expect((await hand('https://192.168.0.1/x')).status).toBe(422)
    expect((await hand('http://push.example.com/x')).status).toBe(422)
    const guarded = createPushTransport(nobody)
    const pushed = await guarded.send({ endpoint: 'https://localhost/x', headers: {}, body: Buffer.alloc(1) })
    expect(pushed).toEqual({ kind: 'failed', cause: 'private_address' })
    await guarded.close()
  })
})
