/** The attack on the taking in of a phone's history, small and with a fixed seed; the whole one is `npm run chaos -- history`. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, test } from 'vitest'

test('kill -9 while a phone hands over its past: nothing is lost, doubled or counted twice, and nothing of it asks for an answer', {
  timeout: 900_000,
}, async () => {
  const words = ['--seed', '7', '--messages', '1200', '--kills', '3', '--no-matrix']
  const child = spawn(process.execPath, ['scripts/chaos.mjs', 'history', ...words], { stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  child.stdout.on('data', (text) => {
    said += String(text)
  })
  const [code] = await once(child, 'exit')
  const line = said.split('\n').find((text) => text.startsWith('{'))
  const clean = { lost: 0, doubled: 0, miscounted: 0, unreadWrong: 0, eventsWrong: 0, pieces: 0, isWhole: true, deadLetters: 0 }
  expect(JSON.parse(line ?? '{}')).toMatchObject({ messages: 1200, ...clean })
  expect(JSON.parse(line ?? '{}').kills).toBeGreaterThan(0)
  expect(code).toBe(0)
})
