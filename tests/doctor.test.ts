/** The doctor: every check on a good day and on bad ones, what it mends, what it shows to whom, and the same from the command line. */
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DOCTOR_CHECKS, type DoctorItem, type DoctorView } from '@recado/contract/doctor'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Parts } from '../server/src/cli/command.ts'
import { doctor } from '../server/src/cli/doctor.ts'
import { examine } from '../server/src/doctor/examine.ts'
import { createGraphClient } from '../server/src/outbound/graph-client.ts'
import { readOrMakeSecrets } from '../server/src/platform/secrets.ts'
import { colleague } from '../server/src/test/sign-in.ts'
import { type RoadActs, roadActs } from './road/acts.ts'
import { type RoadStage, roadStage } from './road/stage.ts'

let s: RoadStage
let a: RoadActs
beforeAll(async () => {
  s = await roadStage()
  a = roadActs(s)
  await a.walksAll()
  await s.operator.send('PUT', `/api/v1/numbers/${s.number.id}/registration/pin`, { pin: '135790' })
})
afterAll(() => s.close())

const ALL = Object.values(DOCTOR_CHECKS).flat()
/** Ask nobody, or look at our own doors. */
const OWN = ['number_held', 'server_tls', 'server_handshake', 'server_signature']

async function looked(area?: string): Promise<DoctorItem[]> {
  const { status, body } = await s.operator.get(`/api/v1/numbers/${s.number.id}/doctor${area === undefined ? '' : `?area=${area}`}`)
  expect(status).toBe(200)
  return body.items
}
const bad = (items: readonly DoctorItem[]) =>
  items.filter(({ state }) => state !== 'good').map(({ id, state, code }) => `${id} ${state} ${code}`)
const found = (items: readonly DoctorItem[], id: string) => items.find((item) => item.id === id)
const mend = (kind: string) => s.operator.send('POST', `/api/v1/numbers/${s.number.id}/doctor/mends`, { mend: kind })
const token = async () => (await s.control(`/wabas/${s.number.wabaId}/tokens`, {})).accessToken as string

test('on a good day every check is good, one area at a time or all at once', async () => {
  const all = await looked()
  expect(all.map(({ id }) => id)).toEqual(ALL)
  expect(bad(all)).toEqual([])
  expect((await looked('token')).map(({ id }) => id)).toEqual([...DOCTOR_CHECKS.token])
  const account = await s.operator.get(`/api/v1/assets/${s.number.wabaId}/doctor`)
  expect(account.body.subject).toMatchObject({ numberId: null, wabaId: s.number.wabaId })
  expect(account.body.items.map(({ id }: DoctorItem) => id)).toEqual(ALL.filter((id) => !id.startsWith('number_')))
})

describe('what Meta does not say clearly is never good', () => {
  test.each(['error', 'silence', 'nonsense'])('Meta answers with %s', async (answers) => {
    await s.dashboard({ answers })
    const graph = createGraphClient({ trustedUrls: () => [s.simulator.url], replyTimeoutMs: answers === 'silence' ? 1_500 : 30_000 })
    const scope = { db: s.deps.db, workspaceId: s.operator.workspaceId, actor: { kind: 'system', name: 'test' } as const, now: new Date() }
    const { items } = await examine(scope, { ...s.deps, graph }, { numberId: s.number.id })
    await graph.close()
    await s.dashboard({ answers: 'normal' })
    const asking = items.filter(({ id }) => !OWN.includes(id))
    expect(asking.filter(({ state }) => state !== 'unknown')).toEqual([])
  })
})

