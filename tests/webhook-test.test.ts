/** A test of the way from Meta to us: Meta calls, a delivery of every field comes through, and nothing is changed by it. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freePort } from '../chaos/harness/free-port.ts'
import { processDue } from '../server/src/inbound/worker.ts'
import { colleague } from '../server/src/test/sign-in.ts'
import { SANDBOX_APP, type Stage, stage } from './stage.ts'

let s: Stage
let number: { id: string; wabaId: string; phoneNumberId: string }
let base: string
let working = true
let worker: Promise<void>

async function work(): Promise<void> {
  const { pipeline, log, references } = s.deps
  while (working) if (!(await processDue({ pipeline, log, references }))) await new Promise((next) => setTimeout(next, 20))
}

beforeAll(async () => {
  const port = await freePort() // the server knows its own address before it listens
  const url = `http://127.0.0.1:${port}`
  s = await stage({ PUBLIC_URL: url })
  await s.app.listen({ port, host: '127.0.0.1' })
  await s.control('/apps', { ...SANDBOX_APP, callbackUrl: `${url}/webhooks/whatsapp` })
  number = (await s.admin.send('POST', '/api/v1/numbers/sandbox', {})).body
  base = `/api/v1/numbers/${number.id}`
  worker = work()
})
afterAll(async () => {
  working = false
  await worker
  await s?.close()
})

const tried = async () => (await s.admin.send('POST', `${base}/webhooks/test`)).body
const levels = async () => (await s.admin.get(`${base}/webhooks`)).body.levels

async function atMeta(method: string, path: string, body?: object): Promise<void> {
  const found = await s.deps.targets.ofNumber(s.admin.workspaceId, number.id)
  const answer = await fetch(`${found?.target.baseUrl}/${path}`, {
    method,
    headers: { authorization: `Bearer ${found?.target.token}`, 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  })
  expect(answer.status).toBe(200)
}

describe('the way from Meta to us', () => {
  test('is gone by Meta itself, and by every field, and leaves everything as it was', async () => {
    const before = { levels: await levels(), events: (await s.events()).length }
    const found = await tried()
    expect(found.handshake).toEqual({ state: 'passed', because: null, said: null })
    expect(found.fields.map(({ field }: { field: string }) => field)).toEqual(
      expect.arrayContaining(['messages', 'account_update', 'message_template_status_update', 'phone_number_quality_update']),
    )
    for (const one of found.fields) expect(one).toMatchObject({ state: 'processed', status: 200, isSubscribed: true, cause: null })
    expect({ levels: await levels(), events: (await s.events()).length }).toEqual(before)
    expect(await s.owner.selectFrom('phone_sync').selectAll().execute()).toEqual([])
    expect((await s.admin.get(`${base}/webhooks/seen`)).body.fields).toEqual([])
  })

  test('each is in the log, told apart from those of Meta', async () => {
    const { items } = (await s.admin.get(`${base}/deliveries?limit=100`)).body
    expect(items.length).toBeGreaterThan(5)
    for (const line of items) expect(line).toMatchObject({ isTest: true, state: 'processed' })
    expect(items.map(({ fields }: { fields: string[] }) => fields.join())).toContain('messages')
    await s.changed(number.wabaId, 'account_alerts', { entity_type: 'PHONE_NUMBER' })
    expect((await s.admin.get(`${base}/deliveries?limit=1`)).body.items[0]).toMatchObject({ isTest: false })
  })

  test('a field that the app is not subscribed to is named', async () => {
    const path = `${SANDBOX_APP.appId}/subscriptions?access_token=${SANDBOX_APP.appId}|${SANDBOX_APP.appSecret}`
    const { target } = (await s.deps.targets.ofNumber(s.admin.workspaceId, number.id)) ?? { target: { baseUrl: '' } }
    const left = await fetch(`${target.baseUrl}/${path}&object=whatsapp_business_account&fields=account_update`, { method: 'DELETE' })
    expect(left.status).toBe(200)
    const { fields } = await tried()
    const of = (name: string) => fields.find(({ field }: { field: string }) => field === name)
    expect(of('account_update')).toMatchObject({ isSubscribed: false, state: 'processed' })
    expect(of('messages')).toMatchObject({ isSubscribed: true })
  })

  test('where messages go elsewhere Meta is not made to call, and the address of the other stays', async () => {
    const theirs = createServer((request, response) =>
      response.end(new URL(request.url ?? '', 'http://x').searchParams.get('hub.challenge')),
    )
    await new Promise<void>((listening) => theirs.listen(0, '127.0.0.1', listening))
    const uri = `http://127.0.0.1:${(theirs.address() as AddressInfo).port}/hook`
    await atMeta('POST', number.phoneNumberId, { webhook_configuration: { override_callback_uri: uri, verify_token: 'theirs' } })
    const found = await tried()
    expect(found.handshake).toMatchObject({ state: 'skipped', because: 'elsewhere' })
    expect(found.fields[0]).toMatchObject({ state: 'processed' })
    expect((await levels())[0]).toMatchObject({ url: uri })
    await s.admin.send('POST', `${base}/webhooks/mend`)
    theirs.close()
  })

  test('without our app at the account Meta is not made to call', async () => {
    await atMeta('DELETE', `${number.wabaId}/subscribed_apps`)
    expect((await tried()).handshake).toMatchObject({ state: 'skipped', because: 'not_subscribed' })
    await s.admin.send('POST', `${base}/webhooks/mend`)
    expect((await tried()).handshake).toMatchObject({ state: 'passed' })
  })

  test('only who connects numbers may try it', async () => {
    const agent = await colleague(s.app, s.owner, s.admin.workspaceId, 'agent')
    expect((await agent.send('POST', `${base}/webhooks/test`)).status).toBe(403)
  })
})
