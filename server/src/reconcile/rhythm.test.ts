import { expect, test } from 'vitest'
import { isOld, nextReading } from './rhythm.ts'

test('an account that was read is read again within the hour, more or less', () => {
  expect(nextReading('read', 3, 0.5)).toEqual({ nextInMs: 3600_000, failures: 0 })
  expect(nextReading('read', 0, 0).nextInMs).toBe(3240_000)
  expect(nextReading('read', 0, 1).nextInMs).toBe(3960_000)
})

test('what fails waits longer every time, and never longer than six hours', () => {
  const minutes = [0, 1, 2, 3, 6, 40].map((failures) => nextReading('failed', failures, 0.5).nextInMs / 60_000)
  expect(minutes).toEqual([5, 10, 20, 40, 320, 360])
  expect(nextReading('failed', 2, 0.5).failures).toBe(3)
})

test('without a token there is nothing to hurry for', () => {
  expect(nextReading('idle', 5, 0.5)).toEqual({ nextInMs: 6 * 3600_000, failures: 0 })
})

test('never read is old', () => {
  const now = new Date(10_000)
  expect([isOld(null, 1, now), isOld(new Date(9_000), 1_000, now), isOld(new Date(9_001), 1_000, now)]).toEqual([true, true, false])
})
