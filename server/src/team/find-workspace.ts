import type { Db } from '../platform/scope.ts'

/** For the command line: by id, or by name where only one has it. @param pipeline as the role that may know every workspace */
export async function findWorkspaces(pipeline: Db, nameOrId: string): Promise<{ id: string; name: string }[]> {
  return pipeline
    .selectFrom('workspace')
    .select(['id', 'name'])
    .where((eb) => eb.or([eb(eb.cast('id', 'text'), '=', nameOrId.toLowerCase()), eb('name', '=', nameOrId)]))
    .orderBy('created_at')
    .execute()
}
