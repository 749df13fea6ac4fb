import { sql } from 'kysely'
import { requireAbility } from '../platform/access.ts'
import { Refusal } from '../platform/errors.ts'
import type { TxScope } from '../platform/scope.ts'
import { inContactSight, sightOf } from '../team/sight.ts'
import type { WholeContact } from './whole-contact.ts'

const RIGHTS = { read: 'conversations.read', change: 'contacts.edit', manage: 'contacts.manage' } as const

/**
 * The only way to a contact on behalf of somebody: of their workspace, and of a conversation they may see (or of none). One that was
 * merged into another is not there. Except for reading, the row stays locked until the transaction ends.
 */
export async function accessContact(scope: TxScope, id: string, right: keyof typeof RIGHTS): Promise<WholeContact> {
  requireAbility(scope, RIGHTS[right])
  const { rows } = await sql<WholeContact>`
    select k.* from contact k
    where k.workspace_id = ${scope.workspaceId} and k.id = ${id} and k.merged_into is null and ${inContactSight(sightOf(scope.actor))}
    ${right === 'read' ? sql`` : sql`for update of k`}`.execute(scope.db)
  const row = rows[0]
  if (row === undefined) throw new Refusal('not_found', 'No such contact')
  return row
}
