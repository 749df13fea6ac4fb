import type { TagColor, TagView } from '@recado/contract/contacts'
import { sql } from 'kysely'
import { requireAbility } from '../platform/access.ts'
import { Refusal } from '../platform/errors.ts'
import { fold } from '../platform/fold.ts'
import { newId } from '../platform/ids.ts'
import type { TxScope } from '../platform/scope.ts'
import { publish } from '../realtime/event-log.ts'

/** With how many people have each. */
export async function listTags(scope: TxScope): Promise<TagView[]> {
  requireAbility(scope, 'conversations.read')
  const { rows } = await sql<TagView>`
    select t.id, t.name, t.color, (select count(*)::int from contact_tag ct join contact k on k.workspace_id = ct.workspace_id and k.id = ct.contact_id
      where ct.workspace_id = t.workspace_id and ct.tag_id = t.id and k.merged_into is null) as contacts
    from tag t where t.workspace_id = ${scope.workspaceId} order by t.folded`.execute(scope.db)
  return rows
}

/** Anybody who edits contacts may make one: a tag is thought of while somebody is being answered. */
export async function createTag(scope: TxScope, draft: { name: string; color: TagColor }): Promise<TagView> {
  requireAbility(scope, 'contacts.edit')
  const row = await scope.db
    .insertInto('tag')
    .values({ workspace_id: scope.workspaceId, id: newId(), name: draft.name, folded: fold(draft.name), color: draft.color })
    .onConflict((oc) => oc.columns(['workspace_id', 'folded']).doNothing())
    .returning(['id', 'name', 'color'])
    .executeTakeFirst()
  if (!row) throw new Refusal('already_taken', 'There is a tag of that name')
  await publish(scope, { event: { type: 'contacts.changed' }, audience: null })
  return { ...row, contacts: 0 }
}

export async function changeTag(
  scope: TxScope,
  id: string,
  patch: { name?: string | undefined; color?: TagColor | undefined },
): Promise<TagView> {
  requireAbility(scope, 'contacts.manage')
  const all = await listTags(scope)
  const before = all.find((tag) => tag.id === id)
  if (!before) throw new Refusal('not_found', 'No such tag')
  const { name = before.name, color = before.color } = patch
  if (all.some((other) => other.id !== id && fold(other.name) === fold(name)))
    throw new Refusal('already_taken', 'There is a tag of that name')
  await scope.db
    .updateTable('tag')
    .set({ name, folded: fold(name), color })
    .where('workspace_id', '=', scope.workspaceId)
    .where('id', '=', id)
    .execute()
  await publish(scope, { event: { type: 'contacts.changed' }, audience: null })
  return { ...before, name, color }
}

export async function removeTag(scope: TxScope, id: string): Promise<void> {
  requireAbility(scope, 'contacts.manage')
  const gone = await scope.db
    .deleteFrom('tag')
    .where('workspace_id', '=', scope.workspaceId)
    .where('id', '=', id)
    .returning('id')
    .executeTakeFirst()
  if (!gone) throw new Refusal('not_found', 'No such tag')
  await publish(scope, { event: { type: 'contacts.changed' }, audience: null })
}

/** Refuses ids that are not tags of this workspace. */
export async function knownTags(scope: TxScope, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return []
  const found = await scope.db
    .selectFrom('tag')
    .select('id')
    .where('workspace_id', '=', scope.workspaceId)
    .where('id', 'in', [...ids])
    .execute()
  if (found.length < new Set(ids).size) throw new Refusal('not_found', 'No such tag')
  return found.map((row) => row.id)
}
