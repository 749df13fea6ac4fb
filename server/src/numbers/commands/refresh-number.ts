import type { NumberHealth, NumberView } from '@recado/contract/numbers'
import { alertLimit } from '../../alerts/limit.ts'
import { readHealth, readNumber } from '../../outbound/graph-numbers.ts'
import { inTransaction, type Scope } from '../../platform/scope.ts'
import { accessNumber } from '../access.ts'
import { askMeta, noticed, targetOf } from '../ask-meta.ts'
import type { MetaDeps } from '../deps.ts'
import { WATCHED_COLUMNS } from '../history/differences.ts'
import { recordDifferences } from '../history/record.ts'
import { presentNumber } from '../present.ts'
import { columnsOf } from './number-columns.ts'
import { announceNumbers, resumeAccount, wakeSender } from './pause-number.ts'

/**
 * Reads the number's facts from Meta again. When that works the token is good, so what was held because of it may go; when a person
 * asked, whatever else held the number is tried again too.
 */
export async function refreshNumber(scope: Scope, deps: MetaDeps, id: string): Promise<NumberView> {
  const { once: _once, ...looking } = scope // the work is in the last transaction
  const row = await inTransaction(looking, (tx) => accessNumber(tx, id, 'numbers.read'))
  const { target, phoneNumberId } = await targetOf(scope, deps, row)
  const facts = await readNumber(deps.graph, target, phoneNumberId)
  if (!facts.ok) throw await noticed(looking, deps, row, { failed: facts, what: 'show the number', target })
  const mends = scope.actor.kind !== 'system' || row.token_state !== 'ok'

  return inTransaction(scope, async (tx) => {
    const columns = columnsOf(facts.value)
    const before = await tx.db
      .selectFrom('phone_number')
      .select(WATCHED_COLUMNS)
      .where('workspace_id', '=', tx.workspaceId)
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst()
    if (before) await recordDifferences(tx, row.waba, 'reading', [{ numberId: id, before, after: columns }])
    await tx.db
      .updateTable('phone_number')
      .set({ ...columns, meta_read_at: tx.now, ...(mends && { paused_until: null, paused_because: null }) })
      .where('workspace_id', '=', tx.workspaceId)
      .where('id', '=', id)
      .execute()
    const limit = columns.messaging_limit ?? row.messaging_limit
    await alertLimit(tx, { waba: row.waba, account: row.waba_name, from: row.messaging_limit, to: limit })
    if (row.token_state !== 'ok') await resumeAccount(tx, row.waba)
    await wakeSender(tx, id)
    const view = presentNumber(await accessNumber(tx, id, 'numbers.read'))
    await announceNumbers(tx, row.token_state === 'ok' ? { numberId: id } : { waba: row.waba })
    return view
  })
}

/** Whether Meta would let this number send, and what is in the way, entity by entity. Asked now, not remembered. */
export async function readNumberHealth(scope: Scope, deps: MetaDeps, id: string): Promise<NumberHealth> {
  const question = { number: id, ability: 'numbers.read', what: 'show the number' } as const
  const health = await askMeta(scope, deps, question, (graph, { target, phoneNumberId }) => readHealth(graph, target, phoneNumberId))
  return {
    canSend: health.can_send_message,
    entities: health.entities.map((entity) => ({
      type: entity.entity_type,
      id: entity.id,
      canSend: entity.can_send_message,
      problems: (entity.errors ?? []).map((error) => ({
        code: error.error_code ?? null,
        description: error.error_description,
        solution: error.possible_solution,
      })),
      notes: entity.additional_info ?? [],
    })),
    readAt: scope.now.toISOString(),
  }
}
