import { fold } from '../platform/fold.ts'
import { phoneKey } from './phone-key.ts'

export interface Searchable {
  readonly name: string | null
  readonly profile_name: string | null
  readonly username: string | null
  readonly email: string | null
  readonly company: string | null
  readonly phone: string | null
}

/**
 * What a contact is found by, folded: names and addresses on the first line, the phone on the second, because there are people who may
 * not search by it. Both forms of numbers that have two (see phone-key.ts).
 */
export function searchText(contact: Searchable): string {
  const { name, profile_name, username, email, company, phone } = contact
  const words = [name, profile_name, username, email, company].filter((part) => part !== null).join(' ')
  const numbers = phone === null ? [] : [...new Set([phone, phoneKey(phone) ?? phone])]
  return `${fold(words).replace(/\s+/g, ' ')}\n${numbers.join(' ')}`
}
