import { sql } from 'kysely'
import { audienceOf } from '../conversations/present.ts'
import { presentJoined, readConversations } from '../conversations/queries.ts'
import { Refusal } from '../platform/errors.ts'
import { rows } from '../platform/rows.ts'
import type { Tx } from '../platform/scope.ts'
import type { Publication } from '../realtime/event-log.ts'
import { separatedFields } from './join-rules.ts'
import { contactFields, conversationState, type MergeRecord, mergeRecord } from './merge-record.ts'
import { presentContact } from './present.ts'
import { lockContacts, saveFields, saveStates } from './whole-contact.ts'

/**
 * Takes a merge back: the other contact is there again with its names, its conversations and their messages. What was written since, and
 * what somebody changed by hand since, stays with the contact that was kept.
 */
export async function separateContacts(
  tx: Tx,
  workspaceId: string,
  mergeId: string,
  byId: string | null,
  now: Date,
): Promise<Publication[]> {
  const merge = await tx
    .updateTable('contact_merge')
    .set({ undone_at: now, undone_by: byId })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', mergeId)
    .where('undone_at', 'is', null)
    .returning(['kept_id', 'merged_id', 'moved'])
    .executeTakeFirst()
  if (!merge) throw new Refusal('conflict', 'This merge has been undone already')
  const record = mergeRecord.parse(merge.moved)
  const kept = (await lockContacts(tx, workspaceId, [merge.kept_id])).get(merge.kept_id)
  if (!kept) throw new Refusal('conflict', 'The contact has been merged into another since: undo that first')

  const merged = await tx
    .updateTable('contact')
    .set({ merged_into: null, updated_at: now })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', merge.merged_id)
    .returningAll()
    .executeTakeFirstOrThrow()
  const fields = separatedFields(contactFields.parse(kept), record.before, record.after)
  await saveFields(tx, workspaceId, kept.id, fields, now)
  await giveBack(tx, workspaceId, kept.id, merged.id, record)
  for (const joined of record.joined) await splitConversation(tx, workspaceId, joined)

  const touched = [...record.conversations, ...record.joined.flatMap(({ from, into }) => [from, into])]
  const conversations = await readConversations(tx, workspaceId, touched)
  return [
    { event: { type: 'contact.updated', contact: presentContact({ ...kept, ...fields }) }, audience: null },
    { event: { type: 'contact.updated', contact: presentContact(merged) }, audience: null },
    ...conversations.map(
      (row): Publication => ({
        event: { type: 'conversation.rearranged', conversationId: row.id, conversation: presentJoined(row) },
        audience: audienceOf(row),
      }),
    ),
  ]
}

async function giveBack(tx: Tx, workspaceId: string, keptId: string, mergedId: string, record: MergeRecord): Promise<void> {
  await sql`
    update contact_identity i set contact_id = ${mergedId} from ${rows('d', { kind: 'text', value: 'text' }, record.identities)}
    where i.workspace_id = ${workspaceId} and i.contact_id = ${keptId} and i.kind = d.kind and i.value = d.value`.execute(tx)
  await sql`
    update conversation set contact_id = ${mergedId}
    where workspace_id = ${workspaceId} and contact_id = ${keptId} and id = any(${record.conversations}::uuid[])`.execute(tx)
  await sql`
    delete from contact_tag where workspace_id = ${workspaceId} and contact_id = ${keptId} and tag_id = any(${record.tags}::uuid[])`.execute(
    tx,
  )
  await sql`
    delete from contact_block where workspace_id = ${workspaceId} and contact_id = ${keptId} and number_id = any(${record.blocks}::uuid[])`.execute(
    tx,
  )
}

/** The messages go back. Where nothing was said since, both conversations are as they were; otherwise the kept one is as it is now. */
async function splitConversation(tx: Tx, workspaceId: string, joined: MergeRecord['joined'][number]): Promise<void> {
  const { from, into, fromBefore, intoBefore, intoAfter } = joined
  await sql`
    update message set conversation_id = ${from}
    where workspace_id = ${workspaceId} and conversation_id = ${into} and id = any(${joined.messages}::uuid[])`.execute(tx)
  await sql`
    update media set conversation_id = ${from}
    where workspace_id = ${workspaceId} and conversation_id = ${into} and message_id = any(${joined.messages}::uuid[])`.execute(tx)
  const { rows: found } = await sql<{ c: unknown }>`
    select to_jsonb(c) as c from conversation c where c.workspace_id = ${workspaceId} and c.id = ${into} for update`.execute(tx)
  const now = conversationState.parse(found[0]?.c)
  const isUnchanged = now.last_message_at === intoAfter.last_message_at && now.last_message_arrival === intoAfter.last_message_arrival
  await saveStates(tx, workspaceId, [
    { id: from, ...fromBefore },
    { id: into, ...(isUnchanged ? { ...intoBefore, assignee_id: now.assignee_id, status: now.status, closed_at: now.closed_at } : now) },
  ])
}
