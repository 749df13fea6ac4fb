import type { ContactDetail, ContactPatch } from '@recado/contract/contacts'
import { sql } from 'kysely'
import { Refusal } from '../../platform/errors.ts'
import type { TxScope } from '../../platform/scope.ts'
import { publish } from '../../realtime/event-log.ts'
import { requireMember } from '../../team/members.ts'
import { accessContact } from '../access.ts'
import { fittingValue } from '../attribute-value.ts'
import { listAttributes } from '../attributes.ts'
import { presentContact } from '../present.ts'
import { readContact } from '../queries.ts'
import { searchText } from '../search-text.ts'
import { knownTags } from '../tags.ts'
import type { WholeContact } from '../whole-contact.ts'

/** What is named in the patch changes, the rest stays. */
export async function changeContact(scope: TxScope, id: string, patch: ContactPatch): Promise<ContactDetail> {
  const before = await accessContact(scope, id, 'change')
  const after = await withPatch(scope, before, patch)
  if (patch.tagIds !== undefined) await replaceTags(scope, id, patch.tagIds)
  await publish(scope, { event: { type: 'contact.updated', contact: presentContact(after) }, audience: null })
  return readContact(scope, id)
}

/** Writes the fields of a patch. @returns the contact as it is then */
export async function withPatch(scope: TxScope, before: WholeContact, patch: ContactPatch): Promise<WholeContact> {
  if (typeof patch.ownerId === 'string') await requireMember(scope, patch.ownerId)
  const fields = {
    name: patch.name === undefined ? before.name : patch.name,
    email: patch.email === undefined ? before.email : patch.email,
    company: patch.company === undefined ? before.company : patch.company,
    notes: patch.notes ?? before.notes,
    language: patch.language === undefined ? before.language : patch.language,
    owner_id: patch.ownerId === undefined ? before.owner_id : patch.ownerId,
  }
  const attributes = patch.attributes === undefined ? before.attributes : await withAttributes(scope, before, patch.attributes)
  const after = { ...before, ...fields, attributes }
  await scope.db
    .updateTable('contact')
    .set({ ...fields, attributes: JSON.stringify(attributes), search: searchText(after), updated_at: scope.now })
    .where('workspace_id', '=', scope.workspaceId)
    .where('id', '=', before.id)
    .execute()
  return after
}

async function withAttributes(scope: TxScope, before: WholeContact, patch: NonNullable<ContactPatch['attributes']>): Promise<object> {
  const known = new Map((await listAttributes(scope)).map((attribute) => [attribute.id, attribute]))
  const values = new Map(Object.entries(before.attributes ?? {}))
  for (const [id, value] of Object.entries(patch)) {
    const attribute = known.get(id)
    if (attribute === undefined) throw new Refusal('not_found', 'No such attribute')
    const fitting = value === null ? null : fittingValue(attribute, value)
    if (fitting === undefined) throw new Refusal('invalid', `${attribute.name} takes a ${attribute.kind}`, { field: `attributes.${id}` })
    if (fitting === null) values.delete(id)
    else values.set(id, fitting)
  }
  return Object.fromEntries(values)
}

export async function replaceTags(scope: TxScope, contactId: string, tagIds: readonly string[]): Promise<void> {
  const tags = await knownTags(scope, tagIds)
  await sql`
    delete from contact_tag where workspace_id = ${scope.workspaceId} and contact_id = ${contactId} and not tag_id = any(${tags}::uuid[])`.execute(
    scope.db,
  )
  await sql`
    insert into contact_tag (workspace_id, tag_id, contact_id) select ${scope.workspaceId}, t.id, ${contactId} from unnest(${tags}::uuid[]) as t(id)
    on conflict do nothing`.execute(scope.db)
}
