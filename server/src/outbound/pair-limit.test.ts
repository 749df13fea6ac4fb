import fc from 'fast-check'
import { expect, test } from 'vitest'
import { PairLimit } from './pair-limit.ts'

test('one customer gets 45 at once and then one every 6 seconds; the others do not notice', () => {
  const pairs = new PairLimit()
  for (let n = 0; n < 44; n++) pairs.use('ana', 0)
  expect(pairs.waiting(0)).toEqual([])
  pairs.use('ana', 0)
  pairs.use('rui', 0)
  expect(pairs.waiting(0)).toEqual(['ana'])
  expect(pairs.waiting(5_999)).toEqual(['ana'])
  expect(pairs.waiting(6_000)).toEqual([])
  pairs.use('ana', 6_000)
  expect(pairs.waiting(11_999)).toEqual(['ana'])
})

test('an hour never holds more than what is lent and paid back, however the traffic falls', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ pass: fc.nat(20_000), who: fc.constantFrom('ana', 'rui'), greed: fc.nat(60) }), { maxLength: 300 }),
      (steps) => {
        const pairs = new PairLimit()
        const sent = { ana: [] as number[], rui: [] as number[] }
        let now = 0
        for (const { pass, who, greed } of steps) {
          now += pass
          for (let n = 0; n < greed && !pairs.waiting(now).includes(who); n++) {
            pairs.use(who, now)
            sent[who].push(now)
          }
        }
        for (const times of Object.values(sent)) {
          times.forEach((from, first) => {
            const inside = times.slice(first).filter((time) => time <= from + 60_000).length
            expect(inside).toBeLessThanOrEqual(45 + 60_000 / 6_000)
          })
        }
      },
    ),
    { numRuns: 50 },
  )
})

test('customers who have paid back are forgotten', () => {
  const pairs = new PairLimit()
  for (let n = 0; n < 5_000; n++) pairs.use(`customer ${n}`, n * 100)
  expect(pairs.remembered).toBeLessThan(2_500)
})
