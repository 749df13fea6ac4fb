import { expect, test } from 'vitest'
import { isSelected, NOBODY, toggled } from './selection.ts'

test('marking and unmarking, one or all on screen, and one out of everybody', () => {
  const screen = ['a', 'b', 'c']
  const one = toggled(NOBODY, ['a'], screen)
  expect(screen.map((id) => isSelected(one, id))).toEqual([true, false, false])
  const all = toggled(one, screen, screen)
  expect(screen.map((id) => isSelected(all, id))).toEqual([true, true, true])
  expect(toggled(all, screen, screen)).toEqual(NOBODY)
  const found = toggled({ kind: 'found' }, ['b'], screen)
  expect(screen.map((id) => isSelected(found, id))).toEqual([true, false, true])
})
