import type { ContactRow as ContactRowView } from '@recado/contract/contacts'
import type { ContactView } from '@recado/contract/conversations'

export interface ContactRow {
  readonly id: string
  readonly name: string | null
  readonly profile_name: string | null
  readonly username: string | null
  readonly phone: string | null
  readonly bsuid: string | null
  readonly created_at: Date
}

export function displayName(row: Pick<ContactRow, 'name' | 'profile_name' | 'username' | 'phone'>): string | null {
  const handle = row.username === null ? null : `@${row.username.replace(/^@/, '')}`
  const phone = row.phone === null ? null : /^\d+$/.test(row.phone) ? `+${row.phone}` : row.phone
  return row.name ?? row.profile_name ?? handle ?? phone
}

export function presentContact(row: ContactRow): ContactView {
  return {
    id: row.id,
    displayName: displayName(row) ?? row.bsuid ?? '?',
    name: row.name,
    profileName: row.profile_name,
    username: row.username,
    phone: row.phone,
    bsuid: row.bsuid,
    createdAt: row.created_at.toISOString(),
  }
}

/** A contact with what lists show beside it (queries.ts). */
export interface ListedRow extends ContactRow {
  readonly email: string | null
  readonly company: string | null
  readonly language: string | null
  readonly notes: string
  readonly owner_id: string | null
  readonly owner_name: string | null
  readonly attributes: unknown
  readonly consent: ContactRowView['consent']
  readonly tags: ContactRowView['tags']
  readonly blocked_on: string[]
  readonly last_seen_at: Date | null
}

export function presentListed(row: ListedRow): ContactRowView {
  return {
    ...presentContact(row),
    email: row.email,
    company: row.company,
    language: row.language,
    owner: row.owner_id === null ? null : { id: row.owner_id, name: row.owner_name ?? '' },
    tags: row.tags,
    attributes: row.attributes as ContactRowView['attributes'], // jsonb written by us, checked against the definitions
    consent: row.consent,
    blockedOn: row.blocked_on,
    lastSeenAt: row.last_seen_at?.toISOString() ?? null,
  }
}
