import type { ContactView } from '@recado/contract/conversations'
import { phoneText } from './phone-text.ts'

/** The name to show; where a phone number is all there is, as people write it. */
export function shownName(contact: Pick<ContactView, 'displayName' | 'phone'>): string {
  return isNumber(contact) ? phoneText(contact.displayName.replace(/\D/g, '')) : contact.displayName
}

export function firstName(contact: Pick<ContactView, 'displayName' | 'phone'>): string {
  return isNumber(contact) ? shownName(contact) : (contact.displayName.split(' ')[0] ?? contact.displayName)
}

function isNumber({ displayName, phone }: Pick<ContactView, 'displayName' | 'phone'>): boolean {
  return phone !== null && displayName.replace(/^\+/, '') === phone
}
