import type { Scope } from '../platform/scope.ts'
import { findWorkspaces } from '../team/find-workspace.ts'
import { Misuse, type Parts } from './command.ts'

/** The workspace that --workspace names, acted on by whoever holds the machine. */
export async function workspaceScope({ db, pipeline }: Parts, nameOrId: string): Promise<Scope> {
  const [found, ...others] = await findWorkspaces(pipeline, nameOrId)
  if (!found) throw new Misuse(`There is no workspace "${nameOrId}"`)
  if (others.length > 0) {
    const ids = [found, ...others].map(({ id }) => id).join(', ')
    throw new Misuse(`Several workspaces are called "${nameOrId}": name one by its id (${ids})`)
  }
  return { db, workspaceId: found.id, actor: { kind: 'system', name: 'command line' }, now: new Date() }
}
