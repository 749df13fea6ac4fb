/** Reading and writing what a merge touches. */
import { type Selectable, sql } from 'kysely'
import { rows } from '../platform/rows.ts'
import type { Schema } from '../platform/schema.ts'
import type { Tx } from '../platform/scope.ts'
import type { ContactFields, ConversationState } from './merge-record.ts'
import { searchText } from './search-text.ts'

export type WholeContact = Selectable<Schema['contact']>

/** Held until the transaction ends, in order of id, so that two merges never wait in a ring. Contacts that were merged away are not there. */
export async function lockContacts(tx: Tx, workspaceId: string, ids: readonly string[]): Promise<Map<string, WholeContact>> {
  const found = await tx
    .selectFrom('contact')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('id', 'in', [...ids])
    .where('merged_into', 'is', null)
    .orderBy('id')
    .forUpdate()
    .execute()
  return new Map(found.map((row) => [row.id, row]))
}

export async function saveFields(tx: Tx, workspaceId: string, id: string, fields: ContactFields, now: Date): Promise<void> {
  await tx
    .updateTable('contact')
    .set({ ...fields, attributes: JSON.stringify(fields.attributes), search: searchText(fields), updated_at: now })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .execute()
}

export async function saveStates(
  tx: Tx,
  workspaceId: string,
  states: readonly (ConversationState & { readonly id: string })[],
): Promise<void> {
  await sql`
    update conversation c set status = d.status, assignee_id = d.assignee_id, window_expires_at = d.window_expires_at, unread_count = d.unread_count,
      waiting_since = d.waiting_since, last_message_at = d.last_message_at, last_message_arrival = d.last_message_arrival,
      last_message = d.last_message, last_inbound_wamid = d.last_inbound_wamid, read_reported_wamid = d.read_reported_wamid, closed_at = d.closed_at
    from ${rows('d', { id: 'uuid', status: 'text', assignee_id: 'uuid', window_expires_at: 'timestamptz', unread_count: 'int', waiting_since: 'timestamptz', last_message_at: 'timestamptz', last_message_arrival: 'bigint', last_message: 'jsonb', last_inbound_wamid: 'text', read_reported_wamid: 'text', closed_at: 'timestamptz' }, states)}
    where c.workspace_id = ${workspaceId} and c.id = d.id`.execute(tx)
}
