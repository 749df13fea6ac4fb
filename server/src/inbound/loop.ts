import { setTimeout as pauseFor } from 'node:timers/promises'
import type { ClaimedBatch } from './queue.ts'
import { type InboundDeps, processClaimed, processDue } from './worker.ts'

/** Deliveries are taken up as soon as they are stored here; what other processes stored, and what failed, is looked for this often. */
const LOOK_EVERY_MS = 500
const AFTER_TROUBLE_MS = 1_000

/** Steps of fewer deliveries say nothing about how fast this worker can be. */
const RUSH = 256
/** More comes in than this times what can be processed: a rush, which is stored first. */
const TOO_FAST = 1.25
/** Of how long was worked. What is stored is safe; what is not, Meta sends again, and then there is more of it. */
const REST = 2
const LONGEST_REST_MS = 2_000
const REST_STEP_MS = 25

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
   * How many deliveries it has stored, ever. While they are clearly more than can be processed, the loop rests longer than it works, so
   * that a rush is acknowledged first and processing still goes on. Deliberately not by how many wait: whoever rests because much waits has
   * more waiting afterwards.
   */
  stored(): number
  /** Tells that this worker has nothing to do, and takes it back. */
  offer(isIdle: boolean): void
}

const ALONE: Front = { stored: () => 0, offer: () => undefined }

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
  let turn = 0

  /**
   * Batches come by hand one at a time, so nothing else is looked for after one unless something else is said to be there.
   *
   * @returns how many deliveries were processed, and how long to wait for more
   */
  async function work(): Promise<{ done: number; pause: number }> {
    const batch = handed.shift()
    if (batch !== undefined) await processClaimed(deps, [batch])
    const retrying = performance.now() - retriedAt >= LOOK_EVERY_MS
    if (batch !== undefined && !woken && !retrying) return { done: batch.deliveries.length, pause: handed.length > 0 ? 0 : LOOK_EVERY_MS }
    woken = false
    if (retrying) retriedAt = performance.now()
    const done = await processDue(deps, retrying, ++turn)
    return { done, pause: done > 0 || woken || handed.length > 0 ? 0 : LOOK_EVERY_MS }
  }

  async function step(): Promise<{ done: number; pause: number }> {
    try {
      return await work()
    } catch (error) {
      deps.log.error({ outcome: 'inbound_trouble', err: error }, 'deliveries not processed')
      return { done: 0, pause: AFTER_TROUBLE_MS }
    }
  }

  /** @param done how many deliveries were processed in `worked` milliseconds, in which `came` were stored */
  async function giveWay(done: number, worked: number, came: number): Promise<void> {
    if (done < RUSH || came < done * TOO_FAST) return
    const [rate, until] = [(done / worked) * TOO_FAST, performance.now() + Math.min(worked * REST, LONGEST_REST_MS)]
    for (let isRush = true; isRush && !stopped && performance.now() < until; ) {
      const [at, before] = [performance.now(), front.stored()]
      await pauseFor(REST_STEP_MS)
      isRush = front.stored() - before >= rate * (performance.now() - at)
    }
  }

  async function run(): Promise<void> {
    while (!stopped) {
      const [from, before] = [performance.now(), front.stored()]
      const { done, pause } = await step()
      await giveWay(done, performance.now() - from, front.stored() - before)
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
