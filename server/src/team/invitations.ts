import type { AcceptInvitationRequest, InvitationOffer, InvitationView, NewInvitation } from '@recado/contract/team'
import { requireAbility } from '../platform/access.ts'
import { Refusal } from '../platform/errors.ts'
import { newId } from '../platform/ids.ts'
import { type Db, inTransaction, type Scope, type TxScope } from '../platform/scope.ts'
import { mayManage } from './abilities.ts'
import { addMember, roleOf } from './members.ts'
import { hashPassword } from './passwords.ts'
import { createPerson } from './people.ts'
import { presentInvitation } from './present.ts'
import { activateWorkspace, type OpenSession, openSession, type Visitor } from './sessions.ts'
import { hashSecret, newSecret, workspaceOfToken, workspaceToken } from './tokens.ts'

const VALID_MS = 7 * 24 * 3600_000

export async function invite(
  scope: TxScope,
  draft: NewInvitation,
  publicUrl: string,
): Promise<{ invitation: InvitationView; link: string }> {
  requireAbility(scope, 'members.manage')
  if (!mayManage(roleOf(scope.actor), draft.role)) throw new Refusal('not_allowed', 'Only an owner invites owners')
  const token = workspaceToken('inv', scope.workspaceId, newSecret())
  const row = await scope.db
    .insertInto('invitation')
    .values({
      workspace_id: scope.workspaceId,
      id: newId(),
      email: draft.email ?? null,
      role: draft.role,
      token_hash: hashSecret(token),
      invited_by: scope.actor.kind === 'person' ? scope.actor.userId : null,
      expires_at: new Date(scope.now.getTime() + VALID_MS),
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  return { invitation: presentInvitation(row), link: `${publicUrl}/invite/${token}` }
}

/** Those that can still be used, newest first. */
export async function listInvitations(scope: TxScope): Promise<InvitationView[]> {
  requireAbility(scope, 'members.manage')
  const rows = await scope.db
    .selectFrom('invitation')
    .selectAll()
    .where('workspace_id', '=', scope.workspaceId)
    .where('accepted_at', 'is', null)
    .where('expires_at', '>', scope.now)
    .orderBy('created_at', 'desc')
    .execute()
  return rows.map(presentInvitation)
}

export async function withdrawInvitation(scope: TxScope, id: string): Promise<void> {
  requireAbility(scope, 'members.manage')
  const gone = await scope.db
    .deleteFrom('invitation')
    .where('workspace_id', '=', scope.workspaceId)
    .where('id', '=', id)
    .where('accepted_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  if (!gone) throw new Refusal('not_found', 'No such invitation')
}

/** The token says where to look; row-level security shows that workspace and no other; the hash decides. */
function scopeOf(db: Db, token: string): Scope {
  const workspaceId = workspaceOfToken('inv', token)
  if (workspaceId === null) throw expired()
  return { db, workspaceId, actor: { kind: 'system', name: 'invitation' }, now: new Date() }
}

const expired = () => new Refusal('link_expired', 'This invitation was used, withdrawn, or is older than 7 days: ask for a new one')

export function readInvitation(db: Db, token: string): Promise<InvitationOffer> {
  return inTransaction(scopeOf(db, token), async (scope) => {
    const row = await openInvitation(scope, token)
      .innerJoin('workspace', 'workspace.id', 'invitation.workspace_id')
      .leftJoin('person as inviter', 'inviter.id', 'invitation.invited_by')
      .leftJoin('person as invited', 'invited.email', 'invitation.email')
      .select(['workspace.name as workspaceName', 'invitation.role', 'invitation.email', 'invitation.expires_at'])
      .select(['inviter.name as invitedBy', 'invited.id as invitedId'])
      .executeTakeFirst()
    if (!row) throw expired()
    const { workspaceName, role, email, invitedBy } = row
    return { workspaceName, role, email, invitedBy, hasAccount: row.invitedId !== null, expiresAt: row.expires_at.toISOString() }
  })
}

function openInvitation(scope: TxScope, token: string) {
  return scope.db
    .selectFrom('invitation')
    .where('invitation.workspace_id', '=', scope.workspaceId)
    .where('invitation.token_hash', '=', hashSecret(token))
    .where('invitation.accepted_at', 'is', null)
    .where('invitation.expires_at', '>', scope.now)
}

/** Somebody who is signed in joins with the account they have. */
export async function acceptAsPerson(db: Db, token: string, session: OpenSession): Promise<void> {
  await inTransaction(scopeOf(db, token), async (scope) => {
    const invitation = await useInvitation(scope, token, session.userId)
    if (invitation.email !== null && invitation.email !== session.email) {
      throw new Refusal('not_allowed', 'This invitation is for another e-mail address', { email: invitation.email })
    }
    await addMember(scope, session.userId, invitation.role)
    await activateWorkspace(scope.db, session.id, scope.workspaceId)
  })
}

/** Somebody new: the account, the membership and the use of the link are one. @returns a session's token */
export async function acceptAsNewPerson(db: Db, given: AcceptInvitationRequest, visitor: Visitor): Promise<string> {
  const offer = await readInvitation(db, given.token) // so that a made-up token costs no password hashing
  const email = offer.email ?? given.email
  const { name, password } = given
  if (name === undefined || password === undefined || email === undefined) {
    throw new Refusal('not_signed_in', 'Sign in to accept, or send name, password and (where the invitation has none) e-mail')
  }
  if (given.email !== undefined && given.email !== email) {
    throw new Refusal('not_allowed', 'This invitation is for another e-mail address')
  }
  const passwordHash = await hashPassword(password)
  return inTransaction(scopeOf(db, given.token), async (scope) => {
    const userId = await createPerson(scope.db, { name, email, passwordHash, locale: given.locale, isOperator: false })
    const invitation = await useInvitation(scope, given.token, userId)
    await addMember(scope, userId, invitation.role)
    return openSession(scope.db, userId, scope.workspaceId, visitor)
  })
}

/** Of two who use one link at the same moment, one finds it used. */
async function useInvitation(scope: TxScope, token: string, userId: string) {
  const used = await scope.db
    .updateTable('invitation')
    .set({ accepted_at: scope.now, accepted_by: userId })
    .where('workspace_id', '=', scope.workspaceId)
    .where('token_hash', '=', hashSecret(token))
    .where('accepted_at', 'is', null)
    .where('expires_at', '>', scope.now)
    .returning(['email', 'role'])
    .executeTakeFirst()
  if (!used) throw expired()
  return used
}
