import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { codeOf, type Stage, stage } from '../test/stage.ts'
import { borrowPair } from './pair-rate.ts'
import { Throughput } from './throughput.ts'

describe('throughput', () => {
  test('in no window of a second more than the limit, whatever the pattern of tries', () => {
    const limit = 20
    const throughput = new Throughput(limit)
    const accepted: number[] = []
    let seed = 7
    for (let now = 0; now < 30_000; ) {
      seed = (seed * 16_807) % 2_147_483_647
      now += seed % (now % 4000 < 2000 ? 20 : 120)
      if (!throughput.allows(now)) continue
      throughput.count(now)
      accepted.push(now)
    }
    const most = Math.max(...accepted.map((start) => accepted.filter((at) => at >= start && at < start + 1000).length))
    expect(most).toBe(limit)
  })

  test('is free again exactly a second after the oldest of the window', () => {
    const throughput = new Throughput(2)
    throughput.count(0)
    throughput.count(600)
    expect([999, 1000].map((now) => throughput.allows(now))).toEqual([false, true])
  })
})

describe('the pair rate', () => {
  test('45 at once, then one per six seconds; a rest earns them back', () => {
    let freeAt = 0
    const send = (now: number) => {
      const next = borrowPair(freeAt, now)
      freeAt = next ?? freeAt
      return next !== null
    }
    const start = 1_000_000
    expect(Array.from({ length: 46 }, () => send(start)).filter(Boolean)).toHaveLength(45)
    expect([send(start + 5999), send(start + 6000), send(start + 6001)]).toEqual([false, true, false])
    expect(Array.from({ length: 46 }, () => send(start + 3_600_000)).filter(Boolean)).toHaveLength(45)
  })
})

describe('over HTTP', () => {
  let s: Stage
  beforeEach(async () => {
    s = await stage()
  })
  afterEach(() => s.close())

  const sends = async (count: number) => {
    const answers = await Promise.all(Array.from({ length: count }, () => s.send({ text: { body: 'Oi' } })))
    return answers.map(codeOf)
  }

  test('what exceeds the number’s throughput is refused with 130429', async () => {
    await s.faults({ pairRate: false, throughputPerSecond: 2 })
    const codes = await sends(20)
    expect(codes).toContain(130429)
    expect(codes.every((code) => code === 0 || code === 130429)).toBe(true)
    expect((await s.control('GET', `/wabas/${s.made.wabaId}/sends`)).body.total).toBe(codes.filter((code) => code === 0).length)
  })

  test('what customers write counts towards it', async () => {
    await s.faults({ throughputPerSecond: 60 })
    await s.control('POST', `/wabas/${s.made.wabaId}/inbound`, { messages: 60 })
    expect(codeOf(await s.send({ text: { body: 'Oi' } }))).toBe(130429)
  })

  test('a number that is also in the app on the phone has 20 a second, others 80', async () => {
    await s.faults({ pairRate: false })
    expect(await sends(60)).not.toContain(130429)
    await s.control('PATCH', `/numbers/${s.made.phoneNumberId}`, { coexistence: true })
    expect(await sends(60)).toContain(130429)
  })

  test('the pair is refused with 131056 after the burst, and free again when time has passed', async () => {
    const codes = await sends(46)
    expect(codes.filter((code) => code === 131056)).toHaveLength(1)
    await s.api('POST', '/clock', { hours: 1 })
    expect(codeOf(await s.send({ text: { body: 'Oi' } }))).toBe(0)
  })

  test('outside 24 hours a report fails with 131047, or the call where the switch says so', async () => {
    const late = await s.sendText('Nunca escreveu')
    expect((await s.business.untilStatus(late, 'failed')).errors[0].code).toBe(131047)
    await s.writes('Agora sim')
    const inside = await s.sendText('Pode falar')
    await s.business.untilStatus(inside, 'delivered')

    await s.api('POST', '/clock', { hours: 23.9 })
    await s.business.untilStatus(await s.sendText('Ainda dá'), 'delivered')
    await s.api('POST', '/clock', { hours: 0.2 })
    await s.business.untilStatus(await s.sendText('Tarde demais'), 'failed')
    await s.faults({ windowClosed: 'sync' })
    expect(codeOf(await s.send({ text: { body: 'E agora?' } }))).toBe(131047)
    expect((await s.chat()).messages.map(({ content }: { content: { body: string } }) => content.body)).toEqual([
      'Agora sim',
      'Pode falar',
      'Ainda dá',
    ])
  })

  test('a clock that moved on is told, signed, for every number, in seconds', async () => {
    await s.control('POST', `/wabas/${s.made.wabaId}/numbers`, {})
    const { body } = await s.api('POST', '/clock', { hours: 24 })
    expect(body).toEqual({ clockOffsetSeconds: 86_400 })
    await s.quiet()
    const told = s.business.updates().filter(({ field }) => field === 'sandbox_clock_moved')
    expect(told.map(({ seconds, metadata }) => [seconds, metadata.display_phone_number])).toEqual([
      [86_400, '551140000000'],
      [86_400, '551140000001'],
    ])
    expect(s.business.calls.every(({ isSigned }) => isSigned)).toBe(true)
  })

  test('who came from an ad and was answered is free for 72 hours', async () => {
    const path = `/customers/${s.customer.id}/chats/${s.made.phoneNumberId}/messages`
    const referral = { source_type: 'ad', source_id: '1202', source_url: 'https://fb.me/x', headline: 'Bolos' }
    await s.api('POST', path, { type: 'text', text: { body: 'Vi o anúncio' }, referral })
    const inbound = await s.business.until(() => s.business.updates()[0])
    expect(inbound.referral).toEqual(referral)
    const report = await s.business.untilStatus(await s.sendText('Oi!'), 'sent')
    expect(report.pricing).toEqual({ billable: false, pricing_model: 'PMP', type: 'free_entry_point', category: 'referral_conversion' })
    expect(report.conversation.origin.type).toBe('referral_conversion')
  })

  test('a message inside the window is charged since October 2026, unless the switch says otherwise', async () => {
    await s.writes('Oi')
    const now = await s.business.untilStatus(await s.sendText('um'), 'sent')
    expect(now.pricing).toMatchObject({ billable: true, type: 'regular', category: 'service' })
    await s.faults({ serviceMessagesBilled: false })
    const before = await s.business.untilStatus(await s.sendText('dois'), 'sent')
    expect(before.pricing).toMatchObject({ billable: false, type: 'free_customer_service', category: 'service' })
  })
})
