import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { freePort } from './free-port.ts'

export const APP_SECRET = 'the app secret of the chaos runs'

/** The product under a supervisor that starts it again whenever it dies, as an operator's would. */
export interface Product {
  readonly url: string
  readonly starts: number
  /** SIGKILL, now. Resolves when it is ready again. */
  kill(): Promise<void>
  /** Resolves when it is up; starts it when it is down. */
  up(): Promise<void>
  /** sets FAILPOINTS for starts from now on; '' for none */
  arm(failpoints: string): void
  stop(): Promise<void>
}

export interface ProductOptions {
  readonly entry: string
  readonly env: Readonly<Record<string, string>>
}

export async function superviseProduct(options: ProductOptions): Promise<Product> {
  const dataDir = mkdtempSync(join(tmpdir(), 'recado-chaos-data-'))
  const port = await freePort()
  let failpoints = ''
  let starts = 0
  let stopping = false
  let child: ChildProcess | null = null
  let ready: Promise<void> = Promise.resolve()

  function start(): void {
    starts++
    const next = spawn(process.execPath, [options.entry], {
      cwd: dataDir,
      env: {
        PATH: process.env.PATH,
        PORT: String(port),
        LOG_LEVEL: 'error',
        SANDBOX: 'off',
        DATA_DIR: dataDir,
        META_APP_ID: '900',
        META_APP_SECRET: APP_SECRET,
        META_VERIFY_TOKEN: 'a verify token of chaos',
        FAILPOINTS: failpoints,
        ...options.env,
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    child = next
    ready = new Promise((resolve) => {
      if (next.stdout) createInterface({ input: next.stdout }).on('line', (line) => line.startsWith('Recado is ready at') && resolve())
    })
    next.once('exit', () => {
      if (!stopping && child === next) start()
    })
  }

  start()
  const first = child as ChildProcess | null
  const isOver = new Promise<never>((_, reject) => first?.once('exit', () => reject(new Error('the product ended before it was ready'))))
  await Promise.race([ready, isOver]).catch((error: unknown) => {
    stopping = true
    child?.kill('SIGKILL')
    throw error
  })
  isOver.catch(() => undefined) // later it is meant to die
  return {
    url: `http://127.0.0.1:${port}`,
    get starts() {
      return starts
    },
    async kill() {
      const victim = child
      if (victim === null) return
      const gone = once(victim, 'exit') // the supervisor's own listener, added before, has started the next one by then
      victim.kill('SIGKILL')
      await gone
      await ready
    },
    up: () => ready,
    arm(text) {
      failpoints = text
    },
    async stop() {
      stopping = true
      if (child && child.exitCode === null && child.signalCode === null) {
        child.kill('SIGTERM')
        await once(child, 'exit')
      }
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
