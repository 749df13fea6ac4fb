import type { ContactDetail } from '@recado/contract/contacts'
import { sql } from 'kysely'
import { Refusal } from '../../platform/errors.ts'
import type { TxScope } from '../../platform/scope.ts'
import { publish } from '../../realtime/event-log.ts'
import { accessContact } from '../access.ts'
import { joinContacts } from '../join-contacts.ts'
import { readContact } from '../queries.ts'
import { separateContacts } from '../separate-contacts.ts'

const personOf = ({ actor }: TxScope): string | null => (actor.kind === 'person' ? actor.userId : null)

/** The other contact disappears into this one, with its names and conversations; undoMerge brings it back. */
export async function mergeContacts(scope: TxScope, id: string, otherId: string): Promise<ContactDetail> {
  if (id === otherId) throw new Refusal('invalid', 'A contact is not merged with itself', { field: 'contactId' })
  for (const one of [id, otherId].sort()) await accessContact(scope, one, 'manage')
  await refuseWhileSending(scope, [id, otherId])
  const merge = { keptId: id, mergedId: otherId, cause: 'person', byId: personOf(scope), at: scope.now } as const
  await publish(scope, ...(await joinContacts(scope.db, scope.workspaceId, merge)))
  return readContact(scope, id)
}

export async function undoMerge(scope: TxScope, id: string, mergeId: string): Promise<ContactDetail> {
  await accessContact(scope, id, 'manage')
  const merge = await scope.db
    .selectFrom('contact_merge')
    .select('merged_id')
    .where('workspace_id', '=', scope.workspaceId)
    .where('id', '=', mergeId)
    .where('kept_id', '=', id)
    .executeTakeFirst()
  if (!merge) throw new Refusal('not_found', 'No such merge')
  await refuseWhileSending(scope, [id, merge.merged_id])
  await publish(scope, ...(await separateContacts(scope.db, scope.workspaceId, mergeId, personOf(scope), scope.now)))
  return readContact(scope, id)
}

/** A message on its way knows its conversation; it takes seconds. */
async function refuseWhileSending(scope: TxScope, ids: readonly string[]): Promise<void> {
  const { rows } = await sql`
    select 1 from outbox o join conversation c on c.workspace_id = o.workspace_id and c.id = o.conversation_id
    where o.workspace_id = ${scope.workspaceId} and c.contact_id = any(${ids}::uuid[]) limit 1`.execute(scope.db)
  if (rows.length > 0) throw new Refusal('conflict', 'Messages to these contacts are being sent; try again in a moment')
}
