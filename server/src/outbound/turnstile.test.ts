import { expect, test } from 'vitest'
import { createTurnstile } from './turnstile.ts'

test('no more than the limit are inside, everybody gets in, in order, and one that fails does not block the others', async () => {
  const turnstile = createTurnstile(3)
  const entered: number[] = []
  let inside = 0
  let most = 0
  const pass = (n: number) =>
    turnstile.pass(async () => {
      entered.push(n)
      most = Math.max(most, ++inside)
      await Promise.resolve()
      await Promise.resolve()
      inside--
      if (n % 5 === 0) throw new Error('no')
    })
  const results = await Promise.allSettled(Array.from({ length: 40 }, (_, n) => pass(n)))
  expect(most).toBe(3)
  expect(entered).toEqual(Array.from({ length: 40 }, (_, n) => n))
  expect(results.filter((result) => result.status === 'rejected')).toHaveLength(8)
})
