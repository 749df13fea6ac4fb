/** The filter lives in the address, so that a list can be kept, sent and gone back to. */
import type { ContactFilter } from '@recado/contract/contacts'

export const SEEN = ['day', 'week', 'month', 'before'] as const
export type Seen = (typeof SEEN)[number]

export interface ContactsSearch {
  q?: string
  tag?: string
  owner?: string
  consent?: string
  blocked?: string
  seen?: string
  attribute?: string
  value?: string
  /** the contact that is open */
  id?: string
}

const UUID = /^[0-9a-f-]{36}$/
const FORMS: Readonly<Record<keyof ContactsSearch, (word: string) => boolean>> = {
  q: (word) => word.trim() !== '' && word.length <= 200,
  tag: (word) => UUID.test(word),
  owner: (word) => word === 'me' || word === 'none' || UUID.test(word),
  consent: (word) => ['unknown', 'opted_in', 'opted_out'].includes(word),
  blocked: (word) => word === 'true' || word === 'false',
  seen: (word) => SEEN.some((known) => known === word),
  attribute: (word) => UUID.test(word),
  value: (word) => word !== '' && word.length <= 500,
  id: (word) => UUID.test(word),
}

/** For the router: keeps only what we know. A number in the address arrives as one. */
export function contactsSearch(search: Record<string, unknown>): ContactsSearch {
  return Object.fromEntries(
    Object.entries(FORMS).flatMap(([name, fits]) => {
      const word = typeof search[name] === 'number' ? String(search[name]) : search[name]
      return typeof word === 'string' && fits(word) ? [[name, word]] : []
    }),
  )
}

const DAY_MS = 86_400_000

/** @param today midnight, so that the same address asks the same question all day */
export function filterOf({ id: _open, seen, ...search }: ContactsSearch, today: number): ContactFilter {
  const ago = (days: number) => new Date(today - days * DAY_MS).toISOString()
  const since = seen === 'day' ? ago(1) : seen === 'week' ? ago(7) : seen === 'month' ? ago(30) : undefined
  return {
    ...search,
    ...(since ? { seenAfter: since } : {}),
    ...(seen === 'before' ? { seenBefore: ago(30) } : {}),
  } as ContactFilter // every word was checked by contactsSearch
}
