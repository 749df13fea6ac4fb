import { describe, expect, test } from 'vitest'
import { classifySendError, ERRORS, errorRule, isKnownError } from './errors.ts'

describe('an error in the answer to a send', () => {
  test.each([
    [0, 'token', 'token_invalid'],
    [1, 'hold', 'meta_unsure'],
    [2, 'hold', 'meta_unavailable'],
    [3, 'token', 'permission_missing'],
    [4, 'retry', 'app_rate_limit'],
    [10, 'token', 'permission_missing'],
    [33, 'pause', 'number_gone'],
    [100, 'fail', 'invalid_parameter'],
    [190, 'token', 'token_invalid'],
    [200, 'token', 'permission_missing'],
    [299, 'token', 'permission_missing'],
    [300, 'fail', 'refused_by_meta'],
    [368, 'pause', 'account_restricted'],
    [80007, 'retry', 'account_rate_limit'],
    [130429, 'retry', 'number_rate_limit'],
    [130472, 'fail', 'marketing_experiment'],
    [131000, 'hold', 'meta_unsure'],
    [131005, 'token', 'access_denied'],
    [131009, 'fail', 'parameter_invalid'],
    [131016, 'hold', 'meta_unavailable'],
    [131026, 'fail', 'undeliverable'],
    [131031, 'pause', 'account_locked'],
    [131042, 'pause', 'payment_problem'],
    [131045, 'pause', 'number_not_registered'],
    [131047, 'fail', 'window_closed'],
    [131048, 'pause', 'spam_limit'],
    [131049, 'fail', 'marketing_limit_of_user'],
    [131050, 'fail', 'user_opted_out'],
    [131053, 'fail', 'media_refused'],
    [131056, 'retry', 'pair_rate_limit'],
    [131057, 'retry', 'account_in_maintenance'],
    [132000, 'fail', 'template_parameter_count'],
    [132001, 'fail', 'template_missing'],
    [132015, 'fail', 'template_paused'],
    [133004, 'retry', 'meta_unavailable'],
    [133010, 'pause', 'number_not_registered'],
    [134101, 'retry', 'template_syncing'],
    [-1, 'fail', 'refused_by_meta'],
    [987654, 'fail', 'refused_by_meta'],
  ])('%i: %s, %s', (code, action, reason) => {
    expect(classifySendError({ code })).toMatchObject({ action, reason })
  })

  test('100 with subcode 33 means the number is gone, not that the message is wrong', () => {
    expect(classifySendError({ code: 100, subcode: 33 })).toMatchObject({ action: 'pause', reason: 'number_gone' })
    expect(classifySendError({ code: 100, subcode: 2388299 })).toMatchObject({ action: 'fail' })
  })

  test('only the customer waits after 131056, 4^n seconds; the number waits after 130429, doubling; never more than an hour', () => {
    const waits = (code: number) => [1, 2, 3, 4].map((attempts) => classifySendError({ code }, attempts).wait)
    expect(waits(131056)).toEqual([4, 16, 64, 256].map((seconds) => ({ seconds, concerns: 'pair' })))
    expect(waits(130429)).toEqual([1, 2, 4, 8].map((seconds) => ({ seconds, concerns: 'number' })))
    expect(classifySendError({ code: 131056 }, 50).wait.seconds).toBe(3600)
  })

  test('a retry button is offered only where the same message may pass', () => {
    const retryable = Object.keys(ERRORS)
      .map(Number)
      .filter((code) => errorRule(code).retryable && errorRule(code).class === 'fail')
    expect(retryable).toEqual([131026, 131030, 132015, 132069])
  })
})

test('a code of the permission range is known without being listed', () => {
  expect([isKnownError(210), isKnownError(190), isKnownError(5)]).toEqual([true, true, false])
})

test('reasons are stable words', () => {
  expect(Object.values(ERRORS).filter((rule) => !/^[a-z]+(_[a-z]+)*$/.test(rule.reason))).toEqual([])
})
