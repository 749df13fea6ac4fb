import { expect, test } from 'vitest'
import { paced } from './paced.ts'

test('things are done in the order given, never two at once, and one that fails holds nobody up', async () => {
  const inTurn = paced(1_000_000)
  const done: number[] = []
  let under = 0
  const work = (n: number) => async () => {
    under++
    await new Promise((resolve) => setImmediate(resolve))
    expect(under).toBe(1)
    under--
    if (n === 3) throw new Error('the third')
    done.push(n)
  }
  const all = await Promise.allSettled([1, 2, 3, 4, 5].map((n) => inTurn(n, work(n))))
  expect(all.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled', 'fulfilled'])
  expect(done).toEqual([1, 2, 4, 5])
})

test('many bytes are followed by a rest, for whoever comes next', async () => {
  const inTurn = paced(10)
  await inTurn(500, async () => undefined)
  const began = performance.now()
  await inTurn(1, async () => undefined)
  expect(performance.now() - began).toBeGreaterThan(30) // 50 ms, less what a clock rounds off
})
