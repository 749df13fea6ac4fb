import { expect, test } from 'vitest'
import { availabilityAt, intervalProblem, type OpeningHours } from './opening-hours.ts'

const OFFICE = [
  { from: '08:00', to: '12:00' },
  { from: '13:30', to: '18:00' },
]
const HOURS: OpeningHours = {
  timeZone: 'America/Sao_Paulo',
  week: { monday: OFFICE, tuesday: OFFICE, wednesday: OFFICE, thursday: OFFICE, friday: OFFICE, saturday: [], sunday: [] },
  exceptions: [
    { date: '2026-12-25', intervals: [] },
    { date: '2026-11-28', intervals: [{ from: '09:00', to: '13:00' }] },
  ],
}
/** São Paulo is three hours behind UTC. */
const local = (text: string) => new Date(`${text}-03:00`)

test.each([
  ['a weekday morning', '2026-11-26T08:00', true],
  ['the minute before', '2026-11-26T07:59', false],
  ['the minute it closes', '2026-11-26T18:00', false],
  ['lunch', '2026-11-26T12:30', false],
  ['a Saturday with hours of its own', '2026-11-28T10:00', true],
  ['a Sunday', '2026-11-29T10:00', false],
  ['a holiday on a Friday', '2026-12-25T10:00', false],
])('%s', (_what, at, isOpen) => {
  expect(availabilityAt(HOURS, local(at)).isOpen).toBe(isOpen)
})

test('a closed period has one name from its beginning to its end', () => {
  const name = (at: string) => availabilityAt(HOURS, local(at)).closedSince
  expect(name('2026-11-27T18:00')).toEqual({ date: '2026-11-27', time: '18:00' })
  expect(name('2026-11-28T08:59')).toEqual({ date: '2026-11-27', time: '18:00' })
  expect(name('2026-11-28T13:00')).toEqual({ date: '2026-11-28', time: '13:00' })
  expect(name('2026-11-30T07:59')).toEqual({ date: '2026-11-28', time: '13:00' })
  expect(name('2026-11-30T12:10')).toEqual({ date: '2026-11-30', time: '12:00' })
})

test('closed, it says when it opens next, over holidays too', () => {
  const next = (at: string) => availabilityAt(HOURS, local(at)).opensAt
  expect(next('2026-11-26T12:30')).toEqual({ date: '2026-11-26', time: '13:30' })
  expect(next('2026-11-27T20:00')).toEqual({ date: '2026-11-28', time: '09:00' })
  expect(next('2026-12-24T18:00')).toEqual({ date: '2026-12-28', time: '08:00' })
})

test('a number that never opens has neither', () => {
  const never = { ...HOURS, week: { ...HOURS.week, monday: [], tuesday: [], wednesday: [], thursday: [], friday: [] }, exceptions: [] }
  expect(availabilityAt(never, local('2026-11-26T10:00'))).toEqual({ isOpen: false, closedSince: null, opensAt: null })
})

test('hours over midnight are two days', () => {
  const night = [{ from: '20:00', to: '24:00' }]
  const bar: OpeningHours = {
    ...HOURS,
    week: { ...HOURS.week, friday: night, saturday: [{ from: '00:00', to: '02:00' }, ...night] },
    exceptions: [],
  }
  expect(availabilityAt(bar, local('2026-11-27T23:59')).isOpen).toBe(true)
  expect(availabilityAt(bar, local('2026-11-28T00:00')).isOpen).toBe(true)
  expect(availabilityAt(bar, local('2026-11-28T02:00'))).toMatchObject({
    isOpen: false,
    closedSince: { date: '2026-11-28', time: '02:00' },
  })
})

test('clocks that are changed change the hours with them', () => {
  const berlin = { ...HOURS, timeZone: 'Europe/Berlin', exceptions: [] }
  expect(availabilityAt(berlin, new Date('2026-10-23T06:30:00Z')).isOpen).toBe(true) // 08:30 in summer
  expect(availabilityAt(berlin, new Date('2026-10-26T06:30:00Z')).isOpen).toBe(false) // 07:30 in winter
})

test('intervals end after they begin and do not overlap', () => {
  expect(intervalProblem(OFFICE)).toBeNull()
  expect(intervalProblem([{ from: '18:00', to: '08:00' }])).toBe('order')
  expect(intervalProblem([...OFFICE, { from: '11:00', to: '13:00' }])).toBe('overlap')
  expect(intervalProblem([])).toBeNull()
})
