import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { statusReport } from '../test/sending-world.ts'
import type { DeliveryState } from './delivery-state.ts'
import { mergeReport } from './merge-report.ts'

const state = (more: Partial<DeliveryState> = {}): DeliveryState => ({
  id: 'm',
  conversationId: 'c',
  assigneeId: null,
  isLast: true,
  wamid: null,
  status: 'accepted',
  times: {},
  error: null,
  pricing: null,
  ...more,
})

const report = fc
  .record({
    status: fc.constantFrom('sent', 'delivered', 'read', 'played', 'failed', 'deleted', 'warning', 'a new word'),
    timestamp: fc.integer({ min: 1_800_000_000, max: 1_800_000_009 }),
    code: fc.constantFrom(131026, 131049, 130472),
    pricing: fc.constantFrom(null, { category: 'utility' }, { category: 'utility', cost: 1 }, { category: 'service' }),
  })
  .map(({ status, timestamp, code, pricing }) =>
    statusReport(status, 'wamid.1', { timestamp, pricing, error: status === 'failed' ? { code, title: 'no', details: null } : null }),
  )

const readable = ({ status, times, error, pricing, wamid }: DeliveryState) =>
  JSON.stringify({ status, times: Object.entries(times).toSorted(([a], [b]) => (a < b ? -1 : 1)), error, pricing, wamid })

describe('reports in any order', () => {
  test('repeated, shuffled and cut into batches end in one state', () => {
    const shuffled = fc.array(report, { maxLength: 12 }).chain((reports) =>
      fc.record({
        reports: fc.constant(reports),
        order: fc.shuffledSubarray([...reports, ...reports], { minLength: reports.length * 2 }),
        start: fc.constantFrom<DeliveryState['status']>('queued', 'sending', 'accepted', 'unknown'),
      }),
    )
    fc.assert(
      fc.property(shuffled, ({ reports, order, start }) => {
        const one = reports.reduce(mergeReport, state({ status: start }))
        const other = order.reduce(mergeReport, state({ status: start }))
        expect(readable(other)).toBe(readable(one))
      }),
      { numRuns: 5_000 },
    )
  })

  test('never move a message back at any step', () => {
    const rank = ['queued', 'sending', 'unknown', 'accepted', 'sent', 'failed', 'delivered', 'read', 'played']
    fc.assert(
      fc.property(fc.array(report), (reports) => {
        reports.reduce(
          (before, next) => {
            const after = mergeReport(before, next)
            expect(rank.indexOf(after.status)).toBeGreaterThanOrEqual(rank.indexOf(before.status))
            return after
          },
          state({ status: 'queued' }),
        )
      }),
    )
  })
})

test('a report that says nothing new is the very same state, so that nothing is written or published', () => {
  const once = mergeReport(state(), statusReport('delivered', 'wamid.1', { pricing: { category: 'utility' } }))
  expect(mergeReport(once, statusReport('delivered', 'wamid.1', { pricing: { category: 'utility' } }))).toBe(once)
})

test.each([
  ['failed', 'delivered'],
  ['delivered', 'failed'],
])('%s, then %s: it is on the phone, and the failure stays as a note', (first, second) => {
  const error = { code: 131026, title: 'Message undeliverable', details: null }
  const merged = [first, second].reduce(
    (before, status) => mergeReport(before, statusReport(status, 'wamid.1', { error: status === 'failed' ? error : null })),
    state(),
  )
  expect(merged.status).toBe('delivered')
  expect(merged.error).toMatchObject({ code: 131026, reason: 'undeliverable', retryable: true })
})

test('a lost answer is no failure any more once WhatsApp speaks of the message', () => {
  const doubt = { code: 0, reason: 'answer_lost', title: '', details: null, retryable: true, at: '2026-11-22T12:00:00.000Z' }
  const sent = mergeReport(state({ status: 'unknown', error: doubt }), statusReport('sent', 'wamid.9'))
  expect(sent).toMatchObject({ status: 'sent', wamid: 'wamid.9', error: null })
})
