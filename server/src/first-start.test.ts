/** The program itself on a DATA_DIR of its own, as far as its database: killed at any moment, started twice, started on what is torn. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { build } from 'esbuild'
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest'

/** Moments after the program turned to its database, ms: initdb takes about a second, then come migrations and logins. */
const KILLED_AFTER = [30, 300, 700, 1_200]

let scratch: string
let dataDir: string
beforeAll(async () => {
  scratch = mkdtempSync(join(tmpdir(), 'recado-first-start-'))
  await build({
    entryPoints: [join(import.meta.dirname, 'main.ts')],
    ...{ outfile: join(scratch, 'main.mjs'), bundle: true, platform: 'node', format: 'esm', external: ['pg-native'] },
    // Finds the packages and the migrations of this checkout from a folder outside it.
    define: { 'import.meta.url': JSON.stringify(import.meta.url) },
    banner: { js: "import { createRequire as __cr } from 'node:module'; const require = __cr('/');" },
  })
})
afterAll(() => rmSync(scratch, { recursive: true, force: true, maxRetries: 5 }))
beforeEach(() => {
  dataDir = mkdtempSync(join(scratch, 'data-'))
})

interface Start {
  readonly child: ChildProcess
  /** Resolves when it has said something like this. */
  says(what: RegExp): Promise<void>
  /** Its exit code and all it said. */
  readonly end: Promise<{ readonly code: number | null; readonly said: string }>
}

function start(): Start {
  const child = spawn(process.execPath, [join(scratch, 'main.mjs')], {
    env: { PATH: process.env['PATH'], DATA_DIR: dataDir, PORT: '0', ROLES: 'web', SANDBOX: 'off', LOG_LEVEL: 'error' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  const waiting = new Set<() => void>()
  const hear = (text: Buffer) => {
    said += text.toString()
    for (const look of waiting) look()
  }
  child.stdout.on('data', hear)
  child.stderr.on('data', hear)
  const end = once(child, 'close').then(([code]) => ({ code: code as number | null, said }))
  onTestFinished(async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM')
    await end
  })
  return {
    child,
    end,
    says: (what) => {
      const heard = new Promise<void>((resolve) => {
        const look = () => what.test(said) && resolve()
        waiting.add(look)
        look()
      })
      return Promise.race([heard, end.then((how) => Promise.reject(new Error(`ended with ${how.code}: ${how.said}`)))])
    },
  }
}

const READY = /Recado is ready/
const refusal = async () => {
  const { code, said } = await start().end
  return { code, said }
}

test('killed at any moment of its first start, it starts', { timeout: 600_000 }, async () => {
  for (const delay of KILLED_AFTER) {
    const doomed = start()
    await doomed.says(/Making the database|Starting PostgreSQL/)
    await pause(delay)
    doomed.child.kill('SIGKILL')
    await doomed.end
  }
  const secrets = readFileSync(join(dataDir, 'secrets.json'), 'utf8')
  const last = start()
  await last.says(READY)
  expect(readFileSync(join(dataDir, 'secrets.json'), 'utf8')).toBe(secrets)

  const second = await refusal()
  expect(second).toMatchObject({ code: 78, said: expect.stringContaining(`(npm start, process ${last.child.pid})`) })
})

describe('what is torn is named, left as it is, and refused with code 78', () => {
  const files = (entries: Readonly<Record<string, string>>) => {
    mkdirSync(join(dataDir, 'postgres'), { mode: 0o700 })
    for (const [name, text] of Object.entries(entries)) writeFileSync(join(dataDir, name), text, { mode: 0o600 })
  }

  test('a folder that was a cluster once', async () => {
    files({ 'postgres/pg_hba.conf': 'local all all scram-sha-256' })
    expect(await refusal()).toMatchObject({ code: 78, said: expect.stringContaining(`${dataDir}/postgres is there but is not a whole`) })
    expect(readFileSync(join(dataDir, 'postgres/pg_hba.conf'), 'utf8')).toContain('scram')
  })

  test('secrets cut short by a power failure', async () => {
    const first = start()
    await first.says(/Making the database/)
    first.child.kill('SIGKILL')
    await first.end
    truncateSync(join(dataDir, 'secrets.json'), 100)
    const torn = readFileSync(join(dataDir, 'secrets.json'), 'utf8')
    expect(await refusal()).toMatchObject({ code: 78, said: expect.stringContaining('secrets.json cannot be read') })
    expect(readFileSync(join(dataDir, 'secrets.json'), 'utf8')).toBe(torn)
  })

  test('a cluster without its control file', async () => {
    const first = start()
    await first.says(/Making the database/)
    first.child.kill('SIGKILL')
    await first.end
    files({ 'postgres/PG_VERSION': '18\n' })
    expect(await refusal()).toMatchObject({ code: 78, said: expect.stringContaining('The built-in PostgreSQL did not start') })
  })
})
