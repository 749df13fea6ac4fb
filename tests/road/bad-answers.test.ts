/**
 * No check passes on an error, on silence or on nonsense: of Meta's, to each question; and of whatever answers at the addresses that are
 * looked at from outside, our own among them.
 */
import { createServer as createHttp, type RequestListener } from 'node:http'
import { type AddressInfo, createServer as createPlain, type Server, type Socket } from 'node:net'
import type { CheckedItem } from '@recado/contract/road-items'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createGraphClient } from '../../server/src/outbound/graph-client.ts'
import { CHECKS } from '../../server/src/road/checks/all.ts'
import { makeTestCall } from '../../server/src/road/commands.ts'
import { createProbe } from '../../server/src/road/probe.ts'
import { runChecks } from '../../server/src/road/run-checks.ts'
import { type RoadActs, roadActs } from './acts.ts'
import { type RoadStage, roadStage } from './stage.ts'

let s: RoadStage
let a: RoadActs
beforeAll(async () => {
  s = await roadStage()
  a = roadActs(s)
  await a.walksAll()
})
afterAll(() => s.close())

const CHECKED = Object.keys(CHECKS) as CheckedItem[]
/** Look at an address that is not the Graph API's. */
const LOOKING: readonly CheckedItem[] = [
  'app.icon',
  'app.privacy',
  'app.terms',
  'app.deletion',
  'server.tls',
  'server.handshake',
  'server.signature',
  'review.reviewer',
]
/** Know it from our own records, and ask nobody. */
const KNOWING: readonly CheckedItem[] = [
  'review.callmessaging',
  'review.callmanagement',
  'review.textmessaging',
  'review.textmanagement',
  'review.videomessaging',
  'review.videomanagement',
  'review.handling',
  'review.submitted',
]
/** Tried by itself below: it looks at https alone. */
const CERTIFICATE = 'upkeep.certificate'
const OWN_DOORS: readonly CheckedItem[] = ['app.deletion', 'server.tls', 'server.handshake', 'server.signature', 'review.reviewer']
const ASKING = CHECKED.filter((item) => ![...OWN_DOORS, ...KNOWING, CERTIFICATE].includes(item))

test('on a good day each of them passes, so that the bad days prove something', async () => {
  const found = await s.check()
  expect(CHECKED.filter((item) => !found[item]?.startsWith('passed'))).toEqual([])
  expect([ASKING.length, LOOKING.length]).toEqual([28, 8])
})

const BAD_DAYS = [
  ['error', 'meta_error'],
  ['silence', 'meta_silent'],
  ['nonsense', 'meta_nonsense'],
] as const

describe('Meta answers with', () => {
  const impatient = (answers: string) =>
    createGraphClient({ trustedUrls: () => [s.simulator.url], replyTimeoutMs: answers === 'silence' ? 1_500 : 30_000 })

  test.each(BAD_DAYS)('%s: every question is unknown', async (answers, code) => {
    await s.dashboard({ answers })
    const graph = impatient(answers)
    const found = await runChecks({ ...s.deps, graph }, 'sandbox', ASKING)
    await graph.close()
    await s.dashboard({ answers: 'normal' })
    const said = ASKING.map((item) => [item, found.get(item)?.state, found.get(item)?.code])
    expect(said).toEqual(ASKING.map((item) => [item, 'unknown', code]))
  })

  test.each(BAD_DAYS)('%s: a test call counts for nothing', async (answers, code) => {
    await a.forgetCalls()
    await s.dashboard({ answers })
    const graph = impatient(answers)
    const scope = { db: s.deps.db, workspaceId: s.operator.workspaceId, actor: { kind: 'system', name: 'test' } as const, now: new Date() }
    const made = await makeTestCall(scope, { ...s.deps, graph }, 'sandbox', 'whatsapp_business_management')
    await graph.close()
    await s.dashboard({ answers: 'normal' })
    expect(made).toMatchObject({ ok: false, code })
    expect(await s.owner.selectFrom('road_call').selectAll().execute()).toEqual([])
  })
})

/** Something listens; it is not what should be there. */
async function standingAt<T>(server: Server, work: (port: number) => Promise<T>): Promise<T> {
  const open = new Set<Socket>()
  server.on('connection', (socket) => open.add(socket))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const result = await work((server.address() as AddressInfo).port) // a TCP server that listens has one
  for (const socket of open) socket.destroy()
  await new Promise((resolve) => server.close(resolve))
  return result
}

