import { sql } from 'kysely'
import type { Db } from '../platform/scope.ts'
import type { Outcome } from './settle.ts'
import { doubt } from './verdict.ts'

/** Longer than any call may take, waiting for a connection included. */
const CALL_LEASE_SECONDS = 45
/** Where the caller's lifeline is gone: long enough for a caller that only lost that connection to have written down most answers. */
const LAST_WORDS_SECONDS = 3

/** Attempts nobody will end any more, because the process that made them died: whether Meta has the message is unknown. */
export async function abandonedAttempts(db: Db): Promise<(Outcome & { readonly workspaceId: string })[]> {
  const { rows } = await sql<Omit<Outcome, 'verdict' | 'hold'> & { workspaceId: string; now: Date }>`
    select id as "outboxId", attempt_id as "attemptId", message_id as "messageId", number_id as "numberId", workspace_id as "workspaceId", now()
    from outbox
    where attempt_id is not null and attempt_started_at < now() - ${LAST_WORDS_SECONDS} * interval '1 second' and (
      attempt_started_at < now() - ${CALL_LEASE_SECONDS} * interval '1 second'
      or attempt_holder is not null and not exists (select from pg_stat_activity a where a.pid = attempt_holder)
    )
    order by attempt_started_at limit 500`.execute(db)
  return rows.map(({ now, ...attempt }) => ({ ...attempt, verdict: { kind: 'unknown', error: doubt({ error: null }, now) }, hold: null }))
}
