/** Sessions: 256 random bits in a cookie, their hash in the database. Ends 12 hours after the last use and 30 days after sign-in. */
import type { Locale, Role } from '@recado/contract/team'
import { sql } from 'kysely'
import { newId } from '../platform/ids.ts'
import type { Db, Tx } from '../platform/scope.ts'
import { announceAccessChange } from './announce.ts'
import { hashSecret, newSecret } from './tokens.ts'

const IDLE_MS = 12 * 3600_000
const ABSOLUTE_MS = 30 * 24 * 3600_000
/** The sliding end is written at most this often, so that reading does not write. */
const SLIDE_MS = 5 * 60_000

export interface Visitor {
  readonly ip: string
  readonly userAgent: string | undefined
}

export interface OpenSession {
  readonly id: string
  readonly userId: string
  readonly activeWorkspaceId: string | null
  /** In the active workspace; null when none is chosen or the membership is gone. */
  readonly role: Role | null
  /** An agent in a workspace that keeps phone numbers from its agents. */
  readonly veiled: boolean
  /** An agent in a workspace whose agents see only their own conversations. */
  readonly confined: boolean
  readonly name: string
  readonly email: string
  readonly locale: Locale
  readonly isOperator: boolean
}

/** @returns the token for the cookie; it cannot be had again */
export async function openSession(db: Db, userId: string, workspaceId: string | null, visitor: Visitor): Promise<string> {
  const token = newSecret()
  const now = Date.now()
  await db.deleteFrom('session').where('user_id', '=', userId).where('expires_at', '<', new Date(now)).execute()
  await db
    .insertInto('session')
    .values({
      id: newId(),
      token: hashSecret(token),
      user_id: userId,
      active_workspace_id: workspaceId,
      expires_at: new Date(now + IDLE_MS),
      ip_address: visitor.ip,
      user_agent: visitor.userAgent?.slice(0, 300) ?? null,
    })
    .execute()
  return token
}

/**
 * The session, the person and their role in the active workspace, in one round trip, because every request begins with it. The inner
 * query can only run after `set_config` has been evaluated: it refers to its result, and `offset 0` keeps the planner from joining it in
 * any other order. The setting is local to this one statement.
 */
export async function findSession(db: Db, token: string, now: Date): Promise<OpenSession | null> {
  const found = await sql<OpenSession & { expiresAt: Date; createdAt: Date }>`
    select known.*, place.role, coalesce(place.veiled, false) as veiled, coalesce(place.confined, false) as confined
    from (
      select session.id, session.user_id as "userId", session.active_workspace_id as "activeWorkspaceId",
        session.expires_at as "expiresAt", session.created_at as "createdAt",
        person.name, person.email, person.locale, person.is_operator as "isOperator",
        set_config('app.workspace_id', coalesce(session.active_workspace_id::text, ''), true) as entered
      from session join person on person.id = session.user_id
      where session.token = ${hashSecret(token)}
      offset 0
    ) known
    left join lateral (
      select membership.role, membership.role = 'agent' and not workspace.agents_see_phones as veiled,
        membership.role = 'agent' and workspace.agents_see = 'own' as confined
      from membership join workspace on workspace.id = membership.workspace_id
      where membership.workspace_id = known."activeWorkspaceId" and membership.user_id = known."userId" and known.entered is not null
      offset 0
    ) place on true`.execute(db)
  const row = found.rows[0]
  const end = row ? Math.min(row.expiresAt.getTime(), row.createdAt.getTime() + ABSOLUTE_MS) : 0
  if (!row || end <= now.getTime()) return null
  if (row.expiresAt.getTime() < now.getTime() + IDLE_MS - SLIDE_MS) await slide(db, row.id, now)
  const { id, userId, activeWorkspaceId, role, veiled, confined, name, email, locale, isOperator } = row
  return { id, userId, activeWorkspaceId, role, veiled, confined, name, email, locale, isOperator }
}

async function slide(db: Db, id: string, now: Date): Promise<void> {
  await db
    .updateTable('session')
    .set({ expires_at: new Date(now.getTime() + IDLE_MS), updated_at: now })
    .where('id', '=', id)
    .execute()
}

export function closeSession(db: Db, session: { readonly id: string } | { readonly token: string }): Promise<void> {
  return db.transaction().execute(async (tx) => {
    const sessions = tx.deleteFrom('session').returning('user_id')
    const closed = await ('id' in session
      ? sessions.where('id', '=', session.id)
      : sessions.where('token', '=', hashSecret(session.token))
    ).execute()
    for (const { user_id } of closed) await announceAccessChange(tx, user_id)
  })
}

/** After a password change: whoever was signed in as this person no longer is. */
export async function closeSessionsOf(db: Tx, userId: string): Promise<void> {
  await db.deleteFrom('session').where('user_id', '=', userId).execute()
  await announceAccessChange(db, userId)
}

/** Streams of that browser that still stand in the workspace before end. */
export async function activateWorkspace(db: Tx, sessionId: string, workspaceId: string): Promise<void> {
  const moved = await db
    .updateTable('session')
    .set({ active_workspace_id: workspaceId })
    .where('id', '=', sessionId)
    .returning('user_id')
    .execute()
  for (const { user_id } of moved) await announceAccessChange(db, user_id)
}

/** A removed member's browsers stand nowhere afterwards. (They could not have seen anything anyway: the membership is asked each time.) */
export async function leaveWorkspace(db: Tx, userId: string, workspaceId: string): Promise<void> {
  await db
    .updateTable('session')
    .set({ active_workspace_id: null })
    .where('user_id', '=', userId)
    .where('active_workspace_id', '=', workspaceId)
    .execute()
}
