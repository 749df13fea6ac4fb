import { setTimeout as pause } from 'node:timers/promises'
import { UnreadableDelivery } from '@recado/cloud-api/webhook'
import type { References } from '../outbound/reference.ts'
import { isCollision } from '../platform/collision.ts'
import { databaseTrouble } from '../platform/database-trouble.ts'
import { failpoint } from '../platform/failpoint.ts'
import type { Lifeline } from '../platform/lifeline.ts'
import type { Logger } from '../platform/log.ts'
import type { Db, Tx } from '../platform/scope.ts'
import { type ProcessReport, processDeliveries, type StoredDelivery } from './process.ts'
import {
  type ClaimedBatch,
  claimBatches,
  claimFailed,
  type Failure,
  forget,
  giveBackBatches,
  giveBackFailed,
  isolate,
  MAX_ATTEMPTS,
  markDone,
  recordFailure,
} from './queue.ts'
import type { Seen } from './tally.ts'

export interface InboundDeps {
  /** as recado_pipeline */
  readonly pipeline: Db
  readonly log: Logger
  readonly references: References
  /** told of messages that came in at a number */
  readonly noteInbound?: (numberId: string, count: number) => void
  /** told of everything that found its way */
  readonly noteSeen?: (seen: readonly Seen[]) => void
  /** lets others see at once when this process is gone; without it they wait for its leases */
  readonly lifeline?: Lifeline
}

const HEAVY_TURN = 8

const holderOf = (deps: InboundDeps): number | null => deps.lifeline?.holder ?? null

/**
 * Processes what is due: first the batches, then one delivery that failed before.
 *
 * @param turn which one this is of the worker's; every eighth is that of heavy deliveries
 * @param retrying false: only the batches. Failures are rare, and looking for one costs as much as taking a batch
 * @returns how many deliveries there were
 */
export async function processDue(deps: InboundDeps, retrying = true, turn = 1): Promise<number> {
  const batches = await claimBatches(deps.pipeline, holderOf(deps), turn % HEAVY_TURN === 0)
  if (batches.length > 0) await processClaimed(deps, batches)
  const retried = retrying && (await retryOne(deps)) ? 1 : 0
  return batches.reduce((count, batch) => count + batch.deliveries.length, retried)
}

/** Processes batches that are claimed for this process already. */
export async function processClaimed(deps: InboundDeps, batches: readonly ClaimedBatch[]): Promise<void> {
  const ids = batches.map((batch) => batch.id)
  await uncountedInTrouble(processBatches(deps, batches), () => giveBackBatches(deps.pipeline, ids))
}

/** Batches that were never tried go together; one that was tried before may hold a killer and is taken apart. */
async function processBatches(deps: InboundDeps, batches: readonly ClaimedBatch[]): Promise<void> {
  failpoint('worker:after_claim')
  const fresh = batches.filter((batch) => batch.attempts === 1)
  const freshIds = fresh.map((batch) => batch.id)
  const together =
    fresh.length > 0 &&
    (await attempt(
      deps,
      fresh.flatMap((batch) => batch.deliveries),
      (tx) => markDone(tx, freshIds),
    ))
  if (together !== false && together.ok) report(deps, together.report, fresh.length)
  const apart = together !== false && together.ok ? batches.filter((batch) => batch.attempts > 1) : batches
  for (const batch of apart) await takeApart(deps, batch)
}

/** One by one, each marked before it is tried. What fails or kills is retried alone from then on; the batch is done. */
async function takeApart(deps: InboundDeps, batch: ClaimedBatch): Promise<void> {
  for (const delivery of batch.deliveries) {
    if (await isolate(deps.pipeline, delivery, holderOf(deps))) await processAlone(deps, delivery, 1)
  }
  await deps.pipeline.transaction().execute((tx) => markDone(tx, [batch.id]))
}

async function retryOne(deps: InboundDeps): Promise<boolean> {
  const claimed = await claimFailed(deps.pipeline, holderOf(deps))
  if (claimed === null) return false
  if (claimed.attempts > MAX_ATTEMPTS) await recordFailure(deps.pipeline, claimed.delivery, claimed.attempts, KILLER)
  else await processAlone(deps, claimed.delivery, claimed.attempts)
  return true
}

const KILLER: Failure = { code: 'interrupted', error: 'the process stopped every time it was at work on this delivery', isFinal: true }

async function processAlone(deps: InboundDeps, delivery: StoredDelivery, attempts: number): Promise<void> {
  const working = attempt(deps, [delivery], (tx) => forget(tx, delivery))
  const result = await uncountedInTrouble(working, () => giveBackFailed(deps.pipeline, delivery))
  if (result.ok) return report(deps, result.report, 1)
  await recordFailure(deps.pipeline, delivery, attempts, result.failure)
  deps.log.warn({ delivery: `${delivery.batchId}.${delivery.place}`, attempts, outcome: result.failure.code }, 'delivery failed')
}

type Attempt = { readonly ok: true; readonly report: ProcessReport } | { readonly ok: false; readonly failure: Failure }
type Settle = (tx: Tx) => Promise<void>

/**
 * Effects and the mark as done in one transaction: a delivery takes effect exactly once, however often we crash on the way. Throws what
 * the database cannot do just now: that is no failure of the deliveries.
 */
async function attempt(deps: InboundDeps, deliveries: readonly StoredDelivery[], settle: Settle): Promise<Attempt> {
  for (let tries = 1; ; tries++) {
    try {
      return await deps.pipeline.transaction().execute(async (tx) => {
        const done = await processDeliveries(tx, deliveries, { now: new Date(), references: deps.references })
        await settle(tx)
        failpoint('worker:before_commit')
        return { ok: true, report: done }
      })
    } catch (error) {
      if (tries < 4 && isCollision(error)) continue // another worker made the same contact at the same moment: look again
      if (databaseTrouble(error) !== null) throw error
      return { ok: false, failure: failureOf(error) }
    }
  }
}

/**
 * An attempt does not count when the database itself says that it cannot (it stops, its disk is full), or innocent deliveries would be
 * given up during an outage. Where it vanishes without a word it does count: perhaps the delivery brings it down, and that has to end.
 */
async function uncountedInTrouble<T>(work: Promise<T>, giveBack: () => Promise<void>): Promise<T> {
  try {
    return await work
  } catch (error) {
    if (databaseTrouble(error) === 'said') await onceItCan(giveBack)
    throw error
  }
}

const AGAIN_MS = 1_000

/** What is not given back is held until its lease ends; and as long as the database cannot do this, it can do nothing else for us. */
async function onceItCan(work: () => Promise<void>): Promise<void> {
  for (;;) {
    try {
      return await work()
    } catch (error) {
      if (databaseTrouble(error) !== 'said') throw error
      await pause(AGAIN_MS)
    }
  }
}

function failureOf(error: unknown): Failure {
  if (error instanceof UnreadableDelivery) return { code: error.code, error: error.message, isFinal: true }
  return { code: 'failed', error: error instanceof Error ? `${error.name}: ${error.message}` : String(error), isFinal: false }
}

function report(deps: InboundDeps, done: ProcessReport, batches: number): void {
  failpoint('worker:after_commit')
  const { arrivals, seen, ...totals } = done
  deps.noteSeen?.(seen)
  for (const [numberId, count] of arrivals) deps.noteInbound?.(numberId, count)
  deps.log.debug({ batches, ...totals, outcome: 'processed' }, 'deliveries processed')
}