describe('a webhook that another system took', () => {
  const thief = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://thief')
    response.end(url.searchParams.get('hub.challenge') ?? 'thanks')
  })
  afterAll(() => thief.close())

  test('is found at the number and at the account, without its secrets, and brought back by one click', async () => {
    await new Promise<void>((resolve) => thief.listen(0, '127.0.0.1', resolve))
    const url = `http://127.0.0.1:${(thief.address() as AddressInfo).port}/hook?key=nobodys-business`
    const headers = { authorization: `Bearer ${await token()}`, 'content-type': 'application/json' }
    const at = (path: string, body: unknown) =>
      fetch(`${s.simulator.url}/graph/v26.0/${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
    await at(s.number.phoneNumberId, { webhook_configuration: { override_callback_uri: url, verify_token: 'x' } })
    await at(`${s.number.wabaId}/subscribed_apps`, { override_callback_uri: url, verify_token: 'x' })

    const items = await looked()
    expect(bad(items)).toEqual(['account_override broken override_elsewhere', 'number_webhook broken webhook_elsewhere'])
    expect(found(items, 'number_webhook')).toMatchObject({ mend: 'webhooks', facts: { level: 'number' } })
    expect(JSON.stringify(items)).not.toContain('nobodys-business')

    expect((await mend('webhooks')).status).toBe(204)
    expect(bad(await looked())).toEqual([])
  })
})

test('a number that was taken off Cloud API is registered again with the PIN that is kept', async () => {
  await s.numberSwitch({ registered: false })
  const connected = found(await looked('number'), 'number_connected')
  expect(connected).toMatchObject({ state: 'broken', code: 'status_bad', mend: 'register', facts: { status: 'DISCONNECTED' } })
  expect((await mend('register')).status).toBe(204)
  expect(found(await looked('number'), 'number_connected')?.state).toBe('good')
})

test('what is held is said with its cause; reading again lets it go', async () => {
  await s.owner
    .updateTable('phone_number')
    .set({ paused_until: new Date('2099-01-01'), paused_because: 'payment_problem' })
    .execute()
  expect(found(await looked('number'), 'number_held')).toMatchObject({
    state: 'broken',
    mend: 'read',
    facts: { because: 'payment_problem' },
  })
  await mend('read')
  expect(found(await looked('number'), 'number_held')?.state).toBe('good')
})

describe('whoever looks', () => {
  test('an agent may look and not mend; where phones are hidden, the number is covered', async () => {
    const agent = await colleague(s.app, s.owner, s.operator.workspaceId, 'agent')
    const path = `/api/v1/numbers/${s.number.id}/doctor`
    expect((await agent.send('POST', `${path}/mends`, { mend: 'read' })).status).toBe(403)
    const open: DoctorView = (await agent.get(`${path}?area=token`)).body
    expect(open.subject.phone).toBe(s.number.displayPhoneNumber)
    await s.operator.send('PATCH', '/api/v1/workspace', { agentsSeePhones: false })
    const hidden: DoctorView = (await agent.get(`${path}?area=token`)).body
    expect(hidden.subject.phone).toMatch(/^•••• \d\d$/)
    await s.operator.send('PATCH', '/api/v1/workspace', { agentsSeePhones: true })
  })
})

describe('from the command line', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'recado-cli-'))
  afterAll(() => rmSync(dataDir, { recursive: true, force: true }))
  async function run(...argv: string[]): Promise<{ lines: string[]; isGood: boolean }> {
    const { config, log, db, pipeline, vault } = s.deps
    const secrets = readOrMakeSecrets(dataDir, false)
    const ground = { dataDir, secrets, ownerUrl: '', appUrl: '', pipelineUrl: '', close: async () => undefined }
    const parts: Parts = { ground, isServed: true, db, pipeline, vault }
    const lines: string[] = []
    const former = process.exitCode
    await doctor.run(argv, { config, log, print: (line) => lines.push(line), note: () => undefined, withParts: (work) => work(parts) })
    const isGood = process.exitCode === former
    process.exitCode = former
    return { lines, isGood }
  }

  test('without a number nothing is asked about numbers; an id that is nobody’s is said', async () => {
    const { lines } = await run('--json')
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ findings: expect.any(Array), numbers: [] })
    await expect(run('--number', '123456')).rejects.toThrow('No number and no account')
  })

  test('one number, by Meta’s id: each check in words, and no token', async () => {
    // No sandbox runs in this data directory: without the way to Meta nothing is called good that had to be asked.
    const { lines } = await run('--number', s.number.phoneNumberId)
    expect(lines).toContain(`${s.number.displayPhoneNumber} of ${s.number.wabaName}:`)
    expect(lines.some((line) => line.startsWith('unknown  Token taken by Meta: Without a token Meta cannot be asked.'))).toBe(true)
    expect(lines.some((line) => line.startsWith('ok       Sending queue: Nothing is held.'))).toBe(true)
    expect(lines.join('\n')).not.toContain(await token())
  })
})

test('an expired token is found, kept for everybody, and says what to do; nothing asked with it is good', async () => {
  const own = await s.owner.selectFrom('waba').select('id').where('workspace_id', '=', s.operator.workspaceId).executeTakeFirstOrThrow()
  const target = await s.deps.targets.ofWaba(s.operator.workspaceId, own.id)
  await s.control('/tokens/expire', { accessToken: target?.token })
  const items = await looked()
  expect(found(items, 'token_valid')).toMatchObject({ state: 'broken', code: 'token_expired', mend: null })
  const asked = items.filter(({ id }) => /^(token|account|number)_/.test(id) && id !== 'token_valid' && id !== 'number_held')
  expect(asked.filter(({ state }) => state !== 'unknown')).toEqual([])
  expect((await s.operator.get(`/api/v1/numbers/${s.number.id}`)).body).toMatchObject({
    tokenState: 'expired',
    pausedBecause: 'token_invalid',
  })
})
