import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { ROOT } from './programs.ts'

export type Figures = Record<string, number>

export interface Report {
  readonly name: string
  readonly metrics: Figures
  readonly floor: Figures
  readonly ratio: Figures
}

/** Prints a table and writes bench/results/NAME.json. */
export function report({ name, metrics, floor, ratio }: Report): void {
  const rows = [
    ...Object.entries(floor).map(([k, v]) => ['floor', k, v] as const),
    ...Object.entries(metrics).map(([k, v]) => ['measured', k, v] as const),
    ...Object.entries(ratio).map(([k, v]) => ['ratio', k, v] as const),
  ]
  const width = Math.max(...rows.map(([, key]) => key.length))
  for (const [kind, key, value] of rows) console.log(`${kind.padEnd(9)} ${key.padEnd(width)} ${String(value).padStart(12)}`)
  mkdirSync(join(ROOT, 'bench/results'), { recursive: true })
  const result = { name, at: new Date().toISOString(), node: process.version, cores: cpus().length, metrics, floor, ratio }
  writeFileSync(join(ROOT, 'bench/results', `${name}.json`), `${JSON.stringify(result, null, 2)}\n`)
}
