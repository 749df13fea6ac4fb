/** Two contacts are one person: the one is kept, the other's names, history and what is known of it go over to it. See separate-contacts.ts. */
import { sql } from 'kysely'
import { audienceOf } from '../conversations/present.ts'
import { presentJoined, readConversations } from '../conversations/queries.ts'
import { newId } from '../platform/ids.ts'
import type { Tx } from '../platform/scope.ts'
import type { Publication } from '../realtime/event-log.ts'
import { emptiedState, joinedFields, joinedState } from './join-rules.ts'
import { type ConversationState, contactFields, conversationState, type MergeRecord } from './merge-record.ts'
import { presentContact } from './present.ts'
import { lockContacts, saveFields, saveStates, type WholeContact } from './whole-contact.ts'

export interface Merge {
  readonly keptId: string
  readonly mergedId: string
  /** whatsapp: a webhook showed both names together */
  readonly cause: 'person' | 'whatsapp'
  readonly byId: string | null
  readonly at: Date
}

/**
 * Both rows stay locked until the transaction ends. The other contact keeps its row, pointing at the one that stays, and so does a
 * conversation whose messages moved into one on the same number: that is what makes it possible to take all of it back.
 *
 * @returns what to publish; nothing when WhatsApp's proof is about a pair that somebody has separated by hand
 */
export async function joinContacts(tx: Tx, workspaceId: string, merge: Merge): Promise<Publication[]> {
  const contacts = await lockContacts(tx, workspaceId, [merge.keptId, merge.mergedId])
  const kept = contacts.get(merge.keptId)
  const merged = contacts.get(merge.mergedId)
  if (
    kept === undefined ||
    merged === undefined ||
    kept === merged ||
    (merge.cause === 'whatsapp' && (await wereSeparated(tx, workspaceId, merge)))
  ) {
    return []
  }
  const before = contactFields.parse(kept)
  const after = joinedFields(before, contactFields.parse(merged))
  const record: MergeRecord = {
    before,
    after,
    identities: await moveIdentities(tx, workspaceId, merge),
    tags: await copyTags(tx, workspaceId, merge),
    blocks: await copyBlocks(tx, workspaceId, merge),
    ...(await moveConversations(tx, workspaceId, merge)),
  }
  await saveFields(tx, workspaceId, merge.keptId, after, merge.at)
  await tx
    .updateTable('contact')
    .set({ merged_into: merge.keptId, updated_at: merge.at })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', merge.mergedId)
    .execute()
  await tx
    .insertInto('contact_merge')
    .values({
      workspace_id: workspaceId,
      id: newId(),
      kept_id: merge.keptId,
      merged_id: merge.mergedId,
      cause: merge.cause,
      by_id: merge.byId,
      at: merge.at,
      moved: JSON.stringify(record),
    })
    .execute()
  return newsOf(tx, workspaceId, { ...kept, ...after }, record)
}

async function wereSeparated(tx: Tx, workspaceId: string, { keptId, mergedId }: Merge): Promise<boolean> {
  const { rows } = await sql`
    select 1 from contact_merge m where m.workspace_id = ${workspaceId} and m.undone_at is not null
      and ((m.kept_id = ${keptId} and m.merged_id = ${mergedId}) or (m.kept_id = ${mergedId} and m.merged_id = ${keptId})) limit 1`.execute(
    tx,
  )
  return rows.length > 0
}

async function moveIdentities(tx: Tx, workspaceId: string, { keptId, mergedId }: Merge): Promise<MergeRecord['identities']> {
  return tx
    .updateTable('contact_identity')
    .set({ contact_id: keptId })
    .where('workspace_id', '=', workspaceId)
    .where('contact_id', '=', mergedId)
    .returning(['kind', 'value'])
    .execute()
}

async function copyTags(tx: Tx, workspaceId: string, { keptId, mergedId }: Merge): Promise<string[]> {
  const { rows } = await sql<{ tag_id: string }>`
    insert into contact_tag (workspace_id, tag_id, contact_id)
    select workspace_id, tag_id, ${keptId}::uuid from contact_tag where workspace_id = ${workspaceId} and contact_id = ${mergedId}
    on conflict do nothing returning tag_id`.execute(tx)
  return rows.map((row) => row.tag_id)
}

