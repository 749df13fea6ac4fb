/** The attack on sending, small and with a fixed seed; the whole one is `npm run chaos -- outbound`. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, onTestFinished, test } from 'vitest'

test('kill -9, lost answers and double clicks: nothing is sent twice, out of order, or lost from sight', { timeout: 900_000 }, async () => {
  const words = ['--seed', '7', '--conversations', '8', '--messages', '8', '--kills', '3', '--trouble', '0.04', '--no-matrix']
  const child = spawn(process.execPath, ['scripts/chaos.mjs', 'outbound', ...words], {
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  })
  onTestFinished(() => {
    if (child.exitCode === null && child.pid !== undefined) process.kill(-child.pid, 'SIGKILL') // the programs it started, too
  })
  let said = ''
  child.stdout.on('data', (text) => {
    said += String(text)
  })
  const [code] = await once(child, 'exit')
  const line = said.split('\n').find((text) => text.startsWith('{'))
  const clean = { sentTwice: 0, doubled: 0, inversions: 0, stuck: 0, unresolved: 0 }
  expect(JSON.parse(line ?? '{}')).toMatchObject({ clicks: 64, ...clean })
  expect(JSON.parse(line ?? '{}').kills).toBeGreaterThan(0)
  expect(code).toBe(0)
})
