import fc from 'fast-check'
import { expect, test } from 'vitest'
import { internationalDigits } from './international.ts'

test.each([
  ['(11) 98888-0001', 'BR', '5511988880001'],
  ['+55 11 98888-0001', 'PT', '5511988880001'],
  ['5511988880001', 'BR', '5511988880001'],
  ['912 345 678', 'PT', '351912345678'],
  ['+1 (415) 555-2671', 'BR', '14155552671'],
  ['14155552671', 'XX', '14155552671'],
  ['12', 'BR', null],
  ['não sei', 'BR', null],
  ['+55 11 97000-0003 0000 0000', 'BR', null],
])('%s in %s is %s', (written, country, digits) => expect(internationalDigits(written, country)).toBe(digits))

test('whatever is written, the answer is digits or nothing, and stays what it is', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[+\d ()-]{5,20}$/)), (written) => {
      const digits = internationalDigits(written, 'BR')
      if (digits === null) return
      expect(digits).toMatch(/^\d{7,15}$/)
      expect(internationalDigits(`+${digits}`, 'PT')).toBe(digits)
    }),
  )
})
