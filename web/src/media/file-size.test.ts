import { expect, test } from 'vitest'
import { clockTime, fileSize } from './file-size.ts'

test.each([
  [500, '500 bytes'],
  [1536, '1,5 kB'],
  [5 * 1024 ** 2, '5 MB'],
  [16_400_000, '16 MB'],
])('%d bytes are %s', (bytes, text) => {
  expect(fileSize(bytes, 'pt-BR').replace(/\s/g, ' ')).toBe(text)
})

test.each([
  [-1, '0:00'],
  [7.9, '0:07'],
  [750, '12:30'],
])('%d seconds are %s', (seconds, text) => {
  expect(clockTime(seconds)).toBe(text)
})
