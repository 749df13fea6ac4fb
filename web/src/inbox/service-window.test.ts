import fc from 'fast-check'
import { expect, test } from 'vitest'
import { serviceWindow, timeLeft, timeSince, windowIsOpen } from './service-window.ts'

const NOW = Date.parse('2026-11-22T12:00:00.000Z')
const inHours = (hours: number) => new Date(NOW + hours * 3_600_000).toISOString()

test.each([
  [24, 'open', 1],
  [12, 'open', 0.5],
  [4, 'open', 1 / 6],
  [3.99, 'soon', 3.99 / 24],
  [1, 'soon', 1 / 24],
  [0.99, 'last', 0.99 / 24],
  [0, 'closed', 0],
  [-2, 'closed', 0],
  [30, 'open', 1],
])('%f hours before its end the window is %s', (hours, phase, fraction) => {
  const window = serviceWindow(inHours(hours), NOW)
  expect(window.phase).toBe(phase)
  expect(window.fraction).toBeCloseTo(fraction, 5)
})

test('a customer who never wrote has no window, which is not a closed one', () => {
  expect(serviceWindow(null, NOW).phase).toBe('never')
  expect(windowIsOpen(null, NOW)).toBe(false)
})

test('as time goes on the arc only shrinks, and never shows 0 min while one may write', () => {
  fc.assert(
    fc.property(fc.integer({ min: -100_000_000, max: 100_000_000 }), fc.nat(10_000_000), (offset, later) => {
      const expiresAt = new Date(NOW + offset).toISOString()
      const [before, after] = [serviceWindow(expiresAt, NOW), serviceWindow(expiresAt, NOW + later)]
      expect(after.fraction).toBeLessThanOrEqual(before.fraction)
      if (windowIsOpen(expiresAt, NOW)) {
        const { hours, minutes } = timeLeft(before.msLeft)
        expect(hours * 60 + minutes).toBeGreaterThan(0)
      }
    }),
  )
})

test('time left is rounded up, time passed is rounded down', () => {
  expect(timeLeft(61_000)).toEqual({ hours: 0, minutes: 2 })
  expect(timeSince(119_000)).toEqual({ hours: 0, minutes: 1 })
  expect(timeLeft(3_600_000)).toEqual({ hours: 1, minutes: 0 })
})
