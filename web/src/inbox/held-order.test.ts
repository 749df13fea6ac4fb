import fc from 'fast-check'
import { expect, test } from 'vitest'
import { heldRows } from './held-order.ts'

test.each([
  ['a new order waits', ['a', 'b', 'c'], ['b', 'a', 'c'], ['a', 'b', 'c']],
  ['a row that comes first waits', ['a', 'b'], ['n', 'a', 'b'], ['a', 'b']],
  ['rows that come at the end show at once', ['a', 'b'], ['a', 'b', 'c'], ['a', 'b', 'c']],
  ['a row that is gone goes at once', ['a', 'b', 'c'], ['a', 'c'], ['a', 'c']],
  ['gone and moved: only the going shows', ['a', 'b', 'c'], ['c', 'a'], ['a', 'c']],
])('%s', (_name, shown, next, expected) => expect(heldRows(shown, next)).toEqual(expected))

const ids = fc.uniqueArray(fc.constantFrom<string[]>('a', 'b', 'c', 'd', 'e', 'f', 'g'))

test('while held, no row that stays changes its place among those that stay, and none is invented', () => {
  fc.assert(
    fc.property(ids, ids, (shown, next) => {
      const held = heldRows(shown, next)
      const stays = shown.filter((id) => next.includes(id))
      expect(held.filter((id) => stays.includes(id))).toEqual(stays)
      expect(held.every((id) => next.includes(id))).toBe(true)
    }),
  )
})

test('nothing new is the very same list, so nothing redraws', () => {
  const shown = ['a', 'b']
  expect(heldRows(shown, ['a', 'b'])).toBe(shown)
})
