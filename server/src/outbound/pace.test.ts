import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Pace } from './pace.ts'

const LIMITS = [20, 80, 500, 1_000]

/** The strictest reading of Meta's rule: most uses in any stretch of one second, looked at when each is made. */
function busiestSecond(times: readonly number[]): number {
  let from = 0
  let most = 0
  times.forEach((time, index) => {
    while ((times[from] ?? 0) <= time - 1_000) from++
    most = Math.max(most, index - from + 1)
  })
  return most
}

/** Sends all it may for `duration` ms, woken when the pace says, `late` ms late. */
function underBacklog(pace: Pace, duration: number, late: () => number): number[] {
  const sent: number[] = []
  let now = 0
  while (now < duration) {
    const free = pace.available(now)
    for (let n = 0; n < free; n++) {
      pace.use(now)
      sent.push(now)
    }
    now += Math.max(0.05, pace.wait(now)) + late()
  }
  return sent
}

describe('any second', () => {
  test('never holds more than the limit, whoever asks when, and with what comes in counted', () => {
    const step = fc.record({
      pass: fc.double({ min: 0, max: 400, noNaN: true }),
      greed: fc.nat(1_200),
      arrives: fc.constantFrom(0, 0, 0, 1, 3, 40),
    })
    fc.assert(
      fc.property(fc.constantFrom(...LIMITS), fc.array(step, { maxLength: 400 }), (limit, steps) => {
        const pace = new Pace(limit)
        const counted: number[] = []
        let now = 0
        for (const { pass, greed, arrives } of steps) {
          now += pass
          if (arrives > 0) pace.note(now, arrives)
          for (let n = 0; n < arrives; n++) counted.push(now)
          for (let n = 0; n < greed && pace.available(now) > 0; n++) {
            pace.use(now)
            counted.push(now)
            expect(counted.filter((time) => time > now - 1_000).length).toBeLessThanOrEqual(limit)
          }
        }
      }),
      { numRuns: 60 },
    )
  })

  test.each(LIMITS)('at %i is used to 98 percent or more while there is a backlog, though every timer is late', (limit) => {
    fc.assert(
      fc.property(fc.infiniteStream(fc.double({ min: 0, max: 4, noNaN: true })), (lateness) => {
        const sent = underBacklog(new Pace(limit), 20_000, () => lateness.next().value)
        expect(busiestSecond(sent)).toBeLessThanOrEqual(limit)
        expect(sent.length / 20).toBeGreaterThanOrEqual(limit * 0.98)
      }),
      { numRuns: 20 },
    )
  })

  test('is shared with steady inbound traffic without going over or lying idle', () => {
    const pace = new Pace(80)
    const counted: number[] = []
    let arrivesAt = 0
    for (let now = 0; now < 20_000; now += 1) {
      if (now >= arrivesAt) {
        pace.note(now, 1)
        counted.push(now)
        arrivesAt += 50
      }
      if (pace.available(now) > 0) {
        pace.use(now)
        counted.push(now)
      }
    }
    const settled = counted.filter((time) => time > 2_000) // nobody can keep room for the first message that comes in
    expect(busiestSecond(settled)).toBeLessThanOrEqual(80)
    expect(settled.length / 18).toBeGreaterThanOrEqual(80 * 0.97)
  })
})

describe('waiting', () => {
  test('as long as it says is enough, and less is not', () => {
    const wanted = fc.constantFrom(1, 1, 5, 12)
    fc.assert(
      fc.property(fc.constantFrom(...LIMITS), fc.array(fc.record({ pass: fc.nat(300), wanted }), { maxLength: 200 }), (limit, steps) => {
        const pace = new Pace(limit)
        let now = 0
        for (const { pass, wanted } of steps) {
          now += pass
          while (pace.available(now) > 0) pace.use(now)
          const wait = pace.wait(now, wanted)
          expect(wait).toBeGreaterThan(0)
          expect(pace.available(now + wait * 0.999)).toBeLessThan(Math.max(1, Math.min(wanted, Math.floor(100 / (1_010 / limit)))))
          now += wait + 0.001
          expect(pace.available(now)).toBeGreaterThanOrEqual(Math.max(1, Math.min(wanted, Math.floor(100 / (1_010 / limit)))))
        }
      }),
      { numRuns: 60 },
    )
  })

  test('a single reply after a pause goes at once', () => {
    const pace = new Pace(80)
    underBacklog(pace, 3_000, () => 0)
    expect(pace.available(3_100)).toBeGreaterThan(0)
  })

  test('a reply never waits for long behind a backlog: places come free evenly', () => {
    const sent = underBacklog(new Pace(80), 10_000, () => 0)
    const gaps = sent.slice(1).map((time, index) => time - (sent[index] ?? 0))
    expect(Math.max(...gaps)).toBeLessThan(20)
  })
})

describe('a clock that jumps', () => {
  test('back neither lets more through nor stops the number', () => {
    const jump = fc.record({ pass: fc.nat(200), back: fc.constantFrom(0, 0, 5, 3_600_000, 90_000_000) })
    fc.assert(
      fc.property(fc.array(jump, { minLength: 50, maxLength: 200 }), (jumps) => {
        const pace = new Pace(80)
        const sent: number[] = []
        let shown = 1e9
        let passed = 0 // what the pace can know of the time that passed: a step back hides itself
        for (const { pass, back } of jumps) {
          shown += back > 0 ? -back : pass
          passed += back > 0 ? 0 : pass
          while (pace.available(shown) > 0) {
            pace.use(shown)
            sent.push(passed)
          }
          expect(pace.wait(shown)).toBeLessThanOrEqual(1_010)
        }
        expect(busiestSecond(sent)).toBeLessThanOrEqual(80)
      }),
      { numRuns: 60 },
    )
  })
})

describe('too much, says Meta', () => {
  test('slows the number down, and the old speed comes back by itself', () => {
    const pace = new Pace(80)
    const before = underBacklog(pace, 2_000, () => 0).length
    for (let n = 0; n < 3; n++) pace.slowDown(2_000)
    const shifted = {
      available: (t: number) => pace.available(t + 2_000),
      use: (t: number) => pace.use(t + 2_000),
      wait: (t: number) => pace.wait(t + 2_000),
    }
    const during = underBacklog(shifted as Pace, 2_000, () => 0).length
    expect(during).toBeLessThan(before * 0.85)
    const after = {
      available: (t: number) => pace.available(t + 30_000),
      use: (t: number) => pace.use(t + 30_000),
      wait: (t: number) => pace.wait(t + 30_000),
    }
    expect(underBacklog(after as Pace, 2_000, () => 0).length).toBeGreaterThanOrEqual(before - 3)
  })
})
