import { createHmac } from 'node:crypto'
import http from 'node:http'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Any, type Stage, stage } from '../test/stage.ts'

let s: Stage
beforeEach(async () => {
  s = await stage()
})
afterEach(() => s.close())

describe('a webhook', () => {
  test('is signed over bytes that are ASCII only, with emoji and slashes escaped', async () => {
    await s.writes('Olá 😀 1/2')
    const call = await s.business.until(() => s.business.calls[0])
    expect(call.isSigned).toBe(true)
    expect(call.raw.toString('latin1')).toContain(String.raw`"body":"Ol\u00e1 \ud83d\ude00 1\/2"`)
    expect([...call.raw].every((byte) => byte < 127)).toBe(true)
    expect(call.body.entry[0].changes[0].value.messages[0].text.body).toBe('Olá 😀 1/2')
  })

  test('names the account, the number and the customer as Meta does', async () => {
    await s.writes('Oi')
    const { body } = await s.business.until(() => s.business.calls[0])
    expect(body).toMatchObject({
      object: 'whatsapp_business_account',
      entry: [
        {
          id: s.made.wabaId,
          changes: [
            {
              field: 'messages',
              value: {
                messaging_product: 'whatsapp',
                metadata: { display_phone_number: '551140000000', phone_number_id: s.made.phoneNumberId },
                contacts: [{ profile: { name: 'Marina Teles' }, wa_id: s.customer.waId, user_id: s.customer.bsuid }],
                messages: [{ from: s.customer.waId, type: 'text', text: { body: 'Oi' }, timestamp: expect.stringMatching(/^\d{10}$/) }],
              },
            },
          ],
        },
      ],
    })
  })

  test('of a customer who hides the phone number has neither from nor wa_id', async () => {
    const items = (await s.api('GET', '/customers')).body.items
    const hidden = items.find((each: { hidden: boolean }) => each.hidden)
    await s.writes('Oi', hidden.id)
    const { value } = (await s.business.until(() => s.business.calls[0])).body.entry[0].changes[0]
    expect(value.contacts[0]).toEqual({ profile: { name: 'Luana Doces', username: 'luana.doces' }, user_id: hidden.bsuid })
    expect(value.messages[0]).not.toHaveProperty('from')
    expect(value.messages[0].from_user_id).toBe(hidden.bsuid)
  })

  test('is sent again, the same bytes, until the answer is 200, and not after', async () => {
    await s.faults({ webhooks: { retryMs: 5, retryMaxMs: 20 } })
    s.business.answers.push(500, 503, 404, 301)
    await s.writes('Insisto')
    await s.business.until(() => s.business.calls.length >= 5)
    await s.quiet()
    expect(s.business.calls.map(({ status }) => status)).toEqual([500, 503, 404, 301, 200])
    expect(new Set(s.business.calls.map(({ raw }) => raw.toString())).size).toBe(1)
  })

  test('that nobody answers in time is sent again', async () => {
    await s.faults({ webhooks: { timeoutMs: 2_000, retryMs: 5 } })
    s.business.answers.push(null)
    await s.writes('Alguém?')
    await s.business.until(() => s.business.updates()[0])
    expect(s.business.calls).toHaveLength(2)
  })

  test('shows on the customer’s phone as two ticks once it was taken', async () => {
    s.business.answers.push(500)
    await s.faults({ webhooks: { retryMs: 600_000, retryMaxMs: 600_000 } })
    await s.writes('Oi')
    await s.business.until(() => s.business.calls[0])
    expect((await s.chat()).messages[0].status).toBe('sent')
    await s.faults({}) // throwing a switch ends the waiting
    await s.quiet()
    expect((await s.chat()).messages[0].status).toBe('delivered')
  })

  test('goes through the list behind the scenes, one line per attempt', async () => {
    await s.faults({ webhooks: { retryMs: 1 } })
    s.business.answers.push(500)
    await s.writes('Oi')
    await s.quiet()
    const { items } = (await s.api('GET', '/deliveries?limit=10')).body
    expect(items).toMatchObject([
      { kind: 'message.text', summary: 'Marina Teles', attempt: 2, status: 200, outcome: 'ok', updates: 1 },
      { kind: 'message.text', attempt: 1, status: 500, outcome: 'retrying' },
    ])
  })

  test('is held while they are switched off, and nothing is lost', async () => {
    await s.faults({ webhooks: { paused: true } })
    for (const n of [1, 2, 3]) await s.writes(`mensagem ${n}`)
    expect(s.business.calls).toEqual([])
    await s.faults({ webhooks: { paused: false } })
    await s.quiet()
    expect(s.business.updates().map(({ text }) => text.body)).toEqual(['mensagem 1', 'mensagem 2', 'mensagem 3'])
  })

  test('carries what gathered meanwhile, at most as many updates as allowed', async () => {
    await s.faults({ webhooks: { paused: true, maxBatch: 40 } })
    await s.control('POST', `/wabas/${s.made.wabaId}/inbound`, { customers: 100, messages: 100 })
    await s.faults({ webhooks: { paused: false } })
    await s.quiet()
    expect(s.business.calls.map(({ body }) => body.entry[0].changes[0].value.messages.length)).toEqual([40, 40, 20])
    expect(new Set(s.business.updates().map(({ id }) => id)).size).toBe(100)
  })

  test('never has more than 1,000 updates', async () => {
    await s.faults({ webhooks: { paused: true } })
    await s.control('POST', `/wabas/${s.made.wabaId}/inbound`, { customers: 1500, messages: 1500 })
    await s.faults({ webhooks: { paused: false } })
    await s.quiet()
    expect(Math.max(...s.business.calls.map(({ body }) => body.entry[0].changes[0].value.messages.length))).toBe(1000)
    expect(s.business.updates()).toHaveLength(1500)
  })

  test('of one conversation waits for the one before it; those of others do not', async () => {
    const { items } = (await s.api('GET', '/customers')).body
    let release: (status: number) => void = () => undefined
    s.business.answers.push(
      new Promise((resolve) => {
        release = resolve
      }),
    )
    await s.writes('um')
    await s.writes('dois')
    await s.writes('de outra pessoa', items[1].id)
    const said = () => s.business.calls.flatMap(({ body }) => body.entry[0].changes[0].value.messages.map(({ text }: Any) => text.body))
    await s.business.until(() => said().includes('de outra pessoa'))
    expect(said()).toEqual(['um', 'de outra pessoa'])
    release(200)
    await s.business.until(() => said().includes('dois'))
    await s.quiet()
    expect(said()).toEqual(['um', 'de outra pessoa', 'dois'])
  })

  test('with a bad signature is what the switch makes of it', async () => {
    await s.faults({ webhooks: { badSignature: 1 } })
    await s.writes('Oi')
    await s.quiet()
    expect(s.business.calls[0]?.isSigned).toBe(false)
  })

  test('comes twice when the switch says so', async () => {
    await s.faults({ webhooks: { duplicate: 1 } })
    await s.writes('Oi')
    await s.business.until(() => s.business.calls.length === 2)
    expect(s.business.calls[0]?.raw).toEqual(s.business.calls[1]?.raw)
  })

  test('may travel with a field nobody knows', async () => {
    await s.faults({ webhooks: { unknownField: true } })
    await s.writes('Oi')
    const { body } = await s.business.until(() => s.business.calls[0])
    expect(body.entry.flatMap((entry: { changes: { field: string }[] }) => entry.changes.map(({ field }) => field))).toEqual([
      'sandbox_novelty',
      'messages',
    ])
  })

  test('waits in order while nobody listens, and goes on when somebody does', async () => {
    const { url } = s.business
    s.business.close()
    await s.writes('um')
    await s.writes('dois')
    const later = await lineOf(s, 'retrying')
    expect(later).toMatchObject({ status: null, attempt: 1 })
    const heard: string[] = []
    const server = http.createServer((request, response) => {
      let text = ''
      request.on('data', (chunk) => {
        text += chunk
      })
      request.on('end', () => {
        for (const { value } of JSON.parse(text).entry[0].changes) for (const message of value.messages) heard.push(message.text.body)
        response.end()
      })
    })
    await new Promise<void>((resolve) => server.listen(Number(new URL(url).port), '127.0.0.1', resolve))
    await s.quiet()
    server.close()
    server.closeAllConnections()
    expect(heard).toEqual(['um', 'dois'])
  })
})

