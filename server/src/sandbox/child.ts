/**
 * The built-in Cloud API simulator, run as a child of this process: a separate program that shares no code and no memory with us.
 * It leaves when its stdin closes, so it cannot outlive us, not even after kill -9. If it dies it is started again with the same
 * state; a simulator that does not come up takes nothing else with it, because real numbers do not need it.
 */
import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import type { Logger } from '../platform/log.ts'
import { ADDRESS_FILE, readListening } from './address.ts'

/** The Meta app that the simulator plays: the installation's own where one is configured, else one made up once and kept. */
export interface SandboxApp {
  readonly appId: string
  readonly appSecret: string
  readonly verifyToken: string
}

export interface SandboxOptions {
  /** The bundle, e.g. dist/simulator/main.mjs. */
  readonly entry: string
  /** DATA_DIR; the simulator keeps its state in `sandbox` under it. */
  readonly dataDir: string
  readonly app: SandboxApp
  /** Where our webhook endpoint listens, as seen from this machine. */
  readonly callbackUrl: string
  /** What the outside calls the simulator, e.g. PUBLIC_URL/sandbox. */
  readonly publicUrl: string
  readonly log: Logger
}

export interface Sandbox extends SandboxApp {
  /** http://127.0.0.1:PORT, or null while it is being restarted. May change over a restart, so ask every time. */
  readonly baseUrl: string | null
  readonly controlToken: string
  /** Of the child, for whoever looks after processes. */
  readonly pid?: number | null
  stop(): Promise<void>
}

type Child = ChildProcessByStdio<Writable, Readable, Readable>

const FIRST_PAUSE_MS = 250
const LONGEST_PAUSE_MS = 10_000
/** Having lived this long, a crash is news and not a series. */
const SETTLED_MS = 30_000
const STOP_PATIENCE_MS = 5_000
/** Real numbers do not wait longer than this for a simulator; a small machine that is busy needs many seconds to begin with one. */
const START_PATIENCE_MS = 60_000

/** Resolves when the simulator listens, or when its first attempt failed or takes too long and goes on in the background. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const controlToken = randomBytes(24).toString('base64url')
  const addressFile = join(options.dataDir, ADDRESS_FILE)
  mkdirSync(join(options.dataDir, 'sandbox'), { recursive: true, mode: 0o700 })

  let child: Child | null = null
  let baseUrl: string | null = null
  let port = 0
  let failures = 0
  let timer: NodeJS.Timeout | null = null
  let stopped = false

  function launch(): Promise<void> {
    const started = Date.now()
    const running = spawnSimulator(options, controlToken, port)
    child = running
    return new Promise((settled) => {
      const lines = createInterface({ input: running.stdout })
      lines.on('line', (line) => {
        const listening = readListening(line)
        if (listening === null) return options.log.info({ line }, 'sandbox')
        port = listening
        baseUrl = `http://127.0.0.1:${port}`
        writeAddress(addressFile, baseUrl, controlToken)
        settled()
      })
      running.once('close', (code, signal) => {
        const wasUp = baseUrl !== null
        baseUrl = null
        child = null
        settled()
        if (stopped) return
        if (!wasUp) port = 0 // perhaps somebody else took the port meanwhile
        failures = wasUp && Date.now() - started > SETTLED_MS ? 0 : failures + 1
        const pause = Math.min(FIRST_PAUSE_MS * 2 ** (failures - 1), LONGEST_PAUSE_MS)
        options.log.error({ code, signal, restartInMs: Math.round(pause) }, 'the sandbox simulator died')
        timer = setTimeout(() => void launch(), pause)
      })
    })
  }

  async function stop(): Promise<void> {
    stopped = true
    if (timer) clearTimeout(timer)
    rmSync(addressFile, { force: true })
    const running = child
    if (!running) return
    const gone = new Promise((resolve) => running.once('close', resolve))
    const impatient = setTimeout(() => running.kill('SIGKILL'), STOP_PATIENCE_MS)
    running.stdin.end()
    await gone
    clearTimeout(impatient)
  }

  await Promise.race([launch(), new Promise((resolve) => setTimeout(resolve, START_PATIENCE_MS).unref())])
  return {
    ...options.app,
    controlToken,
    get baseUrl() {
      return baseUrl
    },
    get pid() {
      return child?.pid ?? null
    },
    stop,
  }
}

function spawnSimulator(options: SandboxOptions, controlToken: string, port: number): Child {
  const child = spawn(process.execPath, [options.entry], {
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true, // Ctrl-C in the terminal is for us; it leaves when its stdin closes
    // Only what it needs: our own secrets are none of its business.
    env: {
      SIM_PORT: String(port),
      SIM_HOST: '127.0.0.1',
      SIM_DATA_DIR: join(options.dataDir, 'sandbox'),
      SIM_APP_ID: options.app.appId,
      SIM_APP_SECRET: options.app.appSecret,
      SIM_VERIFY_TOKEN: options.app.verifyToken,
      SIM_CALLBACK_URL: options.callbackUrl,
      SIM_CONTROL_TOKEN: controlToken,
      SIM_PUBLIC_URL: options.publicUrl,
    },
  })
  child.on('error', (error) => options.log.error({ error: error.message }, 'the sandbox simulator could not be started'))
  child.stdin.on('error', () => undefined) // it died before we closed its stdin; `close` tells
  createInterface({ input: child.stderr }).on('line', (line) => options.log.warn({ line }, 'sandbox'))
  return child
}

/** For the command line, which may need the simulator of a server that runs. */
function writeAddress(file: string, baseUrl: string, controlToken: string): void {
  writeFileSync(file, JSON.stringify({ baseUrl, controlToken }), { mode: 0o600 })
  chmodSync(file, 0o600) // the mode above counts only for a new file
}
