/** What is still to be done about files: one durable table, one mouth, one worker (worker.ts). */
import { sql } from 'kysely'
import { rows } from '../platform/rows.ts'
import type { Db, Tx } from '../platform/scope.ts'

export const MEDIA_CHANNEL = 'media'

export type MediaTask = 'fetch' | 'upload'

export interface MediaJob {
  readonly workspaceId: string
  readonly mediaId: string
  readonly task: MediaTask
  /** This one included. */
  readonly attempts: number
  readonly expiresAt: Date
}

export interface WantedJob {
  readonly mediaId: string
  readonly task: MediaTask
  /** Meta forgets the file, or nobody waits for it any more. */
  readonly expiresAt: Date
}

/** The mouth. Asked again for the same, it is due at once and its attempts are forgotten. */
export async function enqueueMediaJobs(tx: Tx, workspaceId: string, wanted: readonly WantedJob[]): Promise<void> {
  if (wanted.length === 0) return
  const items = wanted.map(({ mediaId, task, expiresAt }) => ({ media_id: mediaId, task, expires_at: expiresAt }))
  await sql`
    with stored as (
      insert into media_job (workspace_id, media_id, task, expires_at)
      select ${workspaceId}, d.* from ${rows('d', { media_id: 'uuid', task: 'text', expires_at: 'timestamptz' }, items)}
      on conflict (workspace_id, media_id, task) do update set run_at = now(), attempts = 0, expires_at = excluded.expires_at
    )
    select pg_notify(${MEDIA_CHANNEL}, '')`.execute(tx)
}

/** Longer than a file of 100 MB may take. A holder that is gone is noticed at once by its lifeline. */
const LEASE_MINUTES = 12

/** Takes due jobs and counts the attempt, committed before the work. What Meta will have forgotten within a day goes first. */
export async function claimMediaJobs(db: Db, most: number, holder: number | null): Promise<MediaJob[]> {
  const { rows: claimed } = await sql<MediaJob>`
    with due as (
      select workspace_id, media_id, task from media_job
      where run_at <= now() and (lease_until is null or lease_until < now()
        or lease_holder is not null and not exists (select 1 from pg_stat_activity a where a.pid = lease_holder))
      order by (task = 'upload' or expires_at < now() + interval '1 day') desc, run_at limit ${most} for update skip locked
    )
    update media_job j set attempts = j.attempts + 1, lease_until = now() + make_interval(mins => ${LEASE_MINUTES}), lease_holder = ${holder}
    from due where j.workspace_id = due.workspace_id and j.media_id = due.media_id and j.task = due.task
    returning j.workspace_id as "workspaceId", j.media_id as "mediaId", j.task, j.attempts, j.expires_at as "expiresAt"`.execute(db)
  return claimed
}

export async function removeMediaJob(tx: Tx, { workspaceId, mediaId, task }: MediaJob): Promise<void> {
  await tx
    .deleteFrom('media_job')
    .where('workspace_id', '=', workspaceId)
    .where('media_id', '=', mediaId)
    .where('task', '=', task)
    .execute()
}

export async function postponeMediaJob(tx: Tx, { workspaceId, mediaId, task }: MediaJob, afterMs: number): Promise<void> {
  await sql`
    update media_job j set lease_until = null, lease_holder = null, run_at = now() + ${afterMs} * interval '1 millisecond'
    where j.workspace_id = ${workspaceId} and j.media_id = ${mediaId} and j.task = ${task}`.execute(tx)
}

const FIRST_RETRY_MS = 5_000
const LONGEST_RETRY_MS = 3600_000

/** 5 s, 10 s, 20 s, … up to an hour, somewhat scattered so that what failed together does not come back together. @param random 0 to 1 */
export function retryAfterMs(attempts: number, random: number): number {
  return Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(attempts - 1, 20)) * (0.75 + random / 2)
}
