/**
 * Places where a crash is worth trying. `FAILPOINTS='send:after_claim=kill@2'` kills the process the second time it gets there; several
 * are parted by commas. Only a build made for that has them (esbuild define `__FAILPOINTS__`), in any other the call is dropped.
 */
import { environment } from '../config.ts'

declare const __FAILPOINTS__: boolean | undefined

export function failpoint(name: string): void {
  if (typeof __FAILPOINTS__ !== 'undefined' && __FAILPOINTS__) reach(name)
}

const armed = new Map<string, number>()
let isRead = false

function reach(name: string): void {
  if (!isRead) {
    for (const [point, hits] of parseFailpoints(environment().FAILPOINTS ?? '')) armed.set(point, hits)
    isRead = true
  }
  const left = armed.get(name)
  if (left === undefined) return
  armed.set(name, left - 1)
  if (left === 1) process.kill(process.pid, 'SIGKILL')
}

/** name → how many times it has to be reached. Throws on anything it does not understand: a chaos run that tests nothing is worse than none. */
export function parseFailpoints(text: string): Map<string, number> {
  const points = new Map<string, number>()
  for (const item of text.split(',').filter((word) => word !== '')) {
    const [, name, hit] = /^([a-z]+:[a-z0-9_]+)=kill(?:@([1-9]\d*))?$/.exec(item.trim()) ?? []
    if (name === undefined) throw new Error(`FAILPOINTS: "${item}" is not like send:after_claim=kill@2`)
    points.set(name, Number(hit ?? 1))
  }
  return points
}
