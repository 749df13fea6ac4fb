import type { Locale, Role, WorkspacePatch, WorkspaceView } from '@recado/contract/team'
import { requireAbility } from '../platform/access.ts'
import { Refusal } from '../platform/errors.ts'
import { newId } from '../platform/ids.ts'
import { type Db, enterPerson, enterWorkspace, type Tx, type TxScope } from '../platform/scope.ts'
import { publish } from '../realtime/event-log.ts'
import { announceAccessChange } from './announce.ts'
import { presentWorkspace } from './present.ts'
import { activateWorkspace, type OpenSession } from './sessions.ts'

export interface WorkspaceDraft {
  readonly name: string
  readonly locale: Locale
  readonly timeZone: string
}

/** Makes a workspace with nobody in it and enters it. Whoever calls adds an owner or an owner's invitation in the same transaction. */
export async function createWorkspace(db: Tx, draft: WorkspaceDraft, now: Date): Promise<{ scope: TxScope; view: WorkspaceView }> {
  const id = newId()
  await enterWorkspace(db, id)
  const row = await db
    .insertInto('workspace')
    .values({ id, name: draft.name, locale: draft.locale, time_zone: draft.timeZone })
    .returningAll()
    .executeTakeFirstOrThrow()
  return { scope: { db, workspaceId: id, actor: { kind: 'system', name: 'new workspace' }, now }, view: presentWorkspace(row) }
}

export async function activeWorkspace(scope: TxScope): Promise<WorkspaceView> {
  const row = await scope.db.selectFrom('workspace').selectAll().where('id', '=', scope.workspaceId).executeTakeFirstOrThrow()
  return presentWorkspace(row)
}

export async function updateWorkspace(scope: TxScope, patch: WorkspacePatch): Promise<WorkspaceView> {
  requireAbility(scope, 'workspace.manage')
  const row = await scope.db
    .updateTable('workspace')
    .set({
      name: patch.name,
      locale: patch.locale,
      time_zone: patch.timeZone,
      mark_read: patch.markRead,
      show_typing: patch.showTyping,
      agents_see: patch.agentsSee,
      agents_see_phones: patch.agentsSeePhones,
      created_at: (eb) => eb.ref('created_at'), // an empty patch changes nothing and is still a sentence of SQL
    })
    .where('id', '=', scope.workspaceId)
    .returningAll()
    .executeTakeFirstOrThrow()
  const workspace = presentWorkspace(row)
  if (patch.agentsSee !== undefined || patch.agentsSeePhones !== undefined) await announceToAgents(scope)
  await publish(scope, { event: { type: 'workspace.updated', workspace }, audience: null })
  return workspace
}

/** Agents now see more or less than before. */
async function announceToAgents(scope: TxScope): Promise<void> {
  const agents = await scope.db
    .selectFrom('membership')
    .select('user_id')
    .where('workspace_id', '=', scope.workspaceId)
    .where('role', '=', 'agent')
    .execute()
  for (const { user_id } of agents) await announceAccessChange(scope.db, user_id)
}

export interface Belonging {
  readonly id: string
  readonly name: string
  readonly role: Role
}

/** The workspaces a person belongs to, by name. */
export async function workspacesOf(db: Tx, userId: string): Promise<Belonging[]> {
  await enterPerson(db, userId)
  return db
    .selectFrom('membership')
    .innerJoin('workspace', 'workspace.id', 'membership.workspace_id')
    .select(['workspace.id', 'workspace.name', 'membership.role'])
    .where('membership.user_id', '=', userId)
    .orderBy('workspace.name')
    .orderBy('workspace.id')
    .execute()
}

export function myWorkspaces(db: Db, userId: string): Promise<Belonging[]> {
  return db.transaction().execute((tx) => workspacesOf(tx, userId))
}

/** Which workspace a browser is in. A workspace one does not belong to is a workspace that does not exist. */
export async function switchWorkspace(db: Db, session: OpenSession, workspaceId: string): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const mine = await workspacesOf(tx, session.userId)
    if (!mine.some((workspace) => workspace.id === workspaceId)) throw new Refusal('not_found', 'No such workspace')
    await activateWorkspace(tx, session.id, workspaceId)
    await announceAccessChange(tx, session.userId)
  })
}
