import { expect, test } from 'vitest'
import { commandProblem, isSound, promptProblem } from './starters-draft.ts'

test.each([
  [['Ver o cardápio'], null],
  [['  '], 'empty'],
  [['x'.repeat(81)], 'long'],
  [['Bolo 🎂'], 'emoji'],
])('the question %j', (prompts, problem) => {
  expect(promptProblem(prompts, 0)).toBe(problem)
})

test('only the second of two alike is wrong', () => {
  const prompts = ['Oi', ' Oi ']
  expect([0, 1].map((nth) => promptProblem(prompts, nth))).toEqual([null, 'twice'])
})

test.each([
  [{ name: 'pedido', hint: 'Fazer um pedido' }, null],
  [{ name: 'Pedido', hint: 'x' }, 'name'],
  [{ name: 'meu pedido', hint: 'x' }, 'name'],
  [{ name: 'pedido', hint: ' ' }, 'hint'],
  [{ name: 'pedido', hint: 'x'.repeat(257) }, 'hint'],
])('the command %j', (command, problem) => {
  expect(commandProblem([command], 0)).toBe(problem)
})

test('nothing at all is sound, a wrong line is not', () => {
  expect(isSound({ prompts: [], commands: [] })).toBe(true)
  expect(isSound({ prompts: [''], commands: [] })).toBe(false)
})
