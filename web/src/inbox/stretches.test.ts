import { expect, test } from 'vitest'
import { type Stretch, stretchesOf } from './stretches.ts'
import { at, message } from './test/made.ts'
import { keepRows, type ThreadRow, threadRows } from './thread-rows.ts'

const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, n) => from + n)

/** A thread of these messages as it follows on what was drawn before. */
function drawn(messages: readonly number[], before: readonly Stretch[] = [], windowExpiresAt: string | null = null) {
  const rows = threadRows({
    messages: messages.map((n) => message(n, { at: at(n / 10) })),
    waiting: [],
    windowExpiresAt,
    now: Date.parse(at(10_000)),
    dayOf: (moment) => moment.slice(0, 10),
  })
  // Messages are made anew here, so rows are compared by their keys.
  const known = new Map(before.flatMap((stretch) => stretch.rows.map((row) => [row.key, row] as const)))
  const same = keepRows([], rows).map((row): ThreadRow => known.get(row.key) ?? row)
  return stretchesOf(same, before)
}
const keysIn = (stretches: readonly Stretch[]) => stretches.flatMap((stretch) => stretch.rows.map((row) => row.key))
const homes = (stretches: readonly Stretch[]) => new Map(stretches.flatMap(({ key, rows }) => rows.map((row) => [row.key, key] as const)))

test('all rows in their order, none in a stretch longer than forty', () => {
  const stretches = drawn(numbers(1, 205))
  expect(keysIn(stretches)).toEqual(['day 2026-11-22', ...numbers(1, 205).map((n) => message(n).id)])
  expect(stretches.map(({ rows }) => rows.length)).toEqual([40, 40, 40, 40, 40, 6])
})

test('a message that comes at the end leaves every stretch but the last the same', () => {
  const before = drawn(numbers(1, 100))
  const after = drawn(numbers(1, 101), before)
  expect(after.map((stretch, nth) => stretch === before[nth])).toEqual([true, true, false])
  const filled = numbers(102, 160).reduce((known, n) => drawn(numbers(1, n), known), after)
  expect(filled.map(({ rows }) => rows.length)).toEqual([40, 40, 40, 40, 1])
})

test('older messages of the same day come as stretches of their own, and no row moves to another', () => {
  const before = drawn(numbers(101, 200))
  const after = drawn(numbers(51, 200), before)
  const [was, is] = [homes(before), homes(after)]
  for (const n of numbers(101, 200)) expect(is.get(message(n).id)).toBe(was.get(message(n).id))
  expect(after.slice(-2)).toEqual(before.slice(-2))
  expect(after.at(-1)).toBe(before.at(-1))
  const again = drawn(numbers(1, 200), after)
  expect(Math.max(...again.map(({ rows }) => rows.length))).toBeLessThanOrEqual(40)
})

test('a message that comes late goes into the stretch of its neighbours', () => {
  const before = drawn(numbers(1, 100).filter((n) => n !== 30))
  const after = drawn(numbers(1, 100), before)
  expect(after.map((stretch, nth) => stretch === before[nth])).toEqual([false, true, true])
  expect(keysIn(after)).toContain(message(30).id)
})

test('the line about the window comes and goes without moving a message', () => {
  const closed = drawn(numbers(1, 100), [], at(4))
  const open = drawn(numbers(1, 101), closed)
  const [was, is] = [homes(closed), homes(open)]
  for (const n of numbers(1, 100)) expect(is.get(message(n).id)).toBe(was.get(message(n).id))
})