describe('the test call that writes, answered with', () => {
  const ANSWERS: readonly (readonly [string, RequestListener, string])[] = [
    ['an error', (_, reply) => reply.writeHead(500).end('{"error":{"message":"later","code":2}}'), 'meta_error'],
    ['silence', () => undefined, 'meta_silent'],
    ['nonsense', (_, reply) => reply.end('{"success":"perhaps"}'), 'meta_nonsense'],
    ['a no', (_, reply) => reply.end('{"success":false}'), 'meta_nonsense'],
  ]

  test.each(ANSWERS)('%s, counts for nothing', async (_, stranger, code) => {
    await a.forgetCalls()
    const scope = { db: s.deps.db, workspaceId: s.operator.workspaceId, actor: { kind: 'system', name: 'test' } as const, now: new Date() }
    const made = await standingAt(createHttp(stranger), async (port) => {
      const baseUrl = `http://127.0.0.1:${port}`
      const graph = createGraphClient({ trustedUrls: () => [baseUrl], replyTimeoutMs: code === 'meta_silent' ? 1_500 : 30_000 })
      const ofNumber: typeof s.deps.targets.ofNumber = async (...asked) => {
        const found = await s.deps.targets.ofNumber(...asked)
        return found && { ...found, target: { ...found.target, baseUrl } }
      }
      const targets = { ...s.deps.targets, ofNumber }
      const result = await makeTestCall(scope, { ...s.deps, graph, targets }, 'sandbox', 'whatsapp_business_messaging')
      await graph.close()
      return result
    })
    expect(made).toMatchObject({ ok: false, code })
    expect(await s.owner.selectFrom('road_call').selectAll().execute()).toEqual([])
  })
})

describe('at the addresses that are looked at stands', () => {
  const STRANGERS: readonly (readonly [string, RequestListener])[] = [
    ['an error', (_, reply) => reply.writeHead(500, { 'content-type': 'text/html' }).end('<p>error</p>')],
    ['silence', () => undefined],
    ['nonsense', (_, reply) => reply.writeHead(200, { 'content-type': 'text/html', 'set-cookie': 'a=b' }).end('<main>perhaps</main>')],
    ['a yes to everything', (_, reply) => reply.writeHead(204, { 'set-cookie': 'a=b' }).end()],
    ['half an answer', (request, reply) => reply.writeHead(200, { 'content-length': 99 }).write('ok', () => request.socket.destroy())],
  ]

  test.each(STRANGERS)('%s: no look passes', async (_, stranger) => {
    const found = await standingAt(createHttp(stranger), (port) => {
      const { look, ...others } = createProbe({ patienceMs: 400 })
      const astray = (url: string) => Object.assign(new URL(url), { protocol: 'http:', host: `127.0.0.1:${port}` }).href
      return runChecks(s.deps, 'sandbox', LOOKING, { ...others, look: (url, wanted) => look(astray(url), wanted) })
    })
    expect([...found].filter(([, { state }]) => state === 'passed')).toEqual([])
    expect(found.size).toBe(LOOKING.length)
  })

  test.each([
    ['an end', (socket: Socket) => socket.end()],
    ['silence', () => undefined],
    ['nonsense', (socket: Socket) => socket.write('HTTP/1.1 400 plain words to a TLS greeting\r\n\r\n')],
  ] as const)('%s where a certificate should be: unknown', async (_, greet) => {
    const found = await standingAt(createPlain(greet), (port) => {
      const config = { ...s.deps.config, PUBLIC_URL: `https://127.0.0.1:${port}` }
      return runChecks({ ...s.deps, config }, 'sandbox', [CERTIFICATE], createProbe({ patienceMs: 400 }))
    })
    expect(found.get(CERTIFICATE)).toMatchObject({ state: 'unknown', code: 'certificate_unseen' })
  })
})

test('the findings are good for three days, then they say nothing', async () => {
  await s.check()
  await s.owner
    .updateTable('road_finding')
    .set({ at: new Date(Date.now() - 4 * 86_400_000) })
    .execute()
  const { items } = (await s.road('GET', '')).body
  const states = items.filter(({ id }: { id: string }) => CHECKED.some((item) => item === id)).map(({ state }: { state: string }) => state)
  expect(new Set(states)).toEqual(new Set(['unknown']))
})
