/** The attack on what agents see, small and with a fixed seed; the whole one is `npm run chaos -- realtime`. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, onTestFinished, test } from 'vitest'

test('on a line that breaks, with a server that is killed and deaf to notifications, every screen ends as the server says', {
  timeout: 900_000, // each of three settlings may take two minutes: a silent line is noticed after 45 s
}, async () => {
  const words = ['--seed', '7', '--browsers', '8', '--events', '400', '--disconnects', '20', '--kills', '1', '--deaf', '20']
  const child = spawn(process.execPath, ['scripts/chaos.mjs', 'realtime', ...words], {
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
  await once(child, 'exit')
  const report = JSON.parse(said.split('\n').find((text) => text.startsWith('{')) ?? '{}')
  expect(report).toMatchObject({ browsers: 8, wrong: 0, deafLost: 0 })
  expect(report.kills).toBeGreaterThan(0)
  expect(report.broken).toBeGreaterThan(10)
})
