import { accessNumber } from '../../numbers/access.ts'
import type { MetaDeps } from '../../numbers/deps.ts'
import { graphRefusal } from '../../numbers/graph-refusal.ts'
import { changeBlocked } from '../../outbound/graph-blocks.ts'
import { Refusal } from '../../platform/errors.ts'
import { inTransaction, type Scope } from '../../platform/scope.ts'
import { targetOf } from './block-contacts.ts'

/** Lets somebody through again who was blocked in Meta's own tools and is no contact. @param user digits of a phone, or a BSUID */
export async function unblockStranger(scope: Scope, deps: MetaDeps, numberId: string, user: string): Promise<void> {
  const { once: _once, ...own } = scope // the work is Meta's
  await inTransaction(own, (tx) => accessNumber(tx, numberId, 'contacts.edit'))
  const { target, phoneNumberId } = await targetOf(own, deps, numberId)
  const name = /^\d+$/.test(user) ? `+${user}` : user
  const result = await changeBlocked(deps.graph, target, { phoneNumberId, block: false, users: [name] })
  if (!result.ok) throw graphRefusal(result, 'unblock')
  const outcome = result.value.get(name) ?? 'done'
  if (outcome !== 'done')
    throw new Refusal('meta_refused', `Meta refused to unblock: ${outcome.title}`, { ...outcome, details: outcome.title })
}
