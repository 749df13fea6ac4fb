import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { GraphError, SendResult } from './graph-client.ts'
import { judge, refuseStale } from './verdict.ts'

const now = new Date('2026-11-22T12:00:00Z')
const error = (code: number, subcode: number | null = null): GraphError => ({
  httpStatus: 400,
  code,
  subcode,
  title: 'no',
  details: 'because',
  traceId: null,
})
const refused = (code: number, subcode: number | null = null): SendResult => ({ outcome: 'refused', error: error(code, subcode) })
const judged = (result: SendResult, attempts = 1, random = 0.5) => judge(result, { attempts, now, random })

test.each([
  [refused(131026), { kind: 'failed', error: { code: 131026, reason: 'undeliverable', details: 'because' } }, null],
  [refused(132001), { kind: 'failed', error: { reason: 'template_missing', retryable: false } }, null],
  [refused(999_999), { kind: 'failed', error: { reason: 'refused_by_meta' } }, null],
  [refused(130429), { kind: 'again', afterMs: 1_500 }, { kind: 'slower' }],
  [refused(131056), { kind: 'again', afterMs: 6_000 }, null],
  [refused(131057), { kind: 'again', afterMs: 90_000 }, { kind: 'wait', ms: 90_000, concerns: 'number' }],
  [refused(80007), { kind: 'again', afterMs: 90_000 }, { kind: 'wait', ms: 90_000, concerns: 'account' }],
  [refused(131042), { kind: 'again', afterMs: 0 }, { kind: 'pause', because: 'payment_problem' }],
  [refused(190, 463), { kind: 'again', afterMs: 0 }, { kind: 'token', state: 'expired', because: 'token_invalid' }],
  [refused(190, 460), { kind: 'again', afterMs: 0 }, { kind: 'token', state: 'revoked', because: 'token_invalid' }],
  [refused(200), { kind: 'again', afterMs: 0 }, { kind: 'token', state: 'revoked', because: 'permission_missing' }],
  [{ outcome: 'not_sent', cause: 'ECONNREFUSED' }, { kind: 'again', afterMs: 500 }, null],
  [
    { outcome: 'ambiguous', cause: 'timeout', error: null },
    { kind: 'unknown', error: { code: 0, reason: 'answer_lost', retryable: true } },
    null,
  ],
  [{ outcome: 'ambiguous', cause: 'graph_131000', error: error(131000) }, { kind: 'unknown', error: { code: 131000 } }, null],
] as [SendResult, object, object | null][])('%j', (result, verdict, hold) => {
  const judgement = judged(result)
  expect(judgement.verdict).toMatchObject(verdict)
  if (hold === null) expect(judgement.hold).toBeNull()
  else expect(judgement.hold).toEqual(hold)
})

describe('trying again', () => {
  test('a pair waits 4, 16, 64 seconds and more', () => {
    expect([1, 2, 3, 4].map((attempts) => judged(refused(131056), attempts, 0).verdict)).toEqual(
      [4, 16, 64, 256].map((seconds) => ({ kind: 'again', afterMs: seconds * 1_000 })),
    )
  })

  test('no connection is waited out for as long as it takes, never longer than a minute at a time', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5_000 }), fc.double({ min: 0, max: 1, noNaN: true }), (attempts, random) => {
        const { verdict } = judged({ outcome: 'not_sent', cause: 'ENOTFOUND' }, attempts, random)
        expect(verdict.kind).toBe('again')
        if (verdict.kind === 'again') expect(verdict.afterMs).toBeLessThanOrEqual(60_000)
      }),
    )
  })

  test('what concerns one message alone ends after eight attempts, with its reason', () => {
    expect(judged(refused(134101), 7).verdict.kind).toBe('again')
    expect(judged(refused(134101), 8).verdict).toMatchObject({ kind: 'failed', error: { reason: 'template_syncing', retryable: true } })
  })

  test('is never the answer to anything that may have been sent', () => {
    const anything: fc.Arbitrary<SendResult> = fc.oneof(
      fc.record({
        outcome: fc.constant('ambiguous' as const),
        cause: fc.string(),
        error: fc.option(
          fc.integer().map((code) => error(code)),
          { nil: null },
        ),
      }),
      fc.constantFrom(1, 2, 131000, 131016).map((code) => refused(code)),
    )
    fc.assert(
      fc.property(anything, fc.integer({ min: 1, max: 50 }), (result, attempts) => {
        expect(judged(result, attempts).verdict.kind).toBe('unknown')
      }),
    )
  })
})

describe('before the call', () => {
  const fresh = { type: 'text', isWindowClosed: false, isAuthentication: false, ageSeconds: 1 }
  test.each([
    [fresh, null],
    [{ ...fresh, isWindowClosed: true }, 'window_closed'],
    [{ ...fresh, ageSeconds: 24 * 3_600 + 1 }, 'expired'],
    [{ ...fresh, type: 'image', isWindowClosed: true }, 'window_closed'],
    [{ ...fresh, type: 'template', isWindowClosed: true, ageSeconds: 24 * 3_600 + 1 }, null],
    [{ ...fresh, type: 'template', ageSeconds: 30 * 24 * 3_600 + 1 }, 'expired'],
    [{ ...fresh, type: 'template', isAuthentication: true, ageSeconds: 599 }, null],
    [{ ...fresh, type: 'template', isAuthentication: true, ageSeconds: 601 }, 'expired'],
  ])('%j: %s', (waited, reason) => {
    expect(refuseStale(waited, now)?.reason ?? null).toBe(reason)
  })
})
