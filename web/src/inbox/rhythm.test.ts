import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { rhythm } from './rhythm.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('the first time at once, then once per interval however often it is asked for, and a last time for the last', () => {
  let ran = 0
  const { ask } = rhythm({ afterMs: 0, everyMs: 1_000 }, () => ran++)
  ask()
  vi.advanceTimersByTime(0)
  expect(ran).toBe(1)
  for (let n = 0; n < 50; n++) {
    ask()
    vi.advanceTimersByTime(100)
  }
  expect(ran).toBe(6)
  ask()
  vi.advanceTimersByTime(10_000)
  expect(ran).toBe(7)
})

test('what was stopped does not run any more', () => {
  let ran = 0
  const { ask, stop } = rhythm({ afterMs: 100, everyMs: 1_000 }, () => ran++)
  ask()
  stop()
  vi.advanceTimersByTime(10_000)
  expect(ran).toBe(0)
})
