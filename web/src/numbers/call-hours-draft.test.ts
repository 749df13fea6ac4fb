import { expect, test } from 'vitest'
import { daysOf, isWrong, weekOf } from './call-hours-draft.ts'

const WEEK = [
  { day: 'MONDAY', open: '0800', close: '1200' },
  { day: 'MONDAY', open: '1300', close: '1800' },
  { day: 'SUNDAY', open: '1000', close: '1400' },
] as const

test('a week comes back as it went in, with a second span of a day', () => {
  expect(weekOf(daysOf(WEEK))).toEqual(WEEK)
})

test('a day that is closed is not sent, whatever stands in its fields', () => {
  expect(weekOf(daysOf(WEEK).map((day) => ({ ...day, isOpen: day.day === 'SUNDAY' })))).toEqual([WEEK[2]])
})

test.each([
  ['08:00', '18:00', false],
  ['18:00', '08:00', true],
  ['08:00', '08:00', true],
  ['', '18:00', true],
])('open at %s and close at %s is wrong: %s', (open, close, wrong) => {
  expect(isWrong({ day: 'MONDAY', isOpen: true, open, close, second: null })).toBe(wrong)
})
