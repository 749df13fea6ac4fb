import { expect, test } from 'vitest'
import { fits } from './fits.ts'

test.each([
  ['Ir para Números', 'numeros', true],
  ['Ir para Números', 'núm ir', true],
  ['Ir para Números', '', true],
  ['Ir para Números', 'modelos', false],
])('%s for "%s": %s', (label, words, found) => {
  expect(fits(label, words)).toBe(found)
})
