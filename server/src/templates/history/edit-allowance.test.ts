import { expect, test } from 'vitest'
import { editAllowance } from './edit-allowance.ts'

const now = new Date('2026-06-30T12:00:00.000Z')
const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3600_000)

test.each([
  ['never edited', [], 0, 0, null],
  ['yesterday, an hour ago', [25], 0, 1, null],
  ['an hour ago', [1], 1, 1, '2026-07-01T11:00:00.000Z'],
  [
    'ten times in the month, the oldest leaves it in 10 hours',
    [710, 600, 500, 400, 300, 200, 100, 90, 80, 70],
    0,
    10,
    '2026-06-30T22:00:00.000Z',
  ],
  ['both at once: the later of the two', [700, 600, 500, 400, 300, 200, 100, 90, 80, 2], 1, 10, '2026-07-01T10:00:00.000Z'],
  ['forgotten after a month', [721], 0, 0, null],
])('%s', (_name, hours, day, month, nextAt) =>
  expect(editAllowance(hours.map(hoursAgo), now)).toEqual({
    inDay: { used: day, most: 1 },
    inMonth: { used: month, most: 10 },
    nextAt,
  }),
)
