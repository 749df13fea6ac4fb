import { sql } from 'kysely'
import { requireAbility } from '../platform/access.ts'
import { Refusal } from '../platform/errors.ts'
import type { TxScope } from '../platform/scope.ts'
import { inSight, sightOf } from '../team/sight.ts'
import { JOINED_COLUMNS, JOINED_TABLES, type JoinedRow } from './queries.ts'

/**
 * The only way to a conversation on behalf of somebody. Another workspace's, one out of sight, and a missing one are the same answer.
 * With 'change' the row stays locked until the transaction ends, so that two people's changes follow one another.
 */
export async function accessConversation(scope: TxScope, id: string, right: 'read' | 'change'): Promise<JoinedRow> {
  requireAbility(scope, right === 'read' ? 'conversations.read' : 'conversations.reply')
  const sight = sightOf(scope.actor)
  const { rows } = await sql<JoinedRow>`
    select ${JOINED_COLUMNS} from conversation c ${JOINED_TABLES}
    where c.workspace_id = ${scope.workspaceId} and c.id = ${id} and ${inSight(sight)} ${right === 'change' ? sql`for update of c` : sql``}`.execute(
    scope.db,
  )
  const row = rows[0]
  if (row === undefined) throw new Refusal('not_found', 'No such conversation')
  return row
}