async function copyBlocks(tx: Tx, workspaceId: string, { keptId, mergedId }: Merge): Promise<string[]> {
  const { rows } = await sql<{ number_id: string }>`
    insert into contact_block (workspace_id, number_id, contact_id, by_id, at)
    select workspace_id, number_id, ${keptId}::uuid, by_id, at from contact_block where workspace_id = ${workspaceId} and contact_id = ${mergedId}
    on conflict do nothing returning number_id`.execute(tx)
  return rows.map((row) => row.number_id)
}

type StateRow = ConversationState & { id: string; number_id: string; contact_id: string }

async function moveConversations(tx: Tx, workspaceId: string, merge: Merge): Promise<Pick<MergeRecord, 'conversations' | 'joined'>> {
  const { rows } = await sql<{ c: StateRow }>`
    select to_jsonb(c) as c from conversation c
    where c.workspace_id = ${workspaceId} and c.contact_id in (${merge.keptId}, ${merge.mergedId}) order by c.id for update of c`.execute(
    tx,
  )
  const all = rows.map((row) => row.c)
  const theirs = all.filter((row) => row.contact_id === merge.mergedId)
  const rival = (row: StateRow) => all.find((other) => other.contact_id === merge.keptId && other.number_id === row.number_id)
  const whole = theirs.filter((row) => rival(row) === undefined).map((row) => row.id)
  if (whole.length > 0) {
    await tx
      .updateTable('conversation')
      .set({ contact_id: merge.keptId })
      .where('workspace_id', '=', workspaceId)
      .where('id', 'in', whole)
      .execute()
  }
  const joined: MergeRecord['joined'] = []
  for (const from of theirs) {
    const into = rival(from)
    if (into !== undefined) joined.push(await joinConversations(tx, workspaceId, from, into, merge))
  }
  return { conversations: whole, joined }
}

async function joinConversations(
  tx: Tx,
  workspaceId: string,
  from: StateRow,
  into: StateRow,
  merge: Merge,
): Promise<MergeRecord['joined'][number]> {
  const moved = await tx
    .updateTable('message')
    .set({ conversation_id: into.id })
    .where('workspace_id', '=', workspaceId)
    .where('conversation_id', '=', from.id)
    .returning('id')
    .execute()
  await tx
    .updateTable('media')
    .set({ conversation_id: into.id })
    .where('workspace_id', '=', workspaceId)
    .where('conversation_id', '=', from.id)
    .execute()
  if (merge.cause === 'whatsapp') {
    await tx
      .updateTable('outbox')
      .set({ conversation_id: into.id })
      .where('workspace_id', '=', workspaceId)
      .where('conversation_id', '=', from.id)
      .execute()
  }
  const [fromBefore, intoBefore] = [conversationState.parse(from), conversationState.parse(into)]
  const intoAfter = joinedState(intoBefore, fromBefore)
  await saveStates(tx, workspaceId, [
    { id: into.id, ...intoAfter },
    { id: from.id, ...emptiedState(fromBefore, merge.at.toISOString()) },
  ])
  return { from: from.id, into: into.id, messages: moved.map(({ id }) => id), fromBefore, intoBefore, intoAfter }
}

async function newsOf(tx: Tx, workspaceId: string, kept: WholeContact, record: MergeRecord): Promise<Publication[]> {
  const touched = [...record.conversations, ...record.joined.map(({ into }) => into)]
  const rows = await readConversations(tx, workspaceId, touched)
  return [
    { event: { type: 'contact.updated', contact: presentContact(kept) }, audience: null },
    ...rows.map(
      (row): Publication => ({
        event: { type: 'conversation.rearranged', conversationId: row.id, conversation: presentJoined(row) },
        audience: audienceOf(row),
      }),
    ),
    ...record.joined.map(
      ({ from, fromBefore }): Publication => ({
        event: { type: 'conversation.rearranged', conversationId: from, conversation: null },
        audience: { assigneeId: fromBefore.assignee_id, wasAssigneeId: fromBefore.assignee_id },
      }),
    ),
  ]
}
