import type { NewWorkspace, WorkspaceView } from '@recado/contract/team'
import { Refusal } from '../platform/errors.ts'
import type { Db } from '../platform/scope.ts'
import { invite } from './invitations.ts'
import { addMember } from './members.ts'
import type { OpenSession } from './sessions.ts'
import { createWorkspace } from './workspaces.ts'

/** An operator opens a workspace for a client company. Whoever is to own it gets a link, so the operator never has to be inside. */
export async function openWorkspaceFor(
  db: Db,
  session: OpenSession,
  draft: NewWorkspace,
  publicUrl: string,
): Promise<{ workspace: WorkspaceView; invitationLink: string | null }> {
  if (!session.isOperator) throw new Refusal('not_allowed', 'Only an operator opens workspaces', { ability: 'workspaces.create' })
  return db.transaction().execute(async (tx) => {
    const { scope, view } = await createWorkspace(tx, draft, new Date())
    if (draft.ownerEmail === undefined) {
      await addMember(scope, session.userId, 'owner')
      return { workspace: view, invitationLink: null }
    }
    const { link } = await invite(scope, { role: 'owner', email: draft.ownerEmail }, publicUrl)
    return { workspace: view, invitationLink: link }
  })
}
