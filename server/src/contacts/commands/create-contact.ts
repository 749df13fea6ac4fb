import type { ContactDetail, NewContact } from '@recado/contract/contacts'
import { sql } from 'kysely'
import { requireAbility } from '../../platform/access.ts'
import { Refusal } from '../../platform/errors.ts'
import type { TxScope } from '../../platform/scope.ts'
import { publish } from '../../realtime/event-log.ts'
import { inContactSight, sightOf } from '../../team/sight.ts'
import { accessContact } from '../access.ts'
import { internationalDigits } from '../international.ts'
import { presentContact } from '../present.ts'
import { readContact } from '../queries.ts'
import { resolveContacts } from '../resolve.ts'
import { replaceTags, withPatch } from './change-contact.ts'

/** Somebody who has not written yet. The number is written with its country code, or as Brazilians write theirs. */
export async function createContact(scope: TxScope, draft: NewContact): Promise<ContactDetail> {
  requireAbility(scope, 'contacts.edit')
  const { phone: written, tagIds, ...patch } = draft
  const phone = internationalDigits(written, 'BR')
  if (phone === null) {
    throw new Refusal('invalid', 'phone is a number, with its country code outside Brazil', {
      fields: [{ path: 'phone', code: 'wrong_format', message: 'is no phone number' }],
    })
  }
  const person = { waId: phone, bsuid: null, parentBsuid: null, profileName: null, username: null }
  const [contact] = await resolveContacts(scope.db, scope.workspaceId, [person], scope.now)
  if (contact === undefined) throw new Error('a phone number that is nobody')
  if (!contact.isNew) throw await knownAlready(scope, contact.id)
  const after = await withPatch(scope, await accessContact(scope, contact.id, 'change'), patch)
  if (tagIds !== undefined) await replaceTags(scope, contact.id, tagIds)
  await publish(scope, { event: { type: 'contact.updated', contact: presentContact(after) }, audience: null })
  return readContact(scope, contact.id)
}

/** Which contact it is, is told only to those who may see it. */
async function knownAlready(scope: TxScope, id: string): Promise<Refusal> {
  const { rows } = await sql`
    select 1 from contact k where k.workspace_id = ${scope.workspaceId} and k.id = ${id} and ${inContactSight(sightOf(scope.actor))}`.execute(
    scope.db,
  )
  return new Refusal('already_taken', 'There is a contact with this number', rows.length > 0 ? { contactId: id } : {})
}
