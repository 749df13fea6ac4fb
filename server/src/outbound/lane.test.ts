import { describe, expect, test } from 'vitest'
import { Lane } from './lane.ts'

const wall = new Date()
const lane = () => new Lane('number', 'workspace', { limit: 1_000, isConnected: true, heldUntil: null })
/** How many the lane would let go at a moment when nothing but its trust in Meta limits it. */
function allowance(of: Lane, now: number): number {
  const gate = of.gate(now, wall, false)
  return typeof gate === 'object' && 'most' in gate ? gate.most : 0
}

const ends = (of: Lane, now: number, health: 'healthy' | 'down', round = of.begin()) => of.hear(now, round, { health, hold: null }, 1)

describe('calls under way', () => {
  test('are few until Meta is known to answer, then one more with each good answer', () => {
    const one = lane()
    expect(allowance(one, 10_000)).toBe(8)
    for (let n = 0; n < 20; n++) ends(one, 10_000, 'healthy')
    expect(allowance(one, 10_000)).toBe(28)
  })

  test('stay as many when now and then an answer fails to come', () => {
    const one = lane()
    for (let n = 0; n < 300; n++) ends(one, 10_000 + n, n % 5 < 2 ? 'down' : 'healthy')
    expect(allowance(one, 20_000)).toBe(50) // the most that is claimed at once
  })

  test('stop after five in a row, sound Meta out one at a time with growing pauses, and begin anew when it answers', () => {
    const one = lane()
    let now = 10_000
    const pauses: number[] = []
    for (let n = 0; n < 13; n++) {
      ends(one, now, 'down')
      const gate = one.gate(now, wall, false)
      const pause = typeof gate === 'object' && 'waitMs' in gate ? gate.waitMs : 0
      pauses.push(pause)
      now += pause + 1
      if (n >= 4) expect(allowance(one, now)).toBe(1)
    }
    expect(pauses).toEqual([0, 0, 0, 0, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000, 30_000])
    ends(one, now, 'healthy')
    expect(allowance(one, now)).toBe(8)
  })

  test('that hang from before a pause neither prolong it nor stand in the way after it', () => {
    const one = lane()
    for (let n = 0; n < 40; n++) ends(one, 10_000, 'healthy')
    const hanging = Array.from({ length: 40 }, () => one.begin())
    for (let n = 0; n < 5; n++) ends(one, 10_000, 'down')
    expect(one.gate(10_000, wall, false)).toMatchObject({ waitMs: 1_000 })
    expect(allowance(one, 11_001)).toBe(1)
    for (const round of hanging) ends(one, 11_002, 'down', round)
    expect(allowance(one, 11_003)).toBe(1)
    ends(one, 11_004, 'healthy')
    expect(allowance(one, 11_005)).toBe(8)
    expect(one.inFlight).toBe(0)
  })
})

test('a wait that Meta asks of a number is kept by all its messages', () => {
  const one = lane()
  one.hear(10_000, one.begin(), { health: 'healthy', hold: { kind: 'wait', ms: 60_000, concerns: 'number' } }, 0.5)
  expect(one.gate(69_999, wall, false)).toMatchObject({ waitMs: 1 })
  expect(allowance(one, 70_000)).toBeGreaterThan(0)
})
