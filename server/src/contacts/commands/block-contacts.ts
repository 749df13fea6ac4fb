/** Keeping people away from a number. Meta keeps the list; ours says what Meta said last. */
import { errorRule } from '@recado/cloud-api/errors'
import type { BlockAnswer } from '@recado/contract/contacts'
import { sql } from 'kysely'
import { accessNumber } from '../../numbers/access.ts'
import type { MetaDeps } from '../../numbers/deps.ts'
import { graphRefusal } from '../../numbers/graph-refusal.ts'
import type { NumberTarget } from '../../numbers/graph-target.ts'
import { type BlockOutcome, changeBlocked } from '../../outbound/graph-blocks.ts'
import { Refusal } from '../../platform/errors.ts'
import { inTransaction, type Scope, type TxScope } from '../../platform/scope.ts'
import { publish } from '../../realtime/event-log.ts'
import { accessContact } from '../access.ts'
import { presentContact } from '../present.ts'
import type { WholeContact } from '../whole-contact.ts'

/**
 * Asks Meta, then notes whom it did block. Meta blocks only people who wrote in the last 24 hours; those it refuses are in the answer,
 * with its reason.
 */
export async function blockContacts(
  scope: Scope,
  deps: MetaDeps,
  order: { readonly numberId: string; readonly contactIds: readonly string[]; readonly block: boolean },
): Promise<BlockAnswer> {
  const { once: _once, ...looking } = scope // the work is in the last transaction
  const people = await inTransaction(looking, async (tx) => {
    await accessNumber(tx, order.numberId, 'contacts.edit')
    const found = []
    for (const id of [...new Set(order.contactIds)].sort()) found.push(await accessContact(tx, id, 'change'))
    return found
  })
  const { target, phoneNumberId } = await targetOf(scope, deps, order.numberId)
  const result = await changeBlocked(deps.graph, target, { phoneNumberId, block: order.block, users: people.map(nameAtMeta) })
  if (!result.ok) throw graphRefusal(result, order.block ? 'block' : 'unblock')
  const outcome = (contact: WholeContact) => result.value.get(nameAtMeta(contact)) ?? 'done'
  const done = people.filter((contact) => outcome(contact) === 'done')
  await inTransaction(scope, (tx) => noteBlocks(tx, order.numberId, done, order.block))
  return { done: done.map(({ id }) => id), failed: people.flatMap((contact) => failureOf(contact, outcome(contact))) }
}

const nameAtMeta = (contact: WholeContact): string => (contact.phone === null ? (contact.bsuid ?? '') : `+${contact.phone}`)

function failureOf(contact: WholeContact, outcome: BlockOutcome): BlockAnswer['failed'] {
  if (outcome === 'done') return []
  return [{ contactId: contact.id, code: outcome.code, reason: errorRule(outcome.code).reason, title: outcome.title }]
}

export async function targetOf(scope: Scope, deps: MetaDeps, numberId: string): Promise<NumberTarget> {
  const found = await deps.targets.ofNumber(scope.workspaceId, numberId)
  if (!found) throw new Refusal('unavailable', 'The sandbox simulator is starting; try again in a moment')
  return found
}

async function noteBlocks(tx: TxScope, numberId: string, contacts: readonly WholeContact[], block: boolean): Promise<void> {
  const ids = contacts.map(({ id }) => id)
  const by = tx.actor.kind === 'person' ? tx.actor.userId : null
  if (block) {
    await sql`
      insert into contact_block (workspace_id, number_id, contact_id, by_id, at)
      select ${tx.workspaceId}, ${numberId}, c.id, ${by}::uuid, ${tx.now}::timestamptz from unnest(${ids}::uuid[]) as c(id) on conflict do nothing`.execute(
      tx.db,
    )
  } else {
    await sql`
      delete from contact_block where workspace_id = ${tx.workspaceId} and number_id = ${numberId} and contact_id = any(${ids}::uuid[])`.execute(
      tx.db,
    )
  }
  await publish(
    tx,
    ...contacts.map((contact) => ({ event: { type: 'contact.updated' as const, contact: presentContact(contact) }, audience: null })),
  )
}