async function lineOf(stage: Stage, outcome: string) {
  for (;;) {
    const { items } = (await stage.api('GET', '/deliveries')).body
    const found = items.find((line: { outcome: string }) => line.outcome === outcome)
    if (found) return found
    await new Promise((resolve) => setImmediate(resolve))
  }
}

describe('where webhooks go', () => {
  test('an override of the account, then of the number, after a handshake', async () => {
    const uri = `${s.business.url}/waba`
    expect((await s.graph('POST', `${s.made.wabaId}/subscribed_apps`, { override_callback_uri: uri, verify_token: 'wrong' })).status).toBe(
      400,
    )
    const token = 'the verify token'
    expect((await s.graph('POST', `${s.made.wabaId}/subscribed_apps`, { override_callback_uri: uri, verify_token: token })).body).toEqual({
      success: true,
    })
    const own = { override_callback_uri: `${s.business.url}/number`, verify_token: token }
    await s.graph('POST', s.made.phoneNumberId, { webhook_configuration: own })
    const { body } = await s.graph('GET', `${s.made.phoneNumberId}?fields=webhook_configuration`)
    expect(body.webhook_configuration).toEqual({
      phone_number: `${s.business.url}/number`,
      whatsapp_business_account: uri,
      application: s.business.url,
    })
  })

  test('nowhere once the app is no longer subscribed', async () => {
    await s.graph('DELETE', `${s.made.wabaId}/subscribed_apps`)
    await s.writes('Alguém?')
    await s.quiet()
    expect(s.business.calls).toEqual([])
    expect((await s.graph('GET', `${s.made.wabaId}/subscribed_apps`)).body).toEqual({ data: [] })
  })

  test('another app is told with its own secret, at its own address', async () => {
    await s.control('POST', '/apps', { appId: '42000000', appSecret: 'another', verifyToken: 'v', callbackUrl: s.business.url })
    const other = (await s.control('POST', '/wabas', { name: 'Outra', appId: '42000000' })).body
    await s.control('POST', `/wabas/${other.wabaId}/inbound`, {})
    const call = await s.business.until(() => s.business.calls[0])
    expect(call.body.entry[0].id).toBe(other.wabaId)
    expect(call.signature).toBe(`sha256=${createHmac('sha256', 'another').update(call.raw).digest('hex')}`)
  })
})
