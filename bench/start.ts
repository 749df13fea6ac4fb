/**
 * B14, B15: from the command to the ready line, with a database that is there (median of 5) and without one; what node, PostgreSQL and
 * the simulator take while nothing happens (PSS: shared pages counted once). Floor: node connecting to a running PostgreSQL.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { monotonicMs } from './harness/clock.ts'
import { startCluster } from './harness/cluster.ts'
import { OWNER_SETTINGS } from './harness/people.ts'
import { type Program, startBare, startProduct } from './harness/programs.ts'
import { type Figures, report } from './harness/report.ts'

const RUNS = Number(process.argv[2] ?? 5)
const IDLE_MS = Number(process.argv[3] ?? 20) * 1000
const ENTRY = 'scripts/start.mjs' // what npm start runs

const floor = await floorFigures()
const plain = await figures({ SANDBOX: 'off' })
const sandbox = await figures({ SANDBOX: 'on' })
const metrics = {
  ...Object.fromEntries(Object.entries(plain).map(([name, figure]) => [`sandbox_off_${name}`, figure])),
  ...Object.fromEntries(Object.entries(sandbox).map(([name, figure]) => [`sandbox_on_${name}`, figure])),
}
report({
  name: 'start',
  floor,
  metrics,
  ratio: { warm_start: Number(((sandbox.warm_ms ?? 0) / (floor.node_and_database_ms ?? 1)).toFixed(1)) },
})

async function floorFigures(): Promise<Figures> {
  const cluster = await startCluster()
  try {
    const url = await cluster.database('floor')
    const times: number[] = []
    for (let run = 0; run < RUNS; run++) {
      const { ms, program } = await timed(() => startBare('floor-start', url))
      times.push(ms)
      await program.stop()
    }
    return { node_and_database_ms: median(times) }
  } finally {
    await cluster.stop()
  }
}

async function figures(settings: Readonly<Record<string, string>>): Promise<Figures> {
  const dataDir = mkdtempSync(join(tmpdir(), 'recado-bench-start-'))
  const env = { ...OWNER_SETTINGS, ...settings, DATA_DIR: dataDir }
  const start = () => timed(() => startProduct(env, ENTRY))
  try {
    const first = await start()
    await first.program.stop()
    const times: number[] = []
    let memory: Figures = {}
    for (let run = 0; run < RUNS; run++) {
      const { ms, program } = await start()
      times.push(ms)
      if (run === RUNS - 1) memory = await idleMemory(program)
      await program.stop()
    }
    return { empty_ms: Math.round(first.ms), warm_ms: median(times), ...memory }
  } finally {
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 })
  }
}

async function timed(start: () => Promise<Program>): Promise<{ ms: number; program: Program }> {
  const started = monotonicMs()
  const program = await start()
  return { ms: monotonicMs() - started, program }
}

function median(times: readonly number[]): number {
  return Math.round([...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0)
}

async function idleMemory(program: Program): Promise<Figures> {
  await pause(IDLE_MS)
  const family = familyOf(program.pid)
  const postgres = family.filter((pid) => nameOf(pid).startsWith('postgres'))
  if (postgres.length === 0) throw new Error('no PostgreSQL among the children')
  const others = family.filter((pid) => pid !== program.pid && !postgres.includes(pid))
  const sum = (pids: readonly number[]) => Math.round(pids.reduce((kb, pid) => kb + pssKb(pid), 0) / 1024)
  return { idle_pss_mb: sum(family), idle_node_mb: sum([program.pid]), idle_postgres_mb: sum(postgres), idle_other_mb: sum(others) }
}

/** A process and everything it started, as long as it lives. */
function familyOf(pid: number): number[] {
  const parents = readdirSync('/proc').flatMap((name) => {
    const own = Number(name)
    return Number.isInteger(own) ? [{ own, parent: Number(readOr(`/proc/${name}/stat`, '').split(') ')[1]?.split(' ')[1]) }] : []
  })
  const childrenOf = (of: number): number[] => parents.filter(({ parent }) => parent === of).flatMap(({ own }) => [own, ...childrenOf(own)])
  return [pid, ...childrenOf(pid)]
}

function nameOf(pid: number): string {
  return readOr(`/proc/${pid}/comm`, '').trim()
}

function pssKb(pid: number): number {
  return Number(/^Pss:\s+(\d+)/m.exec(readOr(`/proc/${pid}/smaps_rollup`, ''))?.[1] ?? 0)
}

/** Processes come and go while one looks. */
function readOr(path: string, otherwise: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return otherwise
  }
}
