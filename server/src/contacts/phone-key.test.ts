import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { phoneKey } from './phone-key.ts'

describe('one telephone has one key', () => {
  test.each([
    ['a Brazilian mobile with and without the ninth digit', '+55 11 99999-0001', '551199990001'],
    ['a Mexican mobile with and without the old 1', '5215512345678', '52 55 1234 5678'],
    ['an Argentine mobile with and without the 9', '5491123456789', '+54 11 2345-6789'],
  ])('%s', (_what, a, b) => expect(phoneKey(a)).toBe(phoneKey(b)))

  test('two mobiles that differ in any of the last eight digits differ', () => {
    const eight = fc.integer({ min: 60_000_000, max: 99_999_999 }).map(String)
    fc.assert(fc.property(eight, eight, (a, b) => (phoneKey(`5511${a}`) === phoneKey(`55119${b}`)) === (a === b)))
  })

  test('a Brazilian landline keeps its eight digits', () => expect(phoneKey('551140000000')).toBe('551140000000'))
  test('what holds no digit has no key', () => expect(phoneKey('PHONE_NUMBER')).toBeNull())
  test('a key is its own key', () => {
    fc.assert(fc.property(fc.stringMatching(/^[1-9]\d{6,14}$/), (n) => phoneKey(phoneKey(n) ?? '') === phoneKey(n)))
  })
})
