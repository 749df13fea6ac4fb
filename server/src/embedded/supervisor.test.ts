import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type EmbeddedDatabase, startEmbedded } from './supervisor.ts'

const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0) && !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return false
  }
}

describe('the embedded PostgreSQL', () => {
  let scratch: string
  let dataDir: string
  let running: EmbeddedDatabase[]
  let made: string
  beforeAll(async () => {
    made = mkdtempSync(join(tmpdir(), 'recado-embedded-'))
    await (await startEmbedded({ dataDir: made, superuserPassword: 'only-for-tests', onRestart: () => undefined })).stop()
  })
  afterAll(() => rmSync(made, { recursive: true }))
  beforeEach(() => {
    scratch = mkdtempSync(join(tmpdir(), 'recado-embedded-'))
    dataDir = join(scratch, 'data')
    cpSync(made, dataDir, { recursive: true })
    running = []
  })
  afterEach(async () => {
    await Promise.all(running.map((database) => database.stop()))
    rmSync(scratch, { recursive: true, force: true })
  })

  const start = async (options: { dataDir?: string; password?: string; onRestart?: (why: string) => void } = {}) => {
    const database = await startEmbedded({
      dataDir: options.dataDir ?? dataDir,
      superuserPassword: options.password ?? 'only-for-tests',
      settings: { fsync: 'off' },
      onRestart: options.onRestart ?? (() => undefined),
    })
    running.push(database)
    return database
  }
  const ask = async (url: string, sql: string) => {
    const client = new pg.Client(url)
    client.on('error', () => undefined)
    try {
      await client.connect()
      return (await client.query(sql)).rows
    } finally {
      await client.end()
    }
  }
  const postmaster = (dir = dataDir) => Number(readFileSync(join(dir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0])

  test('keeps what was committed over a stop and a start, and listens to no network', async () => {
    const first = await start()
    await ask(first.ownerUrl, 'create table kept (n int); insert into kept values (7)')
    expect(await ask(first.ownerUrl, 'show listen_addresses')).toEqual([{ listen_addresses: '' }])
    await first.stop()
    const second = await start()
    expect(await ask(second.ownerUrl, 'select n from kept')).toEqual([{ n: 7 }])
  })

  test('asks for the password, also on the socket', async () => {
    const { ownerUrl } = await start()
    const url = new URL(ownerUrl)
    url.password = 'guess'
    await expect(ask(url.href, 'select 1')).rejects.toThrow(/password authentication failed/)
  })

  test('works where the path is longer than the address of a socket may be', async () => {
    const long = join(scratch, 'x'.repeat(120), 'data')
    cpSync(made, long, { recursive: true })
    const { ownerUrl } = await start({ dataDir: long })
    expect(await ask(ownerUrl, 'select 1 as one')).toEqual([{ one: 1 }])
  })

  test('is started again when it dies under us', async () => {
    const whys: string[] = []
    const { ownerUrl } = await start({ onRestart: (why) => whys.push(why) })
    await ask(ownerUrl, 'create table kept (n int)')
    process.kill(postmaster(), 'SIGKILL')
    await expect.poll(() => ask(ownerUrl, 'select count(*)::int as n from kept').catch(() => 'away')).toEqual([{ n: 0 }])
    expect(whys).toEqual(['killed by SIGKILL'])
  })

  test('recovers when everything was killed at once', async () => {
    const first = await start()
    await ask(first.ownerUrl, 'create table kept (n int); insert into kept values (7)')
    process.kill(postmaster(), 'SIGKILL')
    const stopping = first.stop() // in the same breath, so that it is not started again
    await stopping
    const second = await start()
    expect(await ask(second.ownerUrl, 'select n from kept')).toEqual([{ n: 7 }])
  })

  test('begins anew where a first start was cut short', async () => {
    rmSync(dataDir, { recursive: true })
    mkdirSync(join(dataDir, 'postgres.new', 'base'), { recursive: true })
    writeFileSync(join(dataDir, 'postgres.new', 'PG_VERSION'), '18')
    const { ownerUrl } = await start()
    expect(await ask(ownerUrl, 'select 1 as one')).toEqual([{ one: 1 }])
    expect(existsSync(join(dataDir, 'postgres.new'))).toBe(false)
  })

  test('takes a mark whose pid is another program by now for what it is', async () => {
    writeFileSync(join(dataDir, 'postgres', 'postmaster.pid'), `${process.pid}\n${dataDir}/postgres\n1\n5432\n.\n\n\nready   \n`)
    const { ownerUrl } = await start()
    expect(await ask(ownerUrl, 'select 1 as one')).toEqual([{ one: 1 }])
  })

  test('says so when secrets.json belongs to another database', async () => {
    await expect(start({ password: 'another' })).rejects.toThrow(/secrets.json in DATA_DIR belongs to another database/)
  })

  test('says so when the cluster was made by another PostgreSQL', async () => {
    writeFileSync(join(dataDir, 'postgres', 'PG_VERSION'), '17\n')
    await expect(start()).rejects.toThrow(/was made by PostgreSQL 17/)
  })

  /** A process of its own that runs the supervisor until it is killed. */
  async function startElsewhere(): Promise<{ pid: number; watchdog: number }> {
    const bundle = join(scratch, 'supervisor.mjs')
    await build({
      entryPoints: [join(import.meta.dirname, 'supervisor.ts')],
      ...{ outfile: bundle, bundle: true, platform: 'node', format: 'esm', external: ['pg-native'] },
      // Finds the packages of this checkout from a folder outside it.
      define: { 'import.meta.url': JSON.stringify(import.meta.url) },
      banner: { js: "import { createRequire as __cr } from 'node:module'; const require = __cr('/');" },
    })
    const program = `const { startEmbedded } = await import(${JSON.stringify(bundle)})
      await startEmbedded({ dataDir: ${JSON.stringify(dataDir)}, superuserPassword: 'only-for-tests', onRestart: () => undefined })
      console.log('up')
      setInterval(() => undefined, 1000)`
    const child = spawn(process.execPath, ['--input-type=module', '-e', program], { stdio: ['ignore', 'pipe', 'inherit'] })
    await once(child.stdout, 'data')
    const children = readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8').trim().split(' ').map(Number)
    return { pid: child.pid!, watchdog: children.find((pid) => pid !== postmaster())! }
  }

  test.runIf(process.platform === 'linux')('does not outlive a process that was killed', async () => {
    const { pid } = await startElsewhere()
    const orphan = postmaster()
    process.kill(pid, 'SIGKILL')
    await expect.poll(() => isAlive(orphan)).toBe(false)
  })

  test.runIf(process.platform === 'linux')('left behind after all, is stopped by the next start', async () => {
    const { pid, watchdog } = await startElsewhere()
    const orphan = postmaster()
    process.kill(watchdog, 'SIGKILL')
    process.kill(pid, 'SIGKILL')
    const { ownerUrl } = await start()
    expect(isAlive(orphan)).toBe(false)
    expect(await ask(ownerUrl, 'select 1 as one')).toEqual([{ one: 1 }])
  })
})
