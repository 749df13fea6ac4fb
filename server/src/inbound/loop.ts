import { setTimeout as pauseFor } from 'node:timers/promises'
import type { ClaimedBatch } from './queue.ts'
import { type InboundDeps, processClaimed, processDue } from './worker.ts'

/** Deliveries are taken up as soon as they are stored here; what other processes stored, and what failed, is looked for this often. */
const LOOK_EVERY_MS = 500
const AFTER_TROUBLE_MS = 1_000

/** Percent: with so little time to spare, whoever takes deliveries in is at the end of what it can do, and goes first. */
const PRESSED = 97
/** Of how long was worked. What is acknowledged is safe; what is not, Meta sends again, and then there is more of it. */
const REST = 3
const LONGEST_REST_MS = 1_000
const REST_STEP_MS = 10

export interface InboundLoop {
  wake(): void
  /** A batch that is claimed for this worker already. */
  take(batch: ClaimedBatch): void
  /** Resolves when the piece of work under way is done. */
  stop(): Promise<void>
}

/** Whoever stores deliveries, as far as the loop has to do with them. */
export interface Front {
  /**
   * How busy it is, percent of the time: while it has none to spare, the loop rests longer than it works, so that a rush is acknowledged
   * first and processing still goes on.
   */
  load(): number
  /** Tells that this worker has nothing to do, and takes it back. */
  offer(isIdle: boolean): void
}

const ALONE: Front = { load: () => 0, offer: () => undefined }

/** Works while there is work, sleeps otherwise. Trouble (the database is away) is logged and waited out; it never ends the loop. */
export function startInboundLoop(deps: InboundDeps, front: Front = ALONE): InboundLoop {
  const handed: ClaimedBatch[] = []
  let stopped = false
  let woken = false
  let rouse: (() => void) | null = null

  const sleep = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms)
      rouse = () => {
        clearTimeout(timer)
        resolve()
      }
    })

  let retriedAt = Number.NEGATIVE_INFINITY

  /** Batches come by hand one at a time, so nothing else is looked for after one unless something else is said to be there. */
  async function work(): Promise<boolean> {
    const batch = handed.shift()
    if (batch !== undefined) await processClaimed(deps, [batch])
    const retrying = performance.now() - retriedAt >= LOOK_EVERY_MS
    if (batch !== undefined && !woken && !retrying) return handed.length > 0
    woken = false
    if (retrying) retriedAt = performance.now()
    return (await processDue(deps, retrying)) || woken || handed.length > 0
  }

  async function step(): Promise<number> {
    try {
      return (await work()) ? 0 : LOOK_EVERY_MS
    } catch (error) {
      deps.log.error({ outcome: 'inbound_trouble', err: error }, 'deliveries not processed')
      return AFTER_TROUBLE_MS
    }
  }

  async function giveWay(worked: number): Promise<void> {
    const until = performance.now() + Math.min(worked * REST, LONGEST_REST_MS)
    while (!stopped && front.load() >= PRESSED && performance.now() < until) await pauseFor(REST_STEP_MS)
  }

  async function run(): Promise<void> {
    while (!stopped) {
      const from = performance.now()
      const pause = await step()
      await giveWay(performance.now() - from)
      if (pause === 0 || stopped || woken || handed.length > 0) continue
      front.offer(true)
      await sleep(pause)
      front.offer(false)
    }
  }

  const running = run()
  return {
    wake() {
      woken = true
      rouse?.()
    },
    take(batch) {
      handed.push(batch)
      rouse?.()
    },
    async stop() {
      stopped = true
      rouse?.()
      await running
    },
  }
}
