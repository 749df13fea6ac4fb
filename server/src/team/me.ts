import type { MeView } from '@recado/contract/team'
import { sql } from 'kysely'
import { type Db, enterWorkspace } from '../platform/scope.ts'
import { publish } from '../realtime/event-log.ts'
import type { PersonCaller } from './callers.ts'
import { accessMember } from './members.ts'
import type { OpenSession } from './sessions.ts'
import { activeWorkspace, workspacesOf } from './workspaces.ts'

/** Who I am, where I am, what I may do. */
export function describeMe(db: Db, { session, place }: PersonCaller): Promise<MeView> {
  return db.transaction().execute(async (tx) => {
    const workspaces = await workspacesOf(tx, session.userId)
    const { userId: id, name, email, locale, isOperator } = session
    const user = { id, name, email, locale, isOperator }
    if (place?.actor.kind !== 'person') return { user, workspaces, active: null }
    await enterWorkspace(tx, place.workspaceId)
    const workspace = await activeWorkspace({ db: tx, ...place, now: new Date() })
    return { user, workspaces, active: { workspace, role: place.actor.role, abilities: [...place.actor.abilities] } }
  })
}

export interface ProfilePatch {
  readonly name?: string | undefined
  readonly locale?: OpenSession['locale'] | undefined
}

/** A new name is seen by colleagues in every workspace of that person. */
export async function updateProfile(db: Db, session: OpenSession, patch: ProfilePatch): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await tx
      .updateTable('person')
      .set({ name: patch.name, locale: patch.locale, updated_at: sql`now()` })
      .where('id', '=', session.userId)
      .execute()
    const workspaces = patch.name === undefined ? [] : await workspacesOf(tx, session.userId)
    for (const workspaceId of workspaces.map(({ id }) => id).sort()) {
      await enterWorkspace(tx, workspaceId)
      const scope = { db: tx, workspaceId, actor: { kind: 'system', name: 'profile' }, now: new Date() } as const
      const member = await accessMember(scope, session.userId)
      await publish(scope, { event: { type: 'member.updated', member }, audience: null })
    }
  })
}
