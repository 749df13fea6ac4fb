/** Whom Meta keeps away from a number. Its list is the one that counts: people are blocked and let through in Meta's own tools, too. */
import type { BlockedQuery, BlockedView } from '@recado/contract/contacts'
import type { Page } from '@recado/contract/conversations'
import { sql } from 'kysely'
import { accessNumber } from '../../numbers/access.ts'
import type { MetaDeps } from '../../numbers/deps.ts'
import { graphRefusal } from '../../numbers/graph-refusal.ts'
import { type BlockedUser, readBlocked, readBlockedPage } from '../../outbound/graph-blocks.ts'
import { decodeCursor, encodeCursor } from '../../platform/cursor.ts'
import { rows } from '../../platform/rows.ts'
import { inTransaction, type Scope, type TxScope } from '../../platform/scope.ts'
import { identitiesOf } from '../identity.ts'
import { type ContactRow, presentContact } from '../present.ts'
import { targetOf } from './block-contacts.ts'

/** One page of Meta's list, read now, as long as it may be. Whom it names is ours to know at once; whom it no longer names, once all was read. */
export async function listBlocked(scope: Scope, deps: MetaDeps, number: string, query: BlockedQuery): Promise<Page<BlockedView>> {
  await inTransaction(scope, (tx) => accessNumber(tx, number, 'conversations.read'))
  const { target, phoneNumberId } = await targetOf(scope, deps, number)
  const [after] = query.cursor === undefined ? [] : decodeCursor(query.cursor, 'text')
  const read = await readBlockedPage(deps.graph, target, { phoneNumberId, limit: query.limit, after })
  if (!read.ok) throw graphRefusal(read, 'show whom the number blocks')
  const { users, after: next } = read.value
  const isWhole = after === undefined && next === null
  const items = await inTransaction(scope, async (tx) => {
    const known = await contactsOf(tx, users)
    await noteBlocked(tx, number, known, isWhole)
    return users.map(({ waId, userId }, nth) => {
      const contact = known.get(nth)
      return { waId, userId, contact: contact === undefined ? null : presentContact(contact) }
    })
  })
  return { items, nextCursor: next === null ? null : encodeCursor(next) }
}

/** Ours is made equal to Meta's whole list. */
export async function reconcileBlocked(scope: Scope, deps: MetaDeps, number: string): Promise<void> {
  await inTransaction(scope, (tx) => accessNumber(tx, number, 'conversations.read'))
  const { target, phoneNumberId } = await targetOf(scope, deps, number)
  const list = await readBlocked(deps.graph, target, phoneNumberId)
  if (!list.ok) throw graphRefusal(list, 'show whom the number blocks')
  await inTransaction(scope, async (tx) => noteBlocked(tx, number, await contactsOf(tx, list.value), true))
}

/** @param isWhole whoever is not among them is blocked no longer */
async function noteBlocked(tx: TxScope, number: string, known: ReadonlyMap<number, ContactRow>, isWhole: boolean): Promise<void> {
  const ids = [...new Set([...known.values()].map((contact) => contact.id))]
  if (isWhole) {
    await sql`
      delete from contact_block where workspace_id = ${tx.workspaceId} and number_id = ${number} and not contact_id = any(${ids}::uuid[])`.execute(
      tx.db,
    )
  }
  await sql`
    insert into contact_block (workspace_id, number_id, contact_id, at)
    select ${tx.workspaceId}, ${number}, c.id, ${tx.now}::timestamptz from unnest(${ids}::uuid[]) as c(id) on conflict do nothing`.execute(
    tx.db,
  )
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
