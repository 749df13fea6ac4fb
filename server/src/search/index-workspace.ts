import type { Db } from '../platform/scope.ts'
import { indexMessages } from './index-messages.ts'
import { indexPeople } from './index-people.ts'

/** A round of both indexes. @returns whether there may be more */
export async function indexWorkspace(pipeline: Db, workspaceId: string): Promise<boolean> {
  const more = [await indexPeople(pipeline, workspaceId), await indexMessages(pipeline, workspaceId)]
  return more.includes(true)
}
