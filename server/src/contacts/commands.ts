import type { ContactView } from '@recado/contract/conversations'
import { requireAbility } from '../platform/access.ts'
import { Refusal } from '../platform/errors.ts'
import type { TxScope } from '../platform/scope.ts'
import { publish } from '../realtime/event-log.ts'
import { accessContact } from './access.ts'
import { phoneKey } from './phone-key.ts'
import { type ContactRow, presentContact } from './present.ts'
import { resolveContacts } from './resolve.ts'

/** The name we call somebody by; null goes back to the one they gave themselves. */
export async function renameContact(scope: TxScope, id: string, name: string | null): Promise<ContactView> {
  return renameKnown(scope, await accessContact(scope, id, 'change'), name)
}

async function renameKnown(scope: TxScope, before: ContactRow, name: string | null): Promise<ContactView> {
  await scope.db
    .updateTable('contact')
    .set({ name, updated_at: scope.now })
    .where('workspace_id', '=', scope.workspaceId)
    .where('id', '=', before.id)
    .execute()
  const contact = presentContact({ ...before, name })
  await publish(scope, { event: { type: 'contact.updated', contact }, audience: null })
  return contact
}

/**
 * Keeps a person among the contacts, for instance from an address card that a customer sent. Somebody who is known already stays as they
 * are, and the caller is not told who that is: it may be somebody out of their sight.
 */
export async function saveContact(scope: TxScope, { phone, name }: { phone: string; name: string | null }): Promise<void> {
  requireAbility(scope, 'conversations.reply')
  const digits = phone.replace(/\D/g, '')
  if (digits.length < 8 || digits.length > 15 || phoneKey(digits) === null) {
    throw new Refusal('invalid', 'phone is a number with country code', {
      fields: [{ path: 'phone', code: 'wrong_format', message: 'is no phone number' }],
    })
  }
  const person = { waId: digits, bsuid: null, parentBsuid: null, profileName: null, username: null }
  const [contact] = await resolveContacts(scope.db, scope.workspaceId, [person], scope.now)
  if (contact === undefined) throw new Error('a phone number that is nobody')
  if (contact.isNew && name !== null) await renameKnown(scope, contact, name)
}
