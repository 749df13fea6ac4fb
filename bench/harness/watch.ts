import { type ChildProcess, fork } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Schedule, Watched, WatchOrder } from './listeners.ts'
import { ROOT } from './programs.ts'

export interface Watch {
  /** resolves with the milliseconds from opening until every stream had every number that counts */
  readonly caughtUp: Promise<number>
  /** Ends the streams. @param settleMs how long after the last number was sent */
  finish(schedule: Schedule, settleMs?: number): Promise<Watched>
}

/** Opens the streams in a process of their own; resolves once all of them are open. */
export async function watch(order: WatchOrder): Promise<Watch> {
  const child = fork(join(ROOT, 'dist/bench/listeners.mjs'), [], { serialization: 'json', execArgv: ['--max-old-space-size=4096'] })
  const ended = new Promise<never>((_, reject) => {
    child.on('exit', (code) => reject(new Error(`the listeners ended with ${code}`)))
  })
  ended.catch(() => undefined) // after finish() nobody waits for it
  const caughtUp = next(child, (message) => (message as { caughtUpMs?: number }).caughtUpMs) // as listeners.ts sends it
  const open = next(child, (message) => (message === 'open' ? true : undefined))
  child.send(order)
  await Promise.race([open, ended])
  return {
    caughtUp,
    async finish(schedule, settleMs = 1_500) {
      await pause(settleMs)
      const result = next(child, (message) => ('p50' in Object(message) ? (message as Watched) : undefined)) // as listeners.ts sends it
      child.send(schedule)
      return Promise.race([result, ended])
    },
  }
}

function next<T>(child: ChildProcess, pick: (message: unknown) => T | undefined): Promise<T> {
  return new Promise((resolve) => {
    child.on('message', (message) => {
      const picked = pick(message)
      if (picked !== undefined) resolve(picked)
    })
  })
}
