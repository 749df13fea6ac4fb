import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { codeOf, type Stage, stage } from '../test/stage.ts'
import { noFaults } from '../world/faults.ts'
import { KNOWN_CODES, metaError } from '../world/meta-errors.ts'

let s: Stage
beforeAll(async () => {
  s = await stage()
  await s.writes('Oi')
})
afterEach(() => s.faults(noFaults()))
afterAll(() => s.close())

const accepted = async (): Promise<string[]> =>
  (await s.control('GET', `/wabas/${s.made.wabaId}/sends?limit=10000`)).body.items.map(
    (send: { bizOpaqueCallbackData: string }) => send.bizOpaqueCallbackData,
  )

/** No answer will come: the fault has been met, and what was to be accepted is. */
async function hangs(reference: string, isAccepted: boolean): Promise<void> {
  await expect.poll(async () => (await s.api('GET', '/faults')).body.next).toEqual([])
  if (isAccepted) await expect.poll(accepted).toContain(reference)
}

/**
 * What the caller saw: a status and a code, broken JSON, or no answer at all.
 * @param patience ends when the caller gives up
 */
async function sendOnce(reference: string, patience: Promise<void> = new Promise(() => undefined)): Promise<string> {
  const givesUp = new AbortController()
  void patience.then(() => setTimeout(() => givesUp.abort(), 300))
  const body = { messaging_product: 'whatsapp', to: s.customer.phone, text: { body: 'Oi' }, biz_opaque_callback_data: reference }
  const headers = { authorization: `Bearer ${s.made.accessToken}`, 'content-type': 'application/json' }
  const url = `${s.simulator.url}/graph/v26.0/${s.made.phoneNumberId}/messages`
  const options = { method: 'POST', headers, body: JSON.stringify(body), signal: givesUp.signal }
  const answer = await fetch(url, options).catch((error: Error) => error)
  if (answer instanceof Error) return answer.name === 'AbortError' ? 'silence' : 'cut'
  const text = await answer.text()
  if (!text.startsWith('{')) return `${answer.status} no json`
  try {
    return `${answer.status} ${JSON.parse(text).error?.code ?? 'ok'}`
  } catch {
    return `${answer.status} broken json`
  }
}

describe('the next send', () => {
  test.each([
    ['serverError', '500 131000', false],
    ['unavailable', '503 2', false],
    ['badGateway', '502 no json', false],
    ['tooManyRequests', '429 4', false],
    ['throughput', '400 130429', false],
    ['pair', '400 131056', false],
    ['reset', 'cut', false],
    ['hang', 'silence', false],
    ['serverErrorAfter', '500 131000', true],
    ['lostReply', 'cut', true],
    ['hangAfter', 'silence', true],
    ['brokenJson', '200 broken json', true],
  ])('%s: the caller sees "%s", accepted: %s; the one after it is fine', async (kind, seen, isAccepted) => {
    await s.faults({ next: [{ kind }] })
    expect(await sendOnce(kind, seen === 'silence' ? hangs(kind, isAccepted) : undefined)).toBe(seen)
    expect((await accepted()).includes(kind)).toBe(isAccepted)
    if (isAccepted) await s.business.until(() => s.business.statuses().find((report) => report.biz_opaque_callback_data === kind))
    expect(await sendOnce(`${kind} again`)).toBe('200 ok')
  })

  test('is refused with a chosen code, or accepted and reported failed with it', async () => {
    await s.faults({
      next: [
        { kind: 'refuse', code: 131048 },
        { kind: 'refuse', code: 131026, later: true },
      ],
    })
    expect(await sendOnce('now')).toBe('400 131048')
    const wamid = await s.sendText('later')
    expect((await s.business.untilStatus(wamid, 'failed')).errors[0].code).toBe(131026)
    expect((await s.api('GET', '/faults')).body.next).toEqual([])
  })

  test.each(KNOWN_CODES)('code %i comes with its HTTP status and title', async (code) => {
    await s.faults({ next: [{ kind: 'refuse', code }] })
    const answer = await s.send({ text: { body: 'Oi' } })
    expect([codeOf(answer), answer.status]).toEqual([code, metaError(code).http])
    expect(answer.body.error.message).toBe(`(#${code}) ${metaError(code).title}`)
  })
})

describe('switches', () => {
  test('a share of sends meets a fault, about as large as was asked', async () => {
    await s.faults({ pairRate: false, throughputPerSecond: 100_000, rates: { serverError: 0.5 } })
    const seen = await Promise.all(Array.from({ length: 120 }, (_, n) => sendOnce(`share ${n}`)))
    const failed = seen.filter((each) => each === '500 131000').length
    expect(failed).toBeGreaterThan(20)
    expect(failed).toBeLessThan(100)
    expect(new Set(seen)).toEqual(new Set(['500 131000', '200 ok']))
  })

  test('an outage answers everything with 503 and holds webhooks back', async () => {
    await s.quiet()
    await s.faults({ outage: true })
    const before = s.business.calls.length
    await s.writes('Alô?')
    const answer = await s.graph('GET', s.made.wabaId)
    expect([answer.status, codeOf(answer)]).toEqual([503, 2])
    expect(await sendOnce('outage')).toBe('503 2')
    expect(s.business.calls).toHaveLength(before)
    await s.faults({ outage: false })
    await s.business.until(() => s.business.updates().find(({ text }) => text?.body === 'Alô?'))
  })

  test('are merged, and what is no switch is refused', async () => {
    await s.faults({ webhooks: { delay: { maxMs: 50 } }, rates: { hang: 0.25 } })
    const { body } = await s.api('GET', '/faults')
    expect(body.webhooks.delay).toEqual({ minMs: 0, maxMs: 50 })
    expect(body.rates).toMatchObject({ hang: 0.25, reset: 0 })
    expect((await s.faults({ gremlins: true })).status).toBe(422)
    expect((await s.faults({ rates: { hang: 2 } })).status).toBe(422)
    expect((await s.faults({ next: [{ kind: 'refuse' }] })).status).toBe(422)
  })
})
