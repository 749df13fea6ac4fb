import fc from 'fast-check'
import pg from 'pg'
import { expect, it } from 'vitest'
import { readInstant } from './timestamps.ts'

const driver = pg.types.getTypeParser(1184) as (text: string) => Date

it('reads what PostgreSQL writes as the driver does', () => {
  const two = (least: number, most: number) => fc.integer({ min: least, max: most }).map((n) => String(n).padStart(2, '0'))
  const date = fc.tuple(
    fc.integer({ min: 1, max: 9999 }).map((n) => String(n).padStart(4, '0')),
    two(1, 12),
    two(1, 28),
  )
  const fraction = fc.oneof(fc.constant(''), fc.stringMatching(/^\.\d{0,5}[1-9]$/))
  const written = fc
    .tuple(date, two(0, 23), two(0, 59), two(0, 59), fraction, fc.constantFrom('+00', '-03', '+05:30'))
    .map(([day, hour, minute, second, rest, zone]) => `${day.join('-')} ${hour}:${minute}:${second}${rest}${zone}`)
  fc.assert(
    fc.property(written, (text) => {
      expect(readInstant(text)).toEqual(driver(text))
    }),
    { numRuns: 2_000 },
  )
})

it.each(['infinity', '-infinity', '0044-03-15 12:00:00+00 BC', '10000-01-01 00:00:00+00'])('leaves %s to the driver', (text) => {
  expect(readInstant(text)).toEqual(driver(text))
})
