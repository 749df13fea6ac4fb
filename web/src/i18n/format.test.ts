import { expect, test } from 'vitest'
import { formatFor } from './format.ts'

const plain = (text: string) => text.replace(/\s/g, ' ')

test.each([
  ['pt-BR', '1.240', '14:05', 'há 12 min.'],
  ['es', '1.240', '14:05', 'hace 12 min'],
  ['en', '1,240', '02:05 PM', '12 min. ago'],
])('%s writes numbers and times its own way', (locale, number, time, ago) => {
  const format = formatFor(locale)
  const at = new Date(2026, 10, 22, 14, 5)
  expect(plain(format.number(1240))).toBe(number)
  expect(plain(format.time(at))).toBe(time)
  expect(plain(format.ago(at, at.getTime() + 12 * 60_000))).toBe(ago)
})

test('how long ago is relative up to a day, then the date', () => {
  const format = formatFor('pt-BR')
  const at = new Date(new Date().getFullYear(), 0, 5, 12, 0)
  expect(plain(format.ago(at, at.getTime() + 5000))).toBe('agora')
  expect(plain(format.ago(at, at.getTime() + 3 * 3600_000))).toBe('há 3 h')
  expect(plain(format.ago(at, at.getTime() + 24 * 3600_000))).toBe('05/01')
  expect(plain(format.ago(at, at.getTime() - 90_000)), 'a clock that is behind').toBe('agora')
})

test('a date of another year says the year', () => {
  expect(formatFor('pt-BR').day(new Date(2019, 10, 28))).toBe('28/11/2019')
})

test.each([
  [46_000, '46 s'],
  [41 * 60_000, '41 min'],
  [(21 * 60 + 46) * 60_000, '21 h 46 min'],
  [3 * 3600_000, '3 h'],
  [-5, '0 s'],
])('%d ms is %s', (ms, text) => {
  expect(plain(formatFor('pt-BR').duration(ms))).toBe(text)
})
