/** Whatever an answer holds: never an exception, and never a promise that Meta did not make. */
import { errorRule, isKnownError } from '@recado/cloud-api/errors'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { callResult, sendResult } from './graph-answer.ts'

const status = fc.oneof(fc.constantFrom(200, 201, 204, 302, 400, 401, 404, 429, 500, 502, 503), fc.integer({ min: 100, max: 599 }))
const code = fc.oneof(fc.constantFrom(0, 1, 2, 4, 100, 190, 200, 131000, 131016, 131047, 131056, 130429), fc.integer())
const envelope = fc.record(
  {
    error: fc.record(
      {
        code: fc.oneof(code, code.map(String), fc.anything()),
        message: fc.anything(),
        error_subcode: fc.anything(),
        error_data: fc.anything(),
      },
      { requiredKeys: [] },
    ),
  },
  { requiredKeys: [] },
)
const accepted = fc.record({ messages: fc.anything(), contacts: fc.anything(), error: fc.anything() }, { requiredKeys: [] })
const body = fc.oneof(
  fc.string(),
  fc.json(),
  envelope.map(text),
  accepted.map(text),
  envelope.map((value) => text(value).slice(0, 20)),
)

/** fast-check makes values that JSON cannot hold; those are not JSON then. */
function text(value: unknown): string {
  return JSON.stringify(value, (_key, each: unknown) => (typeof each === 'bigint' ? String(each) : each)) ?? ''
}

test('a send is accepted only by a 200 that names the message, refused only by a code of Graph', () => {
  fc.assert(
    fc.property(status, body, (httpStatus, answer) => {
      const result = sendResult({ kind: 'answered', httpStatus, body: answer })
      if (result.outcome === 'accepted')
        expect([httpStatus, result.wamid.length > 0, answer.includes(result.wamid.slice(0, 1))]).toEqual([200, true, true])
      if (result.outcome === 'refused') {
        const { code: said } = result.error
        expect(errorRule(said).class).not.toBe('ambiguous')
        expect(httpStatus < 500 || isKnownError(said)).toBe(true)
      }
      if (result.outcome === 'not_sent') expect(httpStatus > 400 && httpStatus < 500).toBe(true)
    }),
    { numRuns: 2_000 },
  )
})

test('a request that was handed over and lost is never called not sent, unless it was turned away by name', () => {
  fc.assert(
    fc.property(fc.option(status, { nil: null }), fc.string(), (httpStatus, cause) => {
      const { outcome } = sendResult({ kind: 'lost', cause, httpStatus })
      expect(outcome).toBe(httpStatus !== null && httpStatus > 400 && httpStatus < 500 ? 'not_sent' : 'ambiguous')
    }),
  )
})

test('any other call is good only when the answer is what was asked for', () => {
  const wanted = z.object({ success: z.literal(true) })
  fc.assert(
    fc.property(status, body, (httpStatus, answer) => {
      const result = callResult({ kind: 'answered', httpStatus, body: answer }, wanted)
      if (result.ok) expect([httpStatus, result.value]).toEqual([200, { success: true }])
      else expect(result.error !== null || result.cause !== '').toBe(true)
    }),
    { numRuns: 1_000 },
  )
})
