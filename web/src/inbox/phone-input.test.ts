import { expect, test } from 'vitest'
import { countriesFor, readPhone } from './phone-input.ts'
import { phoneText } from './phone-text.ts'

test.each([
  ['11 95550-0142', 'BR', '5511955500142'],
  ['(11) 95550 0142', 'BR', '5511955500142'],
  ['5511955500142', 'BR', '5511955500142'],
  ['+55 11 95550-0142', 'US', '5511955500142'],
  ['0055 11 95550-0142', 'BR', '5511955500142'],
  ['https://wa.me/5511955500142', 'BR', '5511955500142'],
  ['+1 415 555 2671', 'BR', '14155552671'],
  ['600 123 456', 'ES', '34600123456'],
])('%s in %s is %s', (text, country, digits) => expect(readPhone(text, country)?.digits).toBe(digits))

test.each(['', '123', 'abc', '11 1111', '+999 123456789', '99999999999999999999'])('%j is nobody’s number', (text) =>
  expect(readPhone(text, 'BR')).toBeNull(),
)

test('Brazil comes first, then the alphabet', () => {
  const [first, ...others] = countriesFor('pt-BR').map(({ label }) => label)
  expect(first).toBe('Brasil +55')
  expect(others).toEqual([...others].sort((a, b) => a.localeCompare(b, 'pt-BR')))
  expect(others).toContain('Portugal +351')
})

test.each([
  ['5511955500142', '+55 11 95550-0142'],
  ['551140000000', '+55 11 4000-0000'],
  ['14155552671', '+1 415 555-2671'],
  ['34600123456', '+34600123456'],
])('%s is written %s', (digits, text) => expect(phoneText(digits)).toBe(text))
