import { setTimeout as pause } from 'node:timers/promises'
import { type PartDeps, runNextPart } from '../coexistence/run-parts.ts'
import { PARTS_DUE } from '../coexistence/store.ts'
import type { Listener } from '../platform/listener.ts'
import { deliveriesWait } from './deliveries-wait.ts'
import { startDueLoop } from './due-loop.ts'

/** For each moment at work three at rest, so that years of messages are taken in beside the traffic of today and not in its place. */
const REST = 3
const LONGEST_REST_MS = 1_000
/** While deliveries wait it gives way to them, so many times at most: what was handed over must be in some time. */
const GIVE_WAY_MS = 250
const MOST_TIMES = 20

/** Puts what phones handed over into conversations, piece by piece. */
export function startPhoneHistory(deps: PartDeps, listener: Listener): Promise<{ stop(): Promise<void> }> {
  async function next(): Promise<boolean> {
    for (let times = 0; times < MOST_TIMES && (await deliveriesWait(deps.pipeline, deps.log)); times++) await pause(GIVE_WAY_MS)
    const began = performance.now()
    const wasThere = await runNextPart(deps)
    if (wasThere) await pause(Math.min((performance.now() - began) * REST, LONGEST_REST_MS))
    return wasThere
  }
  return startDueLoop({ channel: PARTS_DUE, lookEveryMs: 5_000, next, outcome: 'history_interrupted' }, listener, deps.log)
}
