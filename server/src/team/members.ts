import type { MemberView, Role } from '@recado/contract/team'
import { announce } from '../conversations/announce.ts'
import { requireAbility } from '../platform/access.ts'
import { Refusal } from '../platform/errors.ts'
import type { Actor, TxScope } from '../platform/scope.ts'
import { type Publication, publish } from '../realtime/event-log.ts'
import { mayManage } from './abilities.ts'
import { announceAccessChange } from './announce.ts'
import { presentMember } from './present.ts'
import { leaveWorkspace } from './sessions.ts'

export async function listMembers(scope: TxScope): Promise<MemberView[]> {
  requireAbility(scope, 'members.read')
  const rows = await members(scope).orderBy('person.name').orderBy('person.id').execute()
  return rows.map(presentMember)
}

function members(scope: TxScope) {
  return scope.db
    .selectFrom('membership')
    .innerJoin('person', 'person.id', 'membership.user_id')
    .select(['membership.user_id', 'membership.role', 'person.name', 'person.email'])
    .where('membership.workspace_id', '=', scope.workspaceId)
}

/** The only way to a member. Held until commit, so that two admins cannot both decide on yesterday's role. */
export async function accessMember(scope: TxScope, userId: string): Promise<MemberView> {
  const row = await members(scope).where('membership.user_id', '=', userId).forUpdate('membership').executeTakeFirst()
  if (!row) throw new Refusal('not_found', 'No such member')
  return presentMember(row)
}

/** Whom something may be given to. */
export async function requireMember(scope: TxScope, userId: string): Promise<void> {
  const row = await members(scope).where('membership.user_id', '=', userId).executeTakeFirst()
  if (!row) throw new Refusal('not_found', 'No such member')
}

export async function addMember(scope: TxScope, userId: string, role: Role): Promise<MemberView> {
  const added = await scope.db
    .insertInto('membership')
    .values({ workspace_id: scope.workspaceId, user_id: userId, role })
    .onConflict((oc) => oc.columns(['workspace_id', 'user_id']).doNothing())
    .returning('role')
    .executeTakeFirst()
  if (!added) throw new Refusal('already_taken', 'Already a member of this workspace')
  const member = await accessMember(scope, userId)
  await announceAccessChange(scope.db, userId)
  await publish(scope, { event: { type: 'member.updated', member }, audience: null })
  return member
}

export async function changeRole(scope: TxScope, userId: string, role: Role): Promise<MemberView> {
  requireAbility(scope, 'members.manage')
  const owners = await holdOwners(scope)
  const before = await accessMember(scope, userId)
  if (!mayManage(roleOf(scope.actor), before.role) || !mayManage(roleOf(scope.actor), role)) {
    throw new Refusal('not_allowed', 'Only an owner changes or makes owners')
  }
  if (before.role === 'owner' && role !== 'owner') mustStayOwned(owners)
  await scope.db
    .updateTable('membership')
    .set({ role })
    .where('workspace_id', '=', scope.workspaceId)
    .where('user_id', '=', userId)
    .execute()
  const member = { ...before, role }
  await announceAccessChange(scope.db, userId)
  await publish(scope, { event: { type: 'member.updated', member }, audience: null })
  return member
}

/**
 * Anybody may leave; taking others away is for those who manage members.
 *
 * @param freed what else their going changed, announced together with it
 */
export async function removeMember(scope: TxScope, userId: string, freed: readonly Publication[]): Promise<void> {
  const leaving = scope.actor.kind === 'person' && scope.actor.userId === userId
  if (!leaving) requireAbility(scope, 'members.manage')
  const owners = await holdOwners(scope)
  const member = await accessMember(scope, userId)
  if (!leaving && !mayManage(roleOf(scope.actor), member.role)) throw new Refusal('not_allowed', 'Only an owner removes owners')
  if (member.role === 'owner') mustStayOwned(owners)
  await scope.db.deleteFrom('membership').where('workspace_id', '=', scope.workspaceId).where('user_id', '=', userId).execute()
  await leaveWorkspace(scope.db, userId, scope.workspaceId)
  await announceAccessChange(scope.db, userId)
  await announce(scope, { event: { type: 'member.removed', userId }, audience: null }, ...freed)
}

/** Locks the owners' rows, always in the same order, before anything is decided about one of them. */
async function holdOwners(scope: TxScope): Promise<number> {
  const rows = await scope.db
    .selectFrom('membership')
    .select('user_id')
    .where('workspace_id', '=', scope.workspaceId)
    .where('role', '=', 'owner')
    .orderBy('user_id')
    .forUpdate()
    .execute()
  return rows.length
}

function mustStayOwned(owners: number): void {
  if (owners < 2) throw new Refusal('conflict', 'A workspace keeps at least one owner: make somebody else an owner first')
}

/** The command line acts for whoever runs the machine. A key is nobody's boss. */
export function roleOf(actor: Actor): Role {
  if (actor.kind === 'person') return actor.role
  return actor.kind === 'system' ? 'owner' : 'agent'
}
