import { expect, test } from 'vitest'
import { peopleOfTier } from './number-words.ts'

test.each([
  ['TIER_50', 50],
  ['TIER_250', 250],
  ['TIER_2K', 2000],
  ['TIER_100K', 100_000],
  ['TIER_UNLIMITED', 'unlimited'],
  ['TIER_NOT_SET', null],
  ['', null],
  ['SOMETHING_NEW', null],
])('%s is %s people', (tier, people) => {
  expect(peopleOfTier(tier)).toBe(people)
})
