import type { ApiKeyView, InvitationView, MemberView, WorkspaceView } from '@recado/contract/team'
import type { Selectable } from 'kysely'
import type { Schema } from '../platform/schema.ts'

export function presentWorkspace(row: Selectable<Schema['workspace']>): WorkspaceView {
  return {
    id: row.id,
    name: row.name,
    locale: row.locale,
    timeZone: row.time_zone,
    markRead: row.mark_read,
    showTyping: row.show_typing,
    agentsSee: row.agents_see,
    agentsSeePhones: row.agents_see_phones,
  }
}

export function presentMember(row: { user_id: string; name: string; email: string; role: MemberView['role'] }): MemberView {
  return { userId: row.user_id, name: row.name, email: row.email, role: row.role }
}

export function presentInvitation(row: Selectable<Schema['invitation']>): InvitationView {
  return {
    id: row.id,
    email: row.email,
    role: row.role,
    expiresAt: row.expires_at.toISOString(),
    acceptedAt: row.accepted_at?.toISOString() ?? null,
  }
}

export function presentApiKey(row: Selectable<Schema['api_key']>): ApiKeyView {
  return {
    id: row.id,
    name: row.name,
    hint: row.hint,
    scopes: row.scopes,
    createdAt: row.created_at.toISOString(),
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
    revokedAt: row.revoked_at?.toISOString() ?? null,
  }
}
