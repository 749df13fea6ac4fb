/** Some random histories of the pure rules, always the same; thousands of others are `npm run chaos -- simulation`. */
import { expect, test } from 'vitest'
import { simulate } from '../chaos/simulation-run.ts'

test('whatever happens in whatever order, every promise holds after each step', () => {
  let accepted = 0
  for (let seed = 1; seed <= 300; seed++) accepted += simulate(seed, 200).accepted
  expect(accepted).toBeGreaterThan(3_000)
})

test('a seed is one history', () => {
  expect(simulate(42, 500)).toEqual(simulate(42, 500))
})
