/** The attack on the way in, small and with a fixed seed; the whole one is `npm run chaos -- ingress`. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, test } from 'vitest'

test('kill -9 while customers write: nothing acknowledged is lost, doubled, out of order or announced wrongly', {
  timeout: 900_000,
}, async () => {
  const words = ['--seed', '7', '--items', '1500', '--kills', '4', '--no-matrix']
  const child = spawn(process.execPath, ['scripts/chaos.mjs', 'ingress', ...words], { stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  child.stdout.on('data', (text) => {
    said += String(text)
  })
  const [code] = await once(child, 'exit')
  const line = said.split('\n').find((text) => text.startsWith('{'))
  const clean = { lost: 0, doubled: 0, inversions: 0, unreadWrong: 0, eventsWrong: 0, deadLetters: 0 }
  expect(JSON.parse(line ?? '{}')).toMatchObject({ items: 1500, ...clean })
  expect(JSON.parse(line ?? '{}').kills).toBeGreaterThan(0)
  expect(code).toBe(0)
})
