import { sql } from 'kysely'
import { failpoint } from '../platform/failpoint.ts'
import { type Db, inTransaction } from '../platform/scope.ts'
import type { Owner } from './lane-lease.ts'
import { LANE } from './outbox.ts'

/** A message whose attempt is on record: from here on it may have been sent. */
export interface ClaimedJob {
  readonly outboxId: number
  readonly attemptId: string
  /** this one included */
  readonly attempts: number
  readonly lane: number
  readonly workspaceId: string
  readonly numberId: string
  readonly conversationId: string
  readonly messageId: string
  readonly type: string
  readonly content: Readonly<Record<string, unknown>>
  readonly contextWamid: string | null
  /** Meta's id of the message's file; `content.id` is ours. */
  readonly metaMediaId: string | null
  /** Of the files inside a template, by the ids in `content`, which are ours. */
  readonly metaMediaIds: Readonly<Record<string, string>> | null
  readonly phone: string | null
  readonly bsuid: string | null
  readonly isWindowClosed: boolean
  readonly isAuthentication: boolean
  readonly ageSeconds: number
}

export interface ClaimOptions {
  readonly workspaceId: string
  readonly numberId: string
  /** whose lane it must be */
  readonly owner: Owner
  readonly most: number
  /** conversations that have used up their allowance */
  readonly except: readonly string[]
}

const LANES = Object.values(LANE)

/**
 * Takes what may go now and records the attempt, in one statement: of each conversation only its oldest job, and that only when no call
 * of the conversation is under way; people's replies first. A job that waits for its retry holds back its own conversation and nothing
 * else.
 */
export function claimJobs(db: Db, options: ClaimOptions): Promise<ClaimedJob[]> {
  const { workspaceId, numberId, owner, most, except } = options
  const scope = { db, workspaceId, actor: { kind: 'system', name: 'outbound' }, now: new Date() } as const
  return inTransaction(scope, async (tx) => {
    const { rows } = await sql<ClaimedJob>`
      with heads as (
        select due.id from unnest(${LANES}::smallint[]) as lanes(lane) cross join lateral (
          select o.id, o.run_at from outbox o
          where o.number_id = ${numberId} and o.lane = lanes.lane and o.attempt_id is null and o.run_at <= now()
            and not o.waits_for_media and o.workspace_id = ${workspaceId} and o.conversation_id <> all(${except}::uuid[])
            and not exists (select from outbox earlier where earlier.conversation_id = o.conversation_id and earlier.id < o.id)
          order by o.run_at, o.id limit ${most} for update of o skip locked
        ) as due
        where exists (select from number_lane l where l.number_id = ${numberId} and l.owner = ${owner.id} and l.lease_until > now())
        order by lanes.lane, due.run_at, due.id limit ${most}
      ), claimed as (
        update outbox o set attempt_id = gen_random_uuid(), attempt_started_at = now(), attempt_holder = ${owner.holder}, attempts = o.attempts + 1
        from heads where o.id = heads.id returning o.*
      )
      select o.id as "outboxId", o.attempt_id as "attemptId", o.attempts, o.lane, o.workspace_id as "workspaceId", o.number_id as "numberId",
        o.conversation_id as "conversationId", o.message_id as "messageId", m.type, m.content, m.context_wamid as "contextWamid", o.meta_media_id as "metaMediaId", o.meta_media_ids as "metaMediaIds",
        p.phone, p.bsuid, coalesce(c.window_expires_at <= now(), true) as "isWindowClosed",
        coalesce(t.category = 'AUTHENTICATION', false) as "isAuthentication",
        extract(epoch from now() - o.enqueued_at)::float8 as "ageSeconds"
      from claimed o
      join message m on m.workspace_id = o.workspace_id and m.id = o.message_id
      join conversation c on c.workspace_id = o.workspace_id and c.id = o.conversation_id
      join contact p on p.workspace_id = c.workspace_id and p.id = c.contact_id
      join phone_number n on n.workspace_id = o.workspace_id and n.id = o.number_id
      left join template t on m.type = 'template' and t.workspace_id = o.workspace_id and t.waba = n.waba
        and t.name = m.content ->> 'name' and t.language = m.content #>> '{language,code}'
      order by o.lane, o.run_at, o.id`.execute(tx.db)
    failpoint('send:after_claim')
    return rows
  })
}

/** Numbers that have something to send at this moment, found by hopping along the index: their count matters, not their messages'. */
export async function dueNumbers(db: Db): Promise<{ numberId: string; workspaceId: string }[]> {
  const { rows } = await sql<{ numberId: string; workspaceId: string }>`
    with recursive hop as (
      (select o.number_id, o.workspace_id from outbox o where o.attempt_id is null order by o.number_id limit 1)
      union all
      select next.number_id, next.workspace_id from hop cross join lateral (
        select o.number_id, o.workspace_id from outbox o where o.attempt_id is null and o.number_id > hop.number_id order by o.number_id limit 1
      ) as next
    )
    select number_id as "numberId", workspace_id as "workspaceId" from hop
    where exists (
      select from outbox o where o.number_id = hop.number_id and o.attempt_id is null and o.run_at <= now() and not o.waits_for_media)`.execute(
    db,
  )
  return rows
}

export async function workspaceOf(db: Db, numberId: string): Promise<string | null> {
  const row = await db.selectFrom('outbox').select('workspace_id').where('number_id', '=', numberId).limit(1).executeTakeFirst()
  return row?.workspace_id ?? null
}
