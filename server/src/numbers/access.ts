import type { Ability } from '@recado/contract/team'
import type { Selectable } from 'kysely'
import { requireAbility } from '../platform/access.ts'
import { Refusal } from '../platform/errors.ts'
import type { Schema } from '../platform/schema.ts'
import type { TxScope } from '../platform/scope.ts'

type Waba = Selectable<Schema['waba']>
/** A connected number with what its account lends it. */
export type NumberRow = Selectable<Schema['phone_number']> &
  Pick<Waba, 'waba_id' | 'kind' | 'token_state' | 'token_hint' | 'templates_synced_at'> & { readonly waba_name: string }

/** The connected numbers of the scope's workspace. Disconnected ones keep their history and are found nowhere else. */
export function connectedNumbers(scope: TxScope) {
  return scope.db
    .selectFrom('phone_number')
    .innerJoin('waba', (join) =>
      join.onRef('waba.workspace_id', '=', 'phone_number.workspace_id').onRef('waba.id', '=', 'phone_number.waba'),
    )
    .selectAll('phone_number')
    .select(['waba.waba_id', 'waba.kind', 'waba.token_state', 'waba.token_hint', 'waba.templates_synced_at', 'waba.name as waba_name'])
    .where('phone_number.workspace_id', '=', scope.workspaceId)
    .where('phone_number.disconnected_at', 'is', null)
}

/** The only way to a number on behalf of a person. Another workspace's number and a missing one are the same answer. */
export async function accessNumber(scope: TxScope, id: string, ability: Ability): Promise<NumberRow> {
  requireAbility(scope, ability)
  const row = await connectedNumbers(scope).where('phone_number.id', '=', id).executeTakeFirst()
  if (!row) throw new Refusal('not_found', 'No such number')
  return row
}
