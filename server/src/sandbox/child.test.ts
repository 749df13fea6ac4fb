import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createLog } from '../platform/log.ts'
import { ADDRESS_FILE } from './address.ts'
import { type Sandbox, startSandbox } from './child.ts'
import { createSandboxWaba, runningSandbox } from './control.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'recado-child-'))
const entry = join(dataDir, 'main.mjs')
const app = { appId: '700000000000001', appSecret: 'c0ffee00c0ffee00c0ffee00c0ffee00', verifyToken: 'a verify token' }
const options = {
  entry,
  dataDir,
  app,
  callbackUrl: 'http://127.0.0.1:9/none',
  publicUrl: 'http://localhost/sandbox',
  log: createLog('silent'),
}
const started: Sandbox[] = []

beforeAll(async () => {
  const source = fileURLToPath(new URL('../../../simulator/src/main.ts', import.meta.url))
  const banner = "import { createRequire as r } from 'node:module'; const require = r(import.meta.url);"
  await build({
    entryPoints: [source],
    outfile: entry,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    banner: { js: banner },
  })
})
afterAll(async () => {
  await Promise.all(started.map((sandbox) => sandbox.stop()))
  rmSync(dataDir, { recursive: true, force: true })
})

async function start(overrides: Partial<typeof options> = {}): Promise<Sandbox> {
  const sandbox = await startSandbox({ ...options, ...overrides })
  started.push(sandbox)
  return sandbox
}

test('what was made in it survives a crash of the simulator, which is started again at the same address', async () => {
  const sandbox = await start()
  const { wabaId } = await createSandboxWaba(sandbox, { name: 'Padaria' })
  const address = sandbox.baseUrl
  process.kill(sandbox.pid!, 'SIGKILL')
  await expect.poll(() => sandbox.baseUrl).toBeNull()
  await expect.poll(() => sandbox.baseUrl).toBe(address)
  const { status } = await fetch(`${sandbox.baseUrl}/api/wabas/${wabaId}`)
  expect(status).toBe(200)
  await sandbox.stop()
  await expect(fetch(`${address}/api/wabas/${wabaId}`)).rejects.toThrow()
})

test('the command line finds the simulator of a running server, and none after it stopped', async () => {
  const sandbox = await start()
  expect(statSync(join(dataDir, ADDRESS_FILE)).mode & 0o777).toBe(0o600)
  expect(await runningSandbox(dataDir)).toMatchObject({ baseUrl: sandbox.baseUrl, controlToken: sandbox.controlToken })
  await sandbox.stop()
  expect(await runningSandbox(dataDir)).toBeNull()
})

test('an address left behind by kill -9 leads nowhere and is not believed', async () => {
  const sandbox = await start()
  const left = readFileSync(join(dataDir, ADDRESS_FILE), 'utf8')
  await sandbox.stop()
  writeFileSync(join(dataDir, ADDRESS_FILE), left)
  expect(await runningSandbox(dataDir)).toBeNull()
})

test('a simulator that cannot start does not keep the server from starting', async () => {
  const sandbox = await start({ entry: join(dataDir, 'missing.mjs') })
  expect(sandbox.baseUrl).toBeNull()
  await expect(createSandboxWaba(sandbox, { name: 'Padaria' })).rejects.toMatchObject({ code: 'unavailable' })
})
