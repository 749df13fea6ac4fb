import type { ContactView } from '@recado/contract/conversations'
import { sql } from 'kysely'
import { accessNumber } from '../../numbers/access.ts'
import type { MetaDeps } from '../../numbers/deps.ts'
import { graphRefusal } from '../../numbers/graph-refusal.ts'
import { type BlockedUser, readBlocked } from '../../outbound/graph-blocks.ts'
import { rows } from '../../platform/rows.ts'
import { inTransaction, type Scope, type TxScope } from '../../platform/scope.ts'
import { identitiesOf } from '../identity.ts'
import { type ContactRow, presentContact } from '../present.ts'
import { targetOf } from './block-contacts.ts'

export interface BlockedPerson {
  readonly waId: string | null
  readonly userId: string | null
  /** null: blocked elsewhere, and nobody we know */
  readonly contact: ContactView | null
}

/** Meta's list, read now; ours is made equal to it, because people are blocked and unblocked in Meta's own tools too. */
export async function listBlocked(scope: Scope, deps: MetaDeps, numberId: string): Promise<BlockedPerson[]> {
  await inTransaction(scope, (tx) => accessNumber(tx, numberId, 'conversations.read'))
  const { target, phoneNumberId } = await targetOf(scope, deps, numberId)
  const list = await readBlocked(deps.graph, target, phoneNumberId)
  if (!list.ok) throw graphRefusal(list, 'show whom the number blocks')
  return inTransaction(scope, async (tx) => {
    const known = await contactsOf(tx, list.value)
    const ids = [...new Set([...known.values()].map((contact) => contact.id))]
    await sql`
      delete from contact_block where workspace_id = ${tx.workspaceId} and number_id = ${numberId} and not contact_id = any(${ids}::uuid[])`.execute(
      tx.db,
    )
    await sql`
      insert into contact_block (workspace_id, number_id, contact_id, at)
      select ${tx.workspaceId}, ${numberId}, c.id, ${tx.now}::timestamptz from unnest(${ids}::uuid[]) as c(id) on conflict do nothing`.execute(
      tx.db,
    )
    return list.value.map((user, nth) => {
      const contact = known.get(nth)
      return { waId: user.waId, userId: user.userId, contact: contact === undefined ? null : presentContact(contact) }
    })
  })
}

/** By place in the list. */
async function contactsOf(tx: TxScope, users: readonly BlockedUser[]): Promise<Map<number, ContactRow>> {
  const names = users.flatMap((user, nth) =>
    identitiesOf({ waId: user.waId, bsuid: user.userId, parentBsuid: null }).map((identity) => ({ nth, ...identity })),
  )
  const { rows: found } = await sql<ContactRow & { nth: number }>`
    select distinct on (w.nth) w.nth, k.id, k.name, k.profile_name, k.username, k.phone, k.bsuid, k.created_at
    from ${rows('w', { nth: 'int', kind: 'text', value: 'text' }, names)}
    join contact_identity i on i.workspace_id = ${tx.workspaceId} and i.kind = w.kind and i.value = w.value
    join contact k on k.workspace_id = i.workspace_id and k.id = i.contact_id order by w.nth, w.kind`.execute(tx.db)
  return new Map(found.map(({ nth, ...contact }) => [nth, contact]))
}
