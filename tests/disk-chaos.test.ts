/** The attack on the disk, small and with a fixed seed; the whole one is `npm run chaos -- disk`. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, onTestFinished, test } from 'vitest'

test('a disk that is full for a while: what is acknowledged is kept, what is not comes again, and nobody has to do anything', {
  timeout: 900_000,
}, async ({ skip }) => {
  const size = ['--items', '600', '--rate', '150', '--times', '1', '--full-ms', '500', '--megabytes', '160']
  const child = spawn(process.execPath, ['scripts/chaos.mjs', 'disk', '--seed', '7', ...size], {
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
  const why = /^SKIPPED (.*)$/m.exec(said)?.[1]
  skip(why !== undefined, why)
  const report = JSON.parse(said.split('\n').find((text) => text.startsWith('{')) ?? '{}')
  const clean = { lost: 0, doubled: 0, inversions: 0, unreadWrong: 0, eventsWrong: 0, deadLetters: 0 }
  expect(report).toMatchObject({ items: 600, wrong: 0, restarts: 0, ...clean })
  expect(report.refused).toBeGreaterThan(0)
  expect(code).toBe(0)
})
