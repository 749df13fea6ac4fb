import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

export const ROOT = process.cwd()

export interface Program {
  readonly url: string
  readonly pid: number
  readonly dataDir: string
  /** user + system CPU seconds of the process so far */
  cpuSeconds(): number
  rssMb(): number
  stop(): Promise<void>
}

/** Starts the built product on a port of its own and waits until it says it is ready. @param entry what is run, from the checkout */
export async function startProduct(env: Readonly<Record<string, string>>, entry = 'dist/server/main.mjs'): Promise<Program> {
  const dataDir = mkdtempSync(join(tmpdir(), 'recado-bench-data-'))
  const child = spawn(process.execPath, [join(ROOT, entry)], {
    cwd: dataDir,
    env: { PATH: process.env.PATH, PORT: '0', LOG_LEVEL: 'warn', SANDBOX: 'off', DATA_DIR: dataDir, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const url = await lineOf(child, /^Recado is ready at (\S+)$/)
  return program(child, url.replace('localhost', '127.0.0.1'), dataDir)
}

/** Starts one of the floors of bench/floors/floor.ts. */
export function startFloor(name: string, databaseUrl: string): Promise<Program> {
  return startBare('floor', name, databaseUrl)
}

/** Starts another program of bench/floors. */
export async function startBare(file: string, ...args: readonly string[]): Promise<Program> {
  const child = spawn(process.execPath, [join(ROOT, `dist/bench/${file}.mjs`), ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  return program(child, await lineOf(child, /^listening (\S+)$/), null)
}

async function lineOf(child: ChildProcess, shape: RegExp): Promise<string> {
  if (child.stdout === null) throw new Error('no stdout')
  for await (const line of createInterface({ input: child.stdout })) {
    const found = shape.exec(line)?.[1]
    if (found !== undefined) {
      child.stdout.resume()
      return found
    }
  }
  throw new Error('the program ended before it was ready')
}

function program(child: ChildProcess, url: string, dataDir: string | null): Program {
  const pid = child.pid ?? 0
  return {
    url,
    pid,
    dataDir: dataDir ?? '',
    cpuSeconds: () => cpuSecondsOf(pid),
    rssMb: () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024,
    async stop() {
      if (child.exitCode === null) {
        child.kill('SIGTERM')
        await once(child, 'exit')
      }
      if (dataDir !== null) rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

const TICKS_PER_SECOND = 100

function cpuSecondsOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND
}
