import { expect, test } from 'vitest'
import { initials } from './Avatar.tsx'

test.each([
  ['Marina Teles', 'MT'],
  ['Célia', 'C'],
  ['Ana Maria Braga Nunes', 'AN'],
  ['@luana.doces', 'LD'],
  ['Élida Ávila', 'ÉÁ'],
  ['+55 11 95550-0142', '#'],
  ['', '#'],
  ['😀 Beto', 'B'],
])('%s is %s', (name, letters) => {
  expect(initials(name)).toBe(letters)
})
