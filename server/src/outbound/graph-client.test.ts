/** How far a request got and what the answer means, against servers that misbehave on purpose. */
import { createServer as createHttpServer, type IncomingMessage, type RequestListener } from 'node:http'
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { createGraphClient, type GraphClient, type GraphClientOptions, type GraphTarget } from './graph-client.ts'
import { createTransport } from './graph-transport.ts'

const closers: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

async function listening(server: Server): Promise<string> {
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closers.push(() => {
    for (const socket of sockets) socket.destroy()
    return new Promise<void>((resolve) => server.close(() => resolve()))
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

const socketServer = (onRequest: (socket: Socket) => void, onConnection: (socket: Socket) => void = () => undefined) =>
  listening(
    createServer((socket) => {
      onConnection(socket)
      let seen = ''
      socket.on('data', (chunk) => {
        seen += chunk
        if (seen.includes('"Olá"')) onRequest(socket)
      })
    }),
  )
const httpServer = (listener: RequestListener) => listening(createHttpServer(listener))

function clientFor(origin: string, options: Partial<GraphClientOptions> = {}): { graph: GraphClient; target: GraphTarget } {
  const graph = createGraphClient({ trustedUrls: () => [origin], ...options })
  closers.push(() => graph.close())
  return { graph, target: { baseUrl: `${origin}/v26.0`, token: 'EAAtoken', appSecret: null } }
}
async function send(origin: string, options: Partial<GraphClientOptions> = {}) {
  const { graph, target } = clientFor(origin, options)
  return graph.sendMessage(target, '106', { to: '5511999990001', type: 'text', text: { body: 'Olá' } })
}

const raw = (status: string, body: string, length = Buffer.byteLength(body)) =>
  `HTTP/1.1 ${status}\r\ncontent-type: application/json\r\ncontent-length: ${length}\r\n\r\n${body}`
const GOOD = JSON.stringify({
  messaging_product: 'whatsapp',
  contacts: [{ input: '5511999990001', wa_id: '551199990001', user_id: 'BR.1' }],
  messages: [{ id: 'wamid.A', message_status: 'accepted' }],
})
const graphError = (code: number, more: object = {}) =>
  JSON.stringify({ error: { message: `(#${code}) Something`, type: 'OAuthException', code, fbtrace_id: 'AT', ...more } })

describe('a request that cannot have reached Meta is not_sent', () => {
  test('nobody listens', async () => {
    const origin = await socketServer(() => undefined)
    await closers.pop()?.()
    expect(await send(origin)).toEqual({ outcome: 'not_sent', cause: 'ECONNREFUSED' })
  })

  test('the name does not resolve', async () => {
    expect(await send('http://graph.invalid')).toMatchObject({ outcome: 'not_sent' })
  })

  test('TLS fails', async () => {
    const origin = await listening(createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')))
    const result = await send(origin.replace('http:', 'https:'))
    expect(result.outcome).toBe('not_sent')
  })

  test('the connection is not made in time', async () => {
    // TLS never answers: connected on TCP, never usable
    const origin = await listening(createServer(() => undefined))
    expect(await send(origin.replace('http:', 'https:'), { connectTimeoutMs: 100 })).toEqual({
      outcome: 'not_sent',
      cause: 'UND_ERR_CONNECT_TIMEOUT',
    })
  })

  test('no connection is free in time, and it is not sent later either', async () => {
    const bodies: string[] = []
    let release: () => void = () => undefined
    const origin = await httpServer((request, response) => {
      request.on('data', (chunk: Buffer) => bodies.push(chunk.toString()))
      release = () => response.writeHead(200).end(GOOD)
    })
    const { graph, target } = clientFor(origin, { connections: 1, replyTimeoutMs: 2_000 })
    const first = graph.sendMessage(target, '106', { type: 'text', text: { body: 'first' } })
    const second = graph.sendMessage(target, '106', { type: 'text', text: { body: 'second' } })
    expect(await second).toEqual({ outcome: 'not_sent', cause: 'no_connection_in_time' })
    release()
    expect((await first).outcome).toMatch(/accepted|ambiguous/)
    expect(bodies.join()).not.toContain('second')
  })

  test('the client is closed', async () => {
    const origin = await httpServer((_request, response) => response.end(GOOD))
    const { graph, target } = clientFor(origin)
    await graph.close()
    expect(await graph.sendMessage(target, '106', {})).toEqual({ outcome: 'not_sent', cause: 'UND_ERR_DESTROYED' })
  })

  test('the token cannot be a header', async () => {
    const origin = await httpServer((_request, response) => response.end(GOOD))
    const { graph, target } = clientFor(origin)
    expect(await graph.sendMessage({ ...target, token: 'a\r\nx: y' }, '106', {})).toEqual({
      outcome: 'not_sent',
      cause: 'UND_ERR_INVALID_ARG',
    })
  })

  test.each([401, 403, 404, 407, 413, 429])('something in between answers %i without a word of Graph', async (status) => {
    const origin = await httpServer((_request, response) => response.writeHead(status).end('<html>no</html>'))
    expect(await send(origin)).toEqual({ outcome: 'not_sent', cause: `http_${status}_unreadable` })
  })
})

describe('a request that may have reached Meta is ambiguous', () => {
  test('reset on connection, before anything was read', async () => {
    const origin = await socketServer(
      () => undefined,
      (socket) => socket.resetAndDestroy(),
    )
    const result = await send(origin)
    // Whether the reset is seen before or after the request is handed over is a race of the kernel's; both answers are true.
    expect(['not_sent', 'ambiguous']).toContain(result.outcome)
  })

  test('reset after the body was read', async () => {
    const origin = await socketServer((socket) => socket.resetAndDestroy())
    expect(await send(origin)).toMatchObject({ outcome: 'ambiguous', error: null })
  })

  test('closed politely without an answer', async () => {
    const origin = await socketServer((socket) => socket.end())
    expect(await send(origin)).toMatchObject({ outcome: 'ambiguous', cause: 'UND_ERR_SOCKET' })
  })

  test('no answer in time', async () => {
    const origin = await socketServer(() => undefined)
    expect(await send(origin, { replyTimeoutMs: 1_000 })).toEqual({ outcome: 'ambiguous', cause: 'timeout', error: null })
  })

  test('an answer that drips forever', async () => {
    const origin = await socketServer((socket) => {
      socket.write('HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n')
      const drip = setInterval(() => socket.write('{'), 10)
      socket.on('close', () => clearInterval(drip))
    })
    expect(await send(origin, { replyTimeoutMs: 1_000 })).toEqual({ outcome: 'ambiguous', cause: 'timeout', error: null })
  })

  test.each([
    ['500 without JSON', raw('500 Internal Server Error', 'oops')],
    ['502 from something in between', raw('502 Bad Gateway', '<html></html>')],
    ['503 with an error nobody documented', raw('503 Service Unavailable', graphError(999_999))],
    ['200 with truncated JSON', raw('200 OK', GOOD.slice(0, 60))],
    ['200 cut off in the middle of its body', `${raw('200 OK', GOOD.slice(0, 60), GOOD.length)}`],
    ['200 with other JSON', raw('200 OK', '[1, 2]')],
    ['200 without a message id', raw('200 OK', '{"messages":[]}')],
    ['200 with an empty message id', raw('200 OK', '{"messages":[{"id":""}]}')],
    ['202', raw('202 Accepted', '')],
    ['400 without JSON: it may be code 1', raw('400 Bad Request', '')],
    ['302', 'HTTP/1.1 302 Found\r\nlocation: http://127.0.0.1:9/\r\ncontent-length: 0\r\n\r\n'],
    ['not HTTP at all', 'SSH-2.0-OpenSSH_9.6\r\n'],
    ['code 1', raw('400 Bad Request', graphError(1))],
    ['code 2', raw('503 Service Unavailable', graphError(2))],
    ['code 131000', raw('500 Internal Server Error', graphError(131000))],
    ['code 131016', raw('500 Internal Server Error', graphError(131016))],
  ])('%s', async (_name, answer) => {
    const origin = await socketServer((socket) => {
      socket.end(answer)
    })
    expect((await send(origin)).outcome).toBe('ambiguous')
  })

  test('a redirect is not followed and takes no token along', async () => {
    const reached: IncomingMessage[] = []
    const elsewhere = await httpServer((request, response) => {
      reached.push(request)
      response.end(GOOD)
    })
    const origin = await httpServer((request, response) => {
      request.resume()
      response.writeHead(307, { location: `${elsewhere}/v26.0/106/messages` }).end()
    })
    expect((await send(origin)).outcome).toBe('ambiguous')
    expect(reached).toEqual([])
  })
})

describe("Meta's refusal is an error with everything a decision needs", () => {
  test('a 400 with the envelope', async () => {
    const answer = graphError(131009, {
      error_subcode: 2494010,
      error_data: { messaging_product: 'whatsapp', details: 'Parameter to is not valid' },
    })
    const origin = await httpServer((_request, response) => response.writeHead(400).end(answer))
    expect(await send(origin)).toEqual({
      outcome: 'refused',
      error: { httpStatus: 400, code: 131009, subcode: 2494010, title: 'Something', details: 'Parameter to is not valid', traceId: 'AT' },
    })
  })

  test.each([
    [429, 130429],
    [401, 190],
    [500, 131045],
    [503, 133004],
    [418, 987654],
  ])('HTTP %i with code %i', async (status, code) => {
    const origin = await httpServer((_request, response) => response.writeHead(status).end(graphError(code)))
    expect(await send(origin)).toMatchObject({ outcome: 'refused', error: { httpStatus: status, code } })
  })
})

test('an accepted message tells its id, the number WhatsApp made of the recipient, and whether it is held back', async () => {
  const held = GOOD.replace('"accepted"', '"held_for_quality_assessment"')
  const origin = await httpServer((_request, response) => response.end(held))
  expect(await send(origin)).toEqual({ outcome: 'accepted', wamid: 'wamid.A', waId: '551199990001', userId: 'BR.1', held: true })
})

test('an answer without contacts is still an accepted message', async () => {
  const origin = await httpServer((_request, response) => response.end('{"messages":[{"id":"wamid.B"}],"contacts":"?"}'))
  expect(await send(origin)).toEqual({ outcome: 'accepted', wamid: 'wamid.B', waId: null, userId: null, held: false })
})

describe('what goes over the wire', () => {
  async function recording() {
    const seen: { method: string; url: string; headers: IncomingMessage['headers']; body: string }[] = []
    const origin = await httpServer((request, response) => {
      let body = ''
      request.on('data', (chunk: Buffer) => {
        body += chunk.toString()
      })
      request.on('end', () => {
        seen.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers, body })
        response.end(body.includes('"status":"read"') ? '{"success":true}' : GOOD)
      })
    })
    return { seen, origin, ...clientFor(origin) }
  }

  test('the token is in the header and nowhere else', async () => {
    const { seen, graph, target } = await recording()
    await graph.sendMessage(target, '106', { type: 'text', text: { body: 'Olá' } })
    expect(seen[0]).toMatchObject({
      method: 'POST',
      url: '/v26.0/106/messages',
      body: '{"messaging_product":"whatsapp","type":"text","text":{"body":"Olá"}}',
    })
    expect(seen[0]?.headers).toMatchObject({ authorization: 'Bearer EAAtoken', 'content-type': 'application/json' })
  })

  test('appsecret_proof is the token signed with the secret', async () => {
    const { seen, graph, target } = await recording()
    await graph.sendMessage({ ...target, token: 'token', appSecret: 'secret' }, '106', {})
    // printf token | openssl dgst -sha256 -hmac secret
    expect(seen[0]?.url).toBe('/v26.0/106/messages?appsecret_proof=e941110e3d2bfe82621f0e3e1434730d7305d106c5f68c87165d0b27a4611a4a')
  })

  test('reading and typing are one call', async () => {
    const { seen, graph, target } = await recording()
    expect(await graph.markRead(target, '106', 'wamid.X', true)).toEqual({ ok: true, value: { success: true } })
    await graph.markRead(target, '106', 'wamid.X', false)
    expect(seen.map((request) => JSON.parse(request.body))).toEqual([
      { messaging_product: 'whatsapp', status: 'read', message_id: 'wamid.X', typing_indicator: { type: 'text' } },
      { messaging_product: 'whatsapp', status: 'read', message_id: 'wamid.X' },
    ])
  })

  test('path and query are escaped', async () => {
    const { seen, graph, target } = await recording()
    await graph.call(target, { method: 'GET', path: ['10/6', 'x'], query: { fields: 'a,b', after: undefined, limit: 5 } }, z.unknown())
    expect(seen[0]?.url).toBe('/v26.0/10%2F6/x?fields=a%2Cb&limit=5')
    expect(seen[0]?.headers['content-type']).toBeUndefined()
  })

  test('connections are used again', async () => {
    let connections = 0
    const server = createHttpServer((_request, response) => response.end(GOOD))
    server.on('connection', () => {
      connections += 1
    })
    const { graph, target } = clientFor(await listening(server))
    for (let i = 0; i < 20; i += 1) await graph.sendMessage(target, '106', {})
    expect(connections).toBeLessThanOrEqual(2)
  })

  test('300 sends are under way at once', async () => {
    const waiting: (() => void)[] = []
    const origin = await httpServer((_request, response) => {
      waiting.push(() => response.end(GOOD))
      if (waiting.length === 300) for (const answer of waiting) answer()
    })
    const { graph, target } = clientFor(origin)
    const results = await Promise.all(Array.from({ length: 300 }, () => graph.sendMessage(target, '106', {})))
    expect(new Set(results.map((result) => result.outcome))).toEqual(new Set(['accepted']))
  })
})

describe('a token leaves for trusted hosts only', () => {
  test('another host is never called', async () => {
    let calls = 0
    const origin = await httpServer((_request, response) => {
      calls += 1
      response.end(GOOD)
    })
    const { graph, target } = clientFor('http://127.0.0.1:1')
    for (const baseUrl of [
      `${origin}/v26.0`,
      origin.replace('127.0.0.1', 'localhost'),
      `http://127.0.0.1:1@${origin.slice('http://'.length)}`,
    ]) {
      expect(await graph.sendMessage({ ...target, baseUrl }, '106', {})).toEqual({ outcome: 'not_sent', cause: 'host_not_trusted' })
      expect(await graph.call({ ...target, baseUrl }, { method: 'GET', path: ['me'] }, z.unknown())).toEqual({
        ok: false,
        error: null,
        cause: 'host_not_trusted',
      })
    }
    expect(calls).toBe(0)
  })

  test.each([
    'https://evil.example/file',
    'https://lookaside.fbsbx.com.evil.example/file',
    'https://evilfbsbx.com/file',
    'https://lookaside.fbsbx.com@evil.example/file',
    'http://lookaside.fbsbx.com/file',
    'https://lookaside.fbsbx.com:8443/file',
    'https://127.0.0.1/file',
    'http://[::1]/file',
    'http://169.254.169.254/latest/meta-data',
    'file:///etc/passwd',
    'data:text/plain,x',
    '//evil.example',
    '',
  ])('a file at %s is not asked for, whoever named the host in use', async (address) => {
    const { graph, target } = clientFor('http://127.0.0.1:1')
    const refused = { ok: false, httpStatus: null, cause: 'host_not_trusted' }
    expect(await graph.openFile(target, address)).toEqual(refused)
    expect(await graph.openFile({ ...target, operatorHost: true }, address)).toEqual(refused)
  })

  test('a picture that anybody may see is asked for without the token, from the same hosts alone', async () => {
    const asked: (string | undefined)[] = []
    const origin = await httpServer((request, response) => {
      asked.push(request.headers.authorization)
      response.end('bytes')
    })
    const { graph, target } = clientFor(origin)
    expect(await graph.openPicture(target, `${origin}/ad.png`)).toMatchObject({ ok: true })
    expect(await graph.openPicture(target, 'https://pictures.example/ad.png')).toMatchObject({ cause: 'host_not_trusted' })
    expect(asked).toEqual([undefined])
  })

  test('a file that is somewhere else is not fetched there', async () => {
    const reached: IncomingMessage[] = []
    const elsewhere = await httpServer((request, response) => {
      reached.push(request)
      response.end('bytes')
    })
    const origin = await httpServer((_request, response) => response.writeHead(302, { location: `${elsewhere}/file` }).end())
    const { graph, target } = clientFor(origin)
    expect(await graph.openFile(target, `${origin}/file`)).toEqual({ ok: false, httpStatus: 302, cause: 'http_302' })
    expect(await graph.openFile(target, `${elsewhere}/file`)).toMatchObject({ cause: 'host_not_trusted' })
    expect(reached).toEqual([])
  })

  test('a host that nobody of ours named is not called on this machine or next to it, by address or by name', async () => {
    let connections = 0
    const server = createHttpServer()
    server.on('connection', () => {
      connections += 1
    })
    const { port } = new URL(await listening(server))
    const transport = createTransport({ connections: 4, connectTimeoutMs: 30_000, replyTimeoutMs: 30_000 })
    closers.push(() => transport.close())
    const to = { path: '/', method: 'GET', headers: { authorization: 'Bearer EAAtoken' }, body: null, isOperators: false } as const
    for (const host of ['127.0.0.1', '[::ffff:127.0.0.1]', '2130706433', '0x7f.1', '[::1]', 'localhost', '169.254.169.254']) {
      expect(await transport.exchange({ ...to, origin: `http://${host}:${port}` })).toEqual({ kind: 'unsent', cause: 'private_address' })
    }
    expect(connections).toBe(0)
  })

  test('unless the operator named it for that account', async () => {
    const origin = await httpServer((_request, response) => response.end(GOOD))
    const { graph, target } = clientFor('http://127.0.0.1:1')
    expect((await graph.sendMessage({ ...target, baseUrl: origin, operatorHost: true }, '106', {})).outcome).toBe('accepted')
  })
})
