import { sql } from 'kysely'
import type { TxScope } from '../../platform/scope.ts'
import type { Publication } from '../../realtime/event-log.ts'
import { audienceOf } from '../present.ts'
import { JOINED_COLUMNS, JOINED_TABLES, type JoinedRow, presentJoined } from '../queries.ts'

/**
 * Somebody leaves the workspace: what they were at work on waits for the next person. Closed conversations keep nobody.
 *
 * @returns what to publish; the caller does, last
 */
export async function releaseConversations(scope: TxScope, userId: string): Promise<Publication[]> {
  const { rows } = await sql<JoinedRow>`
    select ${JOINED_COLUMNS} from conversation c ${JOINED_TABLES}
    where c.workspace_id = ${scope.workspaceId} and c.assignee_id = ${userId} order by c.id for update of c`.execute(scope.db)
  if (rows.length === 0) return []
  await sql`
    update conversation set assignee_id = null, status = case when status = 'open' then 'pending' else status end
    where workspace_id = ${scope.workspaceId} and assignee_id = ${userId}`.execute(scope.db)
  return rows.map((before) => {
    const after: JoinedRow = {
      ...before,
      assignee_id: null,
      assignee_name: null,
      status: before.status === 'open' ? 'pending' : before.status,
    }
    return { event: { type: 'conversation.updated', conversation: presentJoined(after) }, audience: audienceOf(after, before) }
  })
}
