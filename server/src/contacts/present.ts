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

export function presentContact(row: ContactRow): ContactView {
  const handle = row.username === null ? null : `@${row.username}`
  const phone = row.phone === null ? null : /^\d+$/.test(row.phone) ? `+${row.phone}` : row.phone
  return {
    id: row.id,
    displayName: row.name ?? row.profile_name ?? handle ?? phone ?? row.bsuid ?? '?',
    name: row.name,
    profileName: row.profile_name,
    username: row.username,
    phone: row.phone,
    bsuid: row.bsuid,
    createdAt: row.created_at.toISOString(),
  }
}
