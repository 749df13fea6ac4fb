import type { Event } from '@recado/contract/events'
import { type RawBuilder, sql } from 'kysely'
import { rows } from '../platform/rows.ts'
import type { Tx, TxScope } from '../platform/scope.ts'

/** Who a conversation's event concerns: needed only where agents see just their own. */
export interface Audience {
  readonly assigneeId: string | null
  readonly wasAssigneeId: string | null
}

export interface Publication {
  readonly event: Event
  /** Set for events about one conversation; null for events every member may see. */
  readonly audience: Audience | null
}

/**
 * The mouth of the realtime pipeline. Events are part of the caller's transaction: they exist exactly when the change they
 * announce exists. Numbering locks the workspace's head row until commit, so a reader that has seen 7 never later meets a 6.
 * Publish last: the lock is what serialises a workspace's writers.
 */
export async function publish(scope: TxScope, ...publications: readonly Publication[]): Promise<void> {
  await publishAll(scope.db, scope.workspaceId, publications)
}

/** Gives publications the contacts as they are now. */
export type Refresh = (publications: readonly Publication[]) => Promise<readonly Publication[]>

/**
 * How long before a transaction began a contact's change may have been announced and still not have been seen by it: as long as the
 * announcing one may take to commit.
 */
const COMMITTED_WITHIN = sql`interval '10 seconds'`

/**
 * @param refresh needed where publications show contacts, which were read before the head was locked. An event that shows the old name
 * of somebody must not come after the one that told the new name; so once the head is ours, and only if a contact changed shortly
 * before, they are read again
 */
export async function publishAll(db: Tx, workspaceId: string, publications: readonly Publication[], refresh?: Refresh): Promise<void> {
  if (publications.length === 0) return
  const isNews = publications.some(({ event }) => event.type === 'contact.updated')
  const { rows: heads } = await sql<{ seq: number; is_old: boolean }>`
    with head as (
      insert into event_head (workspace_id, seq, contacts_at)
      values (${workspaceId}, ${publications.length}, case when ${isNews} then clock_timestamp() end)
      on conflict (workspace_id) do update set seq = event_head.seq + ${publications.length},
        contacts_at = case when ${isNews} then clock_timestamp() else event_head.contacts_at end
      returning seq, ${refresh !== undefined} and coalesce(contacts_at > now() - ${COMMITTED_WITHIN}, false) as is_old
    ), stored as (${insertion(workspaceId, sql`head where not head.is_old`, publications)})
    select seq::float8 as seq, is_old, pg_notify('event', ${workspaceId}) from head`.execute(db)
  const [head] = heads
  if (head?.is_old !== true || refresh === undefined) return
  await insertion(workspaceId, sql`(select ${head.seq}::bigint as seq) as head where true`, await refresh(publications)).execute(db)
}

/** @param head has the number of the last of these publications */
function insertion(workspaceId: string, head: RawBuilder<unknown>, publications: readonly Publication[]): RawBuilder<unknown> {
  const items = publications.map(({ event, audience }, place) => ({
    before: publications.length - 1 - place,
    type: event.type,
    body: JSON.stringify(event),
    concerns: audience !== null,
    assignee: audience?.assigneeId ?? null,
    was: audience?.wasAssigneeId ?? null,
  }))
  const item = rows('item', { before: 'int', type: 'text', body: 'text', concerns: 'boolean', assignee: 'uuid', was: 'uuid' }, items)
  return sql`
    insert into event (workspace_id, seq, type, body, concerns_conversation, assignee_id, was_assignee_id)
    select ${workspaceId}, head.seq - item.before, item.type, item.body, item.concerns, item.assignee, item.was
    from ${item}, ${head}`
}
