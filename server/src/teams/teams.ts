import type { NewTeam, TeamPatch, TeamView } from '@recado/contract/teams'
import { sql } from 'kysely'
import { requireAbility } from '../platform/access.ts'
import { Refusal } from '../platform/errors.ts'
import { fold } from '../platform/fold.ts'
import { newId } from '../platform/ids.ts'
import type { TxScope } from '../platform/scope.ts'
import { publish } from '../realtime/event-log.ts'

/** All of them with their people, by name: a workspace has a handful. */
export async function listTeams(scope: TxScope): Promise<TeamView[]> {
  requireAbility(scope, 'members.read')
  const { rows } = await sql<TeamView>`
    select t.id, t.name, t.color, array(
      select m.user_id from team_member m where m.workspace_id = t.workspace_id and m.team_id = t.id order by m.user_id
    )::text[] as "memberIds"
    from team t where t.workspace_id = ${scope.workspaceId} order by t.folded`.execute(scope.db)
  return rows
}

/** The only way to a team, for whatever is given to it. */
export async function accessTeam(scope: TxScope, id: string): Promise<TeamView> {
  const team = (await listTeams(scope)).find((known) => known.id === id)
  if (!team) throw new Refusal('not_found', 'No such team')
  return team
}

export async function createTeam(scope: TxScope, draft: NewTeam): Promise<TeamView> {
  requireAbility(scope, 'members.manage')
  const row = await scope.db
    .insertInto('team')
    .values({ workspace_id: scope.workspaceId, id: newId(), name: draft.name, folded: fold(draft.name), color: draft.color })
    .onConflict((oc) => oc.columns(['workspace_id', 'folded']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!row) throw taken()
  await setMembers(scope, row.id, draft.memberIds)
  return announceTeam(scope, row.id)
}

export async function changeTeam(scope: TxScope, id: string, patch: TeamPatch): Promise<TeamView> {
  requireAbility(scope, 'members.manage')
  await holdTeam(scope, id)
  const before = await accessTeam(scope, id)
  const { name = before.name, color = before.color } = patch
  const { rows } = await sql`
    update team t set name = ${name}, folded = ${fold(name)}, color = ${color}
    where t.workspace_id = ${scope.workspaceId} and t.id = ${id} and not exists (
      select 1 from team other where other.workspace_id = t.workspace_id and other.folded = ${fold(name)} and other.id <> t.id)
    returning t.id`.execute(scope.db)
  if (rows.length === 0) throw taken()
  if (patch.memberIds !== undefined) await setMembers(scope, id, patch.memberIds)
  return announceTeam(scope, id)
}

/** Its conversations stay with whoever answers them and are no team's. */
export async function removeTeam(scope: TxScope, id: string): Promise<void> {
  requireAbility(scope, 'members.manage')
  await holdTeam(scope, id)
  await scope.db.deleteFrom('team').where('workspace_id', '=', scope.workspaceId).where('id', '=', id).execute()
  await publish(scope, { event: { type: 'team.removed', teamId: id }, audience: null })
}

/** Locked until commit, so that two admins' lists of people do not mix. */
async function holdTeam(scope: TxScope, id: string): Promise<void> {
  const row = await scope.db
    .selectFrom('team')
    .select('id')
    .where('workspace_id', '=', scope.workspaceId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new Refusal('not_found', 'No such team')
}

async function setMembers(scope: TxScope, teamId: string, userIds: readonly string[]): Promise<void> {
  const wanted = [...new Set(userIds)]
  const { rows: members } = await sql<{ user_id: string }>`
    select user_id from membership where workspace_id = ${scope.workspaceId} and user_id = any(${wanted}::uuid[]) for key share`.execute(
    scope.db,
  )
  if (members.length < wanted.length) throw new Refusal('not_found', 'No such member')
  await sql`
    delete from team_member where workspace_id = ${scope.workspaceId} and team_id = ${teamId} and user_id <> all(${wanted}::uuid[])`.execute(
    scope.db,
  )
  await sql`
    insert into team_member (workspace_id, team_id, user_id)
    select ${scope.workspaceId}, ${teamId}, u from unnest(${wanted}::uuid[]) u on conflict do nothing`.execute(scope.db)
}

async function announceTeam(scope: TxScope, id: string): Promise<TeamView> {
  const team = await accessTeam(scope, id)
  await publish(scope, { event: { type: 'team.updated', team }, audience: null })
  return team
}

const taken = () => new Refusal('already_taken', 'There is a team of that name')
