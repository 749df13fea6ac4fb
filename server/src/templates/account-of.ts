import { Refusal } from '../platform/errors.ts'
import { inTransaction, type Scope } from '../platform/scope.ts'

/** What a template belongs to, named by itself (Meta's id) or by one of its numbers. */
export interface AccountName {
  readonly wabaId?: string | undefined
  readonly numberId?: string | undefined
}

/** @returns waba.id and Meta's id of a connected account */
export function accountOf(scope: Scope, { wabaId, numberId }: AccountName): Promise<{ waba: string; wabaId: string }> {
  const { once: _once, ...reading } = scope
  return inTransaction(reading, async ({ db, workspaceId }) => {
    const accounts = await db
      .selectFrom('waba')
      .leftJoin('phone_number', (join) =>
        join.onRef('phone_number.workspace_id', '=', 'waba.workspace_id').onRef('phone_number.waba', '=', 'waba.id'),
      )
      .select(['waba.id as waba', 'waba.waba_id as wabaId', 'phone_number.id as numberId'])
      .where('waba.workspace_id', '=', workspaceId)
      .where('waba.disconnected_at', 'is', null)
      .execute()
    const found = accounts.find(
      (account) => (wabaId === undefined || account.wabaId === wabaId) && (numberId === undefined || account.numberId === numberId),
    )
    if (!found) throw new Refusal('not_found', 'No such account or number')
    return { waba: found.waba, wabaId: found.wabaId }
  })
}
