import { expect, test } from 'vitest'
import { safePath } from './return-path.ts'

test.each([
  ['/numbers/connect', '/numbers/connect'],
  ['/inbox?tab=mine#x', '/inbox?tab=mine#x'],
  ['https://evil.example/', '/inbox'],
  ['//evil.example', '/inbox'],
  ['/\\evil.example', '/inbox'],
  ['javascript:alert(1)', '/inbox'],
  ['', '/inbox'],
])('after signing in, %s leads to %s', (asked, path) => {
  expect(safePath(asked)).toBe(path)
})
