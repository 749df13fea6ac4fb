/** `road check`, next to a server that runs: as a script would call it, without the process around. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Parts } from '../../server/src/cli/command.ts'
import { roadCheck } from '../../server/src/cli/road.ts'
import { readOrMakeSecrets } from '../../server/src/platform/secrets.ts'
import { SANDBOX_APP } from '../stage.ts'
import { type RoadActs, roadActs } from './acts.ts'
import { type RoadStage, roadStage } from './stage.ts'

const PLAYED = { META_APP_ID: SANDBOX_APP.appId, META_APP_SECRET: SANDBOX_APP.appSecret, META_VERIFY_TOKEN: SANDBOX_APP.verifyToken }

let s: RoadStage
let a: RoadActs
const folders: string[] = []
beforeAll(async () => {
  s = await roadStage(PLAYED)
  a = roadActs(s)
})
afterAll(async () => {
  await s.close()
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

/** @returns what was printed, and whether the command ended well */
async function run(argv: readonly string[], isSandboxUp = true): Promise<{ lines: string[]; isGood: boolean }> {
  const dataDir = mkdtempSync(join(tmpdir(), 'recado-cli-'))
  folders.push(dataDir)
  const door = { baseUrl: s.simulator.url, controlToken: s.deps.sandbox?.controlToken }
  if (isSandboxUp) writeFileSync(join(dataDir, 'sandbox-address.json'), JSON.stringify(door), { mode: 0o600 })
  const { config, log, db, pipeline, vault } = s.deps
  const secrets = readOrMakeSecrets(dataDir, false)
  const ground = { dataDir, secrets, ownerUrl: '', appUrl: '', pipelineUrl: '', close: async () => undefined }
  const parts: Parts = { ground, isServed: true, db, pipeline, vault }
  const lines: string[] = []
  const former = process.exitCode
  await roadCheck.run(argv, { config, log, print: (line) => lines.push(line), note: () => undefined, withParts: (work) => work(parts) })
  const isGood = process.exitCode === former
  process.exitCode = former
  return { lines, isGood }
}

test('an empty road is said line by line, and ends with an exit code', async () => {
  const { lines, isGood } = await run(['--ground', 'sandbox'])
  expect(lines).toContain('FAILED   number.connected: demo_missing')
  expect(lines).toContain(`FAILED   app.privacy: url_missing (ours=${s.url}/legal/privacy)`)
  expect(lines.at(-1)).toMatch(/^\d+ of \d+ items are missing before App Review\.$/)
  expect(isGood).toBe(false)
})

test('what it found is what the screen shows, and a script can read it', async () => {
  await a.walksAll()
  await s.check()
  const { lines, isGood } = await run(['--ground', 'sandbox', '--json'])
  const { items, missing } = JSON.parse(lines[0] ?? '')
  expect(items.filter(({ state }: { state: string }) => !['passed', 'open'].includes(state))).toEqual([])
  expect(missing).toEqual((await s.road('GET', '')).body.missing)
  expect(isGood).toBe(false)
  for (const id of missing) await s.road('PUT', `/items/${id}/mark`, { done: true, note: 'seen' })
  const good = await run(['--ground', 'sandbox'])
  expect([good.lines.at(-1), good.isGood]).toEqual(['Ready to submit.', true])
})

test('without a sandbox that runs nothing is looked at, and nothing forgotten', async () => {
  await expect(run(['--ground', 'sandbox'], false)).rejects.toThrow('The sandbox of this installation is not running')
  expect((await s.road('GET', '')).body.missing).toEqual([])
})

test('a ground that is none is refused', async () => {
  await expect(run(['--ground', 'mars'])).rejects.toThrow('--ground is meta or sandbox')
})
