/** What a workspace wants to know of its people: definitions, and whether a value fits one. */
import type { AttributeView } from '@recado/contract/contacts'
import type { Selectable } from 'kysely'
import { requireAbility } from '../platform/access.ts'
import { Refusal } from '../platform/errors.ts'
import { fold } from '../platform/fold.ts'
import { newId } from '../platform/ids.ts'
import type { Schema } from '../platform/schema.ts'
import type { TxScope } from '../platform/scope.ts'
import { publish } from '../realtime/event-log.ts'

const present = (row: Selectable<Schema['contact_attribute']>): AttributeView => ({
  id: row.id,
  name: row.name,
  kind: row.kind,
  choices: row.choices,
})

export async function listAttributes(scope: TxScope): Promise<AttributeView[]> {
  requireAbility(scope, 'conversations.read')
  const rows = await scope.db
    .selectFrom('contact_attribute')
    .selectAll()
    .where('workspace_id', '=', scope.workspaceId)
    .orderBy('folded')
    .execute()
  return rows.map(present)
}

const MOST = 100

export async function createAttribute(scope: TxScope, draft: Omit<AttributeView, 'id'>): Promise<AttributeView> {
  requireAbility(scope, 'workspace.manage')
  if (draft.kind === 'choice' && draft.choices.length === 0) throw new Refusal('invalid', 'A choice needs choices', { field: 'choices' })
  if ((await listAttributes(scope)).length >= MOST) throw new Refusal('conflict', `A workspace has at most ${MOST} attributes`)
  const choices = draft.kind === 'choice' ? [...new Set(draft.choices)] : []
  const row = await scope.db
    .insertInto('contact_attribute')
    .values({ workspace_id: scope.workspaceId, id: newId(), name: draft.name, folded: fold(draft.name), kind: draft.kind, choices })
    .onConflict((oc) => oc.columns(['workspace_id', 'folded']).doNothing())
    .returningAll()
    .executeTakeFirst()
  if (!row) throw new Refusal('already_taken', 'There is an attribute of that name')
  await publish(scope, { event: { type: 'contacts.changed' }, audience: null })
  return present(row)
}

export async function changeAttribute(
  scope: TxScope,
  id: string,
  patch: { name?: string | undefined; choices?: readonly string[] | undefined },
): Promise<AttributeView> {
  requireAbility(scope, 'workspace.manage')
  const all = await listAttributes(scope)
  const before = all.find((attribute) => attribute.id === id)
  if (!before) throw new Refusal('not_found', 'No such attribute')
  const name = patch.name ?? before.name
  if (all.some((other) => other.id !== id && fold(other.name) === fold(name)))
    throw new Refusal('already_taken', 'There is an attribute of that name')
  const choices = before.kind === 'choice' ? [...new Set(patch.choices ?? before.choices)] : []
  if (before.kind === 'choice' && choices.length === 0) throw new Refusal('invalid', 'A choice needs choices', { field: 'choices' })
  await scope.db
    .updateTable('contact_attribute')
    .set({ name, folded: fold(name), choices })
    .where('workspace_id', '=', scope.workspaceId)
    .where('id', '=', id)
    .execute()
  await publish(scope, { event: { type: 'contacts.changed' }, audience: null })
  return { ...before, name, choices }
}

/** Its values stay in the contacts, unseen; an attribute made later has another id and does not meet them. */
export async function removeAttribute(scope: TxScope, id: string): Promise<void> {
  requireAbility(scope, 'workspace.manage')
  const gone = await scope.db
    .deleteFrom('contact_attribute')
    .where('workspace_id', '=', scope.workspaceId)
    .where('id', '=', id)
    .returning('id')
    .executeTakeFirst()
  if (!gone) throw new Refusal('not_found', 'No such attribute')
  await publish(scope, { event: { type: 'contacts.changed' }, audience: null })
}
