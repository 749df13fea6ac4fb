import { expect, test } from 'vitest'
import { nameDoubts, usernameProblem } from './name-rules.ts'

test.each([
  ['Padaria Aurora', []],
  ['C&A Modas', []],
  ["Bob's", []],
  ['IBM', []],
  ['A', ['too_short']],
  ['x'.repeat(76), ['too_long']],
  ['Padaria 🥖', ['emoji']],
  ['padaria.com.br', ['link']],
  ['Padaria *Aurora*', ['symbols']],
  ['P A D A R I A', ['spaces', 'shouting']],
  ['PADARIA AURORA', ['shouting']],
  ['Suporte WhatsApp', ['brand_of_meta']],
  ['Loja teste', ['word_test']],
  ['0800 123', ['only_numbers']],
])('the name %s', (name, doubts) => {
  expect(nameDoubts(name)).toEqual(doubts)
})

test.each([
  ['padaria.aurora', null],
  ['loja_24h', null],
  ['ab', 'length'],
  ['a'.repeat(36), 'length'],
  ['Padaria', 'letters'],
  ['padaria-aurora', 'letters'],
  ['123', 'no_letter'],
  ['.padaria', 'dots'],
  ['padaria.', 'dots'],
  ['pa..daria', 'dots'],
  ['www.padaria', 'www'],
  ['padaria.com', 'domain'],
])('the username %s', (username, problem) => {
  expect(usernameProblem(username)).toBe(problem)
})
