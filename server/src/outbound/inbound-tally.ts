/**
 * What comes in counts towards a number's throughput, and may come in at another process than the one that paces the number. That one is
 * told by notification, a tenth of a second's worth at a time and only while such a process exists; one that gets lost costs precision.
 */
import { sql } from 'kysely'
import { z } from 'zod'
import type { Logger } from '../platform/log.ts'
import type { Db } from '../platform/scope.ts'
import { foreignLanes } from './lane-lease.ts'

export const INBOUND_COUNT_CHANNEL = 'inbound_count'

const counts = z.array(z.tuple([z.uuid(), z.int().positive()]))
const TELL_EVERY_MS = 100
const LOOK_EVERY_MS = 1_000
/** A notification holds 8,000 bytes. */
const MOST_PER_NOTE = 150

export interface InboundTally {
  noteInbound(numberId: string, count: number): void
  stop(): void
}

/** @param owner of this process's lanes; any other is foreign */
export function startInboundTally(db: Db, owner: string, log: Logger): InboundTally {
  const tally = new Map<string, number>()
  let foreign: ReadonlySet<string> = new Set()

  const attempt = (work: () => Promise<void>) => () =>
    void work().catch((error: unknown) => log.warn({ outcome: 'tally_failed', err: error }, 'inbound count not passed on'))
  const tell = attempt(async () => {
    const entries = [...tally].slice(0, MOST_PER_NOTE)
    tally.clear()
    if (entries.length > 0) await sql`select pg_notify(${INBOUND_COUNT_CHANNEL}, ${JSON.stringify(entries)})`.execute(db)
  })
  const look = attempt(async () => {
    foreign = await foreignLanes(db, owner)
  })
  const timers = [setInterval(tell, TELL_EVERY_MS), setInterval(look, LOOK_EVERY_MS)]
  for (const timer of timers) timer.unref()

  return {
    noteInbound(numberId, count) {
      if (foreign.has(numberId)) tally.set(numberId, (tally.get(numberId) ?? 0) + count)
    },
    stop() {
      for (const timer of timers) clearInterval(timer)
    },
  }
}

/** @param payload of a notification; what does not fit is nobody's count */
export function readTally(payload: string): readonly (readonly [numberId: string, count: number])[] {
  return counts.catch([]).parse(JSON.parse(payload))
}
