import type { Event } from '@recado/contract/events'
import { sql } from 'kysely'
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

export async function publishAll(db: Tx, workspaceId: string, publications: readonly Publication[]): Promise<void> {
  if (publications.length === 0) return
  const items = publications.map(({ event, audience }, place) => ({
    place: place + 1,
    type: event.type,
    body: JSON.stringify(event),
    concerns: audience !== null,
    assignee: audience?.assigneeId ?? null,
    was: audience?.wasAssigneeId ?? null,
  }))
  await sql`
    with head as (
      insert into event_head (workspace_id, seq) values (${workspaceId}, ${items.length})
      on conflict (workspace_id) do update set seq = event_head.seq + ${items.length}
      returning seq
    ), stored as (
      insert into event (workspace_id, seq, type, body, concerns_conversation, assignee_id, was_assignee_id)
      select ${workspaceId}, head.seq - ${items.length} + item.place, item.type, item.body, item.concerns, item.assignee, item.was
      from head, ${rows('item', { place: 'int', type: 'text', body: 'text', concerns: 'boolean', assignee: 'uuid', was: 'uuid' }, items)}
    )
    select pg_notify('event', ${workspaceId})`.execute(db)
}
