/** `replay --since T`: stored deliveries once more, through the same worker. */
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { replaySince } from '../inbound/replay.ts'
import { processDue } from '../inbound/worker.ts'
import { referenceKey } from '../installation.ts'
import { createReferences } from '../outbound/reference.ts'
import type { Db } from '../platform/scope.ts'
import { type Context, command, Misuse, type Parts, required } from './command.ts'

export const replay = command({
  name: 'replay',
  usage: '--since T',
  summary: 'Process stored webhook deliveries again',
  help: `  --since T   from when: an age such as 30m, 12h or 7d, or a time such as 2026-03-01 or 2026-03-01T12:00:00Z

Changes nothing that is already right; what is missing appears: messages of a number connected since, what a mended fault had lost.
Deliveries are kept for DELIVERY_RETENTION_DAYS. Returns when all of them are processed.`,
  options: { since: { type: 'string' } },
  run: async ({ values }, context) => {
    const since = parseSince(required(values.since, 'since'), new Date())
    await context.withParts(async (parts) => {
      const deliveries = await replaySince(parts.pipeline, since)
      context.note(`${deliveries} deliveries since ${since.toISOString()}`)
      await untilProcessed(parts, context)
      context.print(`${deliveries} deliveries processed again`)
    })
  },
})

const UNITS = { m: 60_000, h: 3_600_000, d: 86_400_000 } as const

export function parseSince(text: string, now: Date): Date {
  const [, amount, unit] = /^(\d{1,6})([mhd])$/.exec(text) ?? []
  if (amount !== undefined && unit !== undefined) return new Date(now.getTime() - Number(amount) * UNITS[unit as keyof typeof UNITS]) // one of those just matched
  const isTime = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?)?$/.test(text)
  const time = new Date(text)
  if (!isTime || Number.isNaN(time.getTime()))
    throw new Misuse(`--since ${text} is neither an age such as 12h nor a time such as 2026-03-01T12:00:00Z`)
  return time
}

/** By the server's worker where one runs, else by one of our own. */
async function untilProcessed(parts: Parts, { log }: Context): Promise<void> {
  const { pipeline, vault } = parts
  if (parts.isServed) {
    while ((await waiting(pipeline)) > 0) await sleep(200)
    return
  }
  const references = createReferences(referenceKey(vault))
  while (await processDue({ pipeline, log, references }));
}

async function waiting(pipeline: Db): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from delivery_batch where done_at is null`.execute(pipeline)
  return rows[0]?.n ?? 0
}
