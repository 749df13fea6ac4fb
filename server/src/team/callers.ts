/** Who is asking, read from the database for every request: a role taken away is gone with the next one. */
import { ability } from '@recado/contract/team'
import { sql } from 'kysely'
import { type Actor, type Db, enterWorkspace } from '../platform/scope.ts'
import { abilitiesOf } from './abilities.ts'
import { findSession, type OpenSession } from './sessions.ts'
import { hashSecret, workspaceOfToken } from './tokens.ts'

export interface PersonCaller {
  readonly kind: 'person'
  readonly session: OpenSession
  /** null: no workspace chosen, or no longer a member of it */
  readonly place: { readonly workspaceId: string; readonly actor: Actor } | null
}
export interface KeyCaller {
  readonly kind: 'api_key'
  readonly place: { readonly workspaceId: string; readonly actor: Actor }
}
export type Caller = PersonCaller | KeyCaller

export async function callerOfSession(db: Db, token: string, now: Date): Promise<PersonCaller | null> {
  const session = await findSession(db, token, now)
  if (!session) return null
  const { userId, name, isOperator, role, veiled, confined, activeWorkspaceId: workspaceId } = session
  if (workspaceId === null || role === null) return { kind: 'person', session, place: null }
  const actor: Actor = { kind: 'person', userId, name, role, abilities: abilitiesOf(role, isOperator), veiled, confined }
  return { kind: 'person', session, place: { workspaceId, actor } }
}

/** One round trip, as for sessions (see findSession). The workspace in the key says where to look; the hash decides. */
export async function callerOfKey(db: Db, key: string): Promise<KeyCaller | null> {
  const workspaceId = workspaceOfToken('rk', key)
  if (workspaceId === null) return null
  const found = await sql<{ id: string; name: string; scopes: string[]; lastUsedAt: Date | null }>`
    select known.*
    from (select set_config('app.workspace_id', ${workspaceId}, true) as entered offset 0) place
    cross join lateral (
      select id, name, scopes, last_used_at as "lastUsedAt" from api_key
      where workspace_id = ${workspaceId} and key_hash = ${hashSecret(key)} and revoked_at is null and place.entered is not null
      offset 0
    ) known`.execute(db)
  const row = found.rows[0]
  if (!row) return null
  if (!row.lastUsedAt || row.lastUsedAt.getTime() < Date.now() - NOTE_EVERY_MS) await noteUse(db, workspaceId, row.id)
  const abilities = new Set(ability.array().parse(row.scopes))
  return { kind: 'api_key', place: { workspaceId, actor: { kind: 'api_key', keyId: row.id, name: row.name, abilities } } }
}

/** To the minute is enough to see which keys are in use. */
const NOTE_EVERY_MS = 60_000

async function noteUse(db: Db, workspaceId: string, id: string): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await enterWorkspace(tx, workspaceId)
    await tx.updateTable('api_key').set({ last_used_at: sql`now()` }).where('workspace_id', '=', workspaceId).where('id', '=', id).execute()
  })
}
