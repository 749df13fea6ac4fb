/** The attack on the database, small and with a fixed seed; the whole one is `npm run chaos -- postgres`. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, onTestFinished, test } from 'vitest'

test('the database stopped, frozen and cut off: nothing is lost or doubled, nobody is left waiting, and it goes on by itself', {
  timeout: 900_000,
}, async () => {
  const size = ['--items', '500', '--rate', '30', '--conversations', '4', '--messages', '5']
  const strikes = ['--stops', '2', '--freezes', '1', '--freeze-ms', '2000', '--cuts', '1']
  const child = spawn(process.execPath, ['scripts/chaos.mjs', 'postgres', '--seed', '7', ...size, ...strikes], {
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
  expect(JSON.parse(line ?? '{}')).toMatchObject({
    ...{ items: 500, clicks: 20, attacks: 4, restarts: 0, hung: 0, wrong: 0, unbidden: 0 },
    ingress: { lost: 0, doubled: 0, inversions: 0, unreadWrong: 0, eventsWrong: 0, deadLetters: 0 },
    outbound: { sentTwice: 0, doubled: 0, inversions: 0, stuck: 0, unresolved: 0 },
  })
  expect(JSON.parse(line ?? '{}').refused).toBeGreaterThan(0)
  expect(code).toBe(0)
})
