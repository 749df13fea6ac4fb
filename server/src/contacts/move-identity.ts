import type { JsonObject } from '@recado/cloud-api/json'
import type { InboundMessage, Person } from '@recado/cloud-api/webhook'
import type { Tx } from '../platform/scope.ts'
import type { Publication } from '../realtime/event-log.ts'
import { identitiesOf } from './identity.ts'
import { presentContact } from './present.ts'

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

/** The person keeps their contact and history under the new names; the old ones are free for whoever gets them next. */
export async function moveIdentity(tx: Tx, workspaceId: string, move: Move): Promise<Publication[]> {
  const old = identitiesOf(move.from)
  const bearers = await tx
    .selectFrom('contact_identity')
    .select(['kind', 'contact_id'])
    .where('workspace_id', '=', workspaceId)
    .where((eb) => eb.or(old.map((identity) => eb.and({ kind: identity.kind, value: identity.value }))))
    .execute()
  const contactId = (bearers.find((bearer) => bearer.kind !== 'phone') ?? bearers[0])?.contact_id
  if (contactId === undefined) return []
  const fresh = identitiesOf(move.to)
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
  const contact = await tx
    .updateTable('contact')
    .set({
      ...(move.to.waId === null ? {} : { phone: move.to.waId }),
      ...(move.to.bsuid === null ? {} : { bsuid: move.to.bsuid }),
      updated_at: new Date(),
    })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', contactId)
    .returningAll()
    .executeTakeFirstOrThrow()
  return [{ event: { type: 'contact.updated', contact: presentContact(contact) }, audience: null }]
}
