import { expect, test } from 'vitest'
import { decodeCursor, encodeCursor } from './cursor.ts'

const ID = '01a20416-0a03-70dd-acf9-f5e6c413cdf7'
const AT = '2026-01-01T00:00:00.000Z'

test('what a list gave comes back as it was', () => {
  expect(decodeCursor(encodeCursor(AT, 2 ** 52, ID), 'instant', 'count', 'id')).toEqual([AT, String(2 ** 52), ID])
})

test.each([
  ['another number of parts', [AT, ID]],
  ['an instant that only JavaScript can read', ['2026', 1, ID]],
  ['a day that no calendar has', ['2026-13-45T00:00:00.000Z', 1, ID]],
  ['a year 0', ['0000-01-01T00:00:00.000Z', 1, ID]],
  ['a count beyond the column', [AT, '99999999999999999999', ID]],
  ['a count below it', [AT, -1, ID]],
  ['half a count', [AT, 0.5, ID]],
  ['an id that is none', [AT, 1, 'x']],
  ['nothing', [null, null, null]],
  ['lists', [[AT], [1], [ID]]],
])('%s is refused and never reaches the database', (_what, parts) => {
  const cursor = Buffer.from(JSON.stringify(parts)).toString('base64url')
  expect(() => decodeCursor(cursor, 'instant', 'count', 'id')).toThrow(/not given by this list/)
})

test('U+0000 in a word is refused', () => {
  expect(() => decodeCursor(encodeCursor('a\0b'), 'text')).toThrow(/not given by this list/)
})
