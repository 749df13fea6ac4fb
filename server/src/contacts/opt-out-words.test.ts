import fc from 'fast-check'
import { expect, test } from 'vitest'
import { optOutWord } from './opt-out-words.ts'

test.each(['sair', ' SAIR! ', 'Não quero mais.', 'Unsubscribe', 'dar de baja', 'STOP'])('%j stops it', (word) => {
  expect(optOutWord('text', word, {})).toBe(word.trim())
})
test.each(['vou sair agora', 'pare de demorar kkk', 'stop motion', '', '👍'])('%j is talk', (word) => {
  expect(optOutWord('text', word, {})).toBeNull()
})
test('no other kind of message, and no text whatever, is an accident', () => {
  expect(optOutWord('image', 'sair', {})).toBeNull()
  fc.assert(fc.property(fc.string(), fc.string({ minLength: 30 }), (a, b) => optOutWord('text', `${a} ${b}`, { payload: a }) === null))
})
