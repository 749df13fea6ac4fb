import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type Any, APP } from './test/stage.ts'

const CONTROL = 'control of the process'
let folder: string
let children: ChildProcess[] = []

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'recado-simulator-process-'))
  const entry = new URL('./main.ts', import.meta.url).pathname
  await build({
    entryPoints: [entry],
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    outfile: join(folder, 'main.mjs'),
    logLevel: 'error',
  })
})
afterEach(() => {
  for (const child of children) child.kill('SIGKILL')
  children = []
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function start(more: NodeJS.Dict<string> = {}) {
  const env = {
    SIM_DATA_DIR: join(folder, 'data'),
    SIM_APP_ID: APP.id,
    SIM_APP_SECRET: APP.secret,
    SIM_VERIFY_TOKEN: 'v',
    SIM_CONTROL_TOKEN: CONTROL,
    ...more,
  }
  const child = spawn(process.execPath, [join(folder, 'main.mjs')], { env, stdio: ['pipe', 'pipe', 'pipe'] })
  children.push(child)
  const said = await Promise.race([once(child.stdout, 'data'), once(child, 'exit')])
  const line = String(said[0])
  const port = /^\{"listening":(\d+)\}\n$/.exec(line)?.[1]
  const call = async (method: string, path: string, body?: unknown, token = CONTROL): Promise<Any> => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
    return (
      await fetch(`http://127.0.0.1:${port}${path}`, { method, headers, body: body === undefined ? null : JSON.stringify(body) })
    ).json()
  }
  return { child, port, call }
}

test('says where it listens, and leaves when its stdin closes', async () => {
  const { child, port } = await start()
  expect(Number(port)).toBeGreaterThan(0)
  child.stdin?.end()
  expect(await once(child, 'exit')).toEqual([0, null])
})

test('killed at any moment, it still has what it answered', async () => {
  const first = await start()
  const { wabaId, phoneNumberId, accessToken } = await first.call('POST', '/control/wabas', { name: 'Padaria' })
  const answered: string[] = []
  const body = { messaging_product: 'whatsapp', text: { body: 'Oi' } }
  const sender = async (n: number) => {
    for (let m = 0; ; m++) {
      const { messages } = await first.call(
        'POST',
        `/graph/v26.0/${phoneNumberId}/messages`,
        { ...body, to: `+55 11 9${n}${String(1_000_000 + m)}` },
        accessToken,
      )
      answered.push(messages[0].id)
      if (answered.length === 60) first.child.kill('SIGKILL')
    }
  }
  await Promise.allSettled(Array.from({ length: 8 }, (_, n) => sender(n)))
  const second = await start()
  const { items } = await second.call('GET', `/control/wabas/${wabaId}/sends`)
  const kept = new Set(items.map(({ wamid }: Any) => wamid))
  expect(answered.length).toBeGreaterThanOrEqual(60)
  expect(answered.filter((wamid) => !kept.has(wamid))).toEqual([])
  expect((await second.call('GET', `/graph/v26.0/${wabaId}`, undefined, accessToken)).name).toBe('Padaria')
})

test('does not start with a setting that is missing or wrong', async () => {
  const { child } = await start({ SIM_APP_ID: 'not digits' })
  if (child.exitCode === null) await once(child, 'exit')
  expect(child.exitCode).not.toBe(0)
})
