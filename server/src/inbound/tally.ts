/**
 * What came in, by hour, number and field: for "last received" on the screen, and for noticing that a number fell silent. Counted in
 * memory and written now and then in one statement, so that deliveries wait for nothing; what a crash loses of it is a few seconds.
 */
import type { Update } from '@recado/cloud-api/webhook'
import { sql } from 'kysely'
import type { Logger } from '../platform/log.ts'
import { rows } from '../platform/rows.ts'
import type { Db } from '../platform/scope.ts'

/** Something that was received. `subject` is phone_number.id, or Meta's id of the account. */
export interface Seen {
  readonly workspaceId: string
  readonly subject: string
  readonly field: string
  readonly at: Date
}

/** Reports come under the field of messages. */
export const fieldOf = (update: Update): string => (update.kind === 'status' ? 'statuses' : update.field)

export interface WebhookTally {
  note(seen: readonly Seen[]): void
  flush(): Promise<void>
  /** Writes the rest. */
  stop(): Promise<void>
}

const FLUSH_EVERY_MS = 10_000
const HOUR_MS = 3600_000
const LONGEST_FIELD = 100

interface Line extends Seen {
  readonly hour: Date
  count: number
  last: Date
}

/** @param pipeline as recado_pipeline */
export function startWebhookTally(pipeline: Db, log: Logger): WebhookTally {
  let lines = new Map<string, Line>()

  function note(seen: readonly Seen[]): void {
    for (const one of seen) {
      const hour = Math.floor(one.at.getTime() / HOUR_MS) * HOUR_MS
      const field = one.field.slice(0, LONGEST_FIELD)
      const key = `${one.workspaceId} ${one.subject} ${hour} ${field}`
      const line = lines.get(key)
      if (line === undefined) lines.set(key, { ...one, field, hour: new Date(hour), count: 1, last: one.at })
      else {
        line.count++
        if (one.at > line.last) line.last = one.at
      }
    }
  }

  async function flush(): Promise<void> {
    const due = lines
    lines = new Map()
    if (due.size === 0) return
    await write(pipeline, [...due.values()]).catch((err: unknown) => log.warn({ outcome: 'tally_failed', err }, 'webhooks not counted'))
  }

  const clock = setInterval(() => void flush(), FLUSH_EVERY_MS)
  clock.unref()
  return {
    note,
    flush,
    async stop() {
      clearInterval(clock)
      await flush()
    },
  }
}

/** In one order, so that two processes never wait for each other in a ring. */
async function write(pipeline: Db, lines: readonly Line[]): Promise<void> {
  const listed = lines.map(({ workspaceId, subject, field, hour, count, last }) => ({
    workspace_id: workspaceId,
    subject,
    field,
    hour: hour.toISOString(),
    count,
    last_at: last.toISOString(),
  }))
  await sql`
    insert into webhook_tally (workspace_id, subject, field, hour, count, last_at)
    select n.workspace_id, n.subject, n.field, n.hour, n.count, n.last_at
    from ${rows('n', { workspace_id: 'uuid', subject: 'text', field: 'text', hour: 'timestamptz', count: 'int', last_at: 'timestamptz' }, listed)}
    join workspace w on w.id = n.workspace_id
    order by n.workspace_id, n.subject, n.field, n.hour
    on conflict (workspace_id, subject, field, hour) do update
    set count = webhook_tally.count + excluded.count, last_at = greatest(webhook_tally.last_at, excluded.last_at)`.execute(pipeline)
}
