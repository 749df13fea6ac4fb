import type { JsonObject } from '@recado/cloud-api/json'
import type { InboundMessage, Person } from '@recado/cloud-api/webhook'
import type { Tx } from '../platform/scope.ts'
import type { Publication } from '../realtime/event-log.ts'
import { type Identity, identitiesOf } from './identity.ts'
import { joinContacts } from './join-contacts.ts'
import { presentContact } from './present.ts'
import { searchText } from './search-text.ts'

/** Somebody changed their number or BSUID; WhatsApp tells it as a system message (cloud-api: messages, system). */
export interface Move {
  readonly from: Person
  readonly to: Person
}

/** @returns the move a system message announces, or null when it announces something else */
export function moveOf(message: InboundMessage): Move | null {
  if (message.type !== 'system') return null
  const { wa_id, user_id, parent_user_id, previous_user_id, previous_parent_user_id } = message.content
  const to = { waId: word(wa_id), bsuid: word(user_id), parentBsuid: word(parent_user_id) }
  if (to.waId === null && to.bsuid === null) return null
  const silent = { profileName: null, username: null }
  return {
    from: {
      ...message.person,
      bsuid: word(previous_user_id) ?? message.person.bsuid,
      parentBsuid: word(previous_parent_user_id) ?? message.person.parentBsuid,
      ...silent,
    },
    to: { ...to, ...silent },
  }
}

const word = (value: JsonObject[string] | undefined): string | null => (typeof value === 'string' && value !== '' ? value : null)

/**
 * The person keeps their contact and history under the new names; the old ones are free for whoever gets them next. Where they wrote under
 * the new BSUID before this word of it came, that contact was theirs too, and is joined.
 */
export async function moveIdentity(tx: Tx, workspaceId: string, move: Move): Promise<Publication[]> {
  const contactId = await bearerOf(tx, workspaceId, identitiesOf(move.from))
  if (contactId === null) return []
  const fresh = identitiesOf(move.to)
  if (fresh.length === 0) return []
  const twin = await bearerOf(
    tx,
    workspaceId,
    fresh.filter((identity) => identity.kind === 'bsuid'),
  )
  const news: Publication[] = []
  if (twin !== null && twin !== contactId) {
    news.push(
      ...(await joinContacts(tx, workspaceId, { keptId: contactId, mergedId: twin, cause: 'whatsapp', byId: null, at: new Date() })),
    )
  }
  const replaced = fresh.map((identity) => identity.kind)
  await tx
    .deleteFrom('contact_identity')
    .where('workspace_id', '=', workspaceId)
    .where('contact_id', '=', contactId)
    .where('kind', 'in', replaced)
    .execute()
  await tx
    .insertInto('contact_identity')
    .values(fresh.map(({ kind, value }) => ({ workspace_id: workspaceId, kind, value, contact_id: contactId })))
    .onConflict((oc) => oc.columns(['workspace_id', 'kind', 'value']).doUpdateSet({ contact_id: contactId }))
    .execute()
  const before = await tx
    .selectFrom('contact')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', contactId)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow()
  const after = { ...before, phone: move.to.waId ?? before.phone, bsuid: move.to.bsuid ?? before.bsuid }
  await tx
    .updateTable('contact')
    .set({ phone: after.phone, bsuid: after.bsuid, search: searchText(after), updated_at: new Date() })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', contactId)
    .execute()
  return [...news, { event: { type: 'contact.updated', contact: presentContact(after) }, audience: null }]
}

/** Whose these names are; a BSUID says more than a phone. */
async function bearerOf(tx: Tx, workspaceId: string, identities: readonly Identity[]): Promise<string | null> {
  if (identities.length === 0) return null
  const bearers = await tx
    .selectFrom('contact_identity')
    .select(['kind', 'contact_id'])
    .where('workspace_id', '=', workspaceId)
    .where((eb) => eb.or(identities.map((identity) => eb.and({ kind: identity.kind, value: identity.value }))))
    .execute()
  return (bearers.find((bearer) => bearer.kind !== 'phone') ?? bearers[0])?.contact_id ?? null
}
