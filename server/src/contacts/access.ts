import { sql } from 'kysely'
import { requireAbility } from '../platform/access.ts'
import { Refusal } from '../platform/errors.ts'
import type { TxScope } from '../platform/scope.ts'
import { inContactSight, readSight } from '../team/sight.ts'
import type { ContactRow } from './present.ts'

/** The only way to a contact on behalf of somebody: of their workspace, and of a conversation they may see (or of none). */
export async function accessContact(scope: TxScope, id: string, right: 'read' | 'change'): Promise<ContactRow> {
  requireAbility(scope, right === 'read' ? 'conversations.read' : 'conversations.reply')
  const { rows } =
    await sql<ContactRow>`select k.* from contact k where k.workspace_id = ${scope.workspaceId} and k.id = ${id} and ${inContactSight(await readSight(scope))}`.execute(
      scope.db,
    )
  const row = rows[0]
  if (row === undefined) throw new Refusal('not_found', 'No such contact')
  return row
}
