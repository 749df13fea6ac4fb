/** A Recado as somebody would start it: the built program, its own PostgreSQL, an empty data directory, a free port. */
import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { freePort } from '../../../chaos/harness/free-port.ts'
import { readConfig } from '../../../server/src/config.ts'
import { joinGround } from '../../../server/src/ground.ts'

/** The folder whose dist/ is tried. */
const ROOT = process.env.RECADO_ROOT ?? fileURLToPath(new URL('../../..', import.meta.url))
const PROGRAM = join(ROOT, 'dist/server/main.mjs')
const READY = /^Recado is ready at (\S+)$/m
const SETUP_LINK = /https?:\/\/\S+\/setup\S+/
const START_MS = 240_000

export const OWNER = { email: 'bia@example.com', password: 'uma senha comprida', workspace: 'Padaria Aurora' }
export const OWNER_SETTINGS = { OWNER_EMAIL: OWNER.email, OWNER_PASSWORD: OWNER.password, OWNER_WORKSPACE: OWNER.workspace }

type Process = ChildProcessByStdio<null, Readable, Readable>

export class Recado {
  readonly #dataDir = mkdtempSync(join(tmpdir(), 'recado-story-'))
  readonly #settings: Readonly<Record<string, string>>
  #process: Process | null = null
  #url = ''
  /** What the person at the console has read. */
  console = ''

  constructor(settings: Readonly<Record<string, string>>) {
    this.#settings = settings
  }

  get url(): string {
    return this.#url
  }

  /** The one-time link that the first start prints. */
  get setupLink(): string {
    const link = SETUP_LINK.exec(this.console)?.[0]
    if (link === undefined) throw new Error(`no setup link on the console:\n${this.console}`)
    return link
  }

  async start(): Promise<void> {
    if (!existsSync(PROGRAM)) throw new Error(`${PROGRAM} is missing: run "npm run build" first`)
    const port = this.#url === '' ? await freePort() : new URL(this.#url).port
    const child = spawn(process.execPath, [PROGRAM], {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: process.env.PATH,
        HOME: process.env.HOME,
        LOG_LEVEL: 'warn',
        HOST: '127.0.0.1',
        // The same address again after a crash, so that open pages find their way back.
        PORT: String(port),
        DATA_DIR: this.#dataDir,
        ...this.#settings,
      },
    })
    this.#process = child
    this.console = ''
    await new Promise<void>((resolve, reject) => {
      const impatient = setTimeout(() => reject(new Error(`not ready in ${START_MS} ms:\n${this.console}`)), START_MS)
      const read = (chunk: Buffer) => {
        this.console += chunk.toString()
        const url = READY.exec(this.console)?.[1]
        if (url === undefined) return
        this.#url = url
        clearTimeout(impatient)
        resolve()
      }
      child.stdout.on('data', read)
      child.stderr.on('data', read)
      child.once('exit', (code) => {
        clearTimeout(impatient)
        reject(new Error(`left with ${code} before it was ready:\n${this.console}`))
      })
    })
  }

  /** What no story can wait for: time that has passed, said in SQL to the database of the program that runs. */
  async remembers(statement: string): Promise<void> {
    const ground = joinGround(readConfig({ DATA_DIR: this.#dataDir }))
    const client = new pg.Client({ connectionString: ground.ownerUrl })
    await client.connect()
    await client.query(statement).finally(() => client.end())
    await ground.close()
  }

  /** kill -9: no goodbye, nothing flushed. */
  kill(): Promise<void> {
    return this.#end('SIGKILL')
  }

  async stop(): Promise<void> {
    await this.#end('SIGTERM')
    rmSync(this.#dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 })
  }

  async #end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const child = this.#process
    this.#process = null
    if (!child || child.exitCode !== null) return
    const gone = new Promise((resolve) => child.once('exit', resolve))
    child.kill(signal)
    await gone
  }
}
