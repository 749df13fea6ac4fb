import type { NumberView } from '@recado/contract/numbers'
import type { ConnectedAccount, NewNumber } from '@recado/contract/registration'
import { readNumber } from '../../outbound/graph-numbers.ts'
import { addNumber } from '../../outbound/graph-registration.ts'
import { requireAbility } from '../../platform/access.ts'
import { Refusal } from '../../platform/errors.ts'
import { inTransaction, type Scope, type TxScope } from '../../platform/scope.ts'
import { connectedNumbers } from '../access.ts'
import type { MetaDeps } from '../deps.ts'
import { graphRefusal } from '../graph-refusal.ts'
import { storeNumber } from './store-connection.ts'

/** The accounts of the workspace, those without a number too. */
export async function listAccounts(scope: TxScope): Promise<ConnectedAccount[]> {
  requireAbility(scope, 'numbers.read')
  const rows = await accounts(scope).orderBy('created_at').execute()
  const numbers = await connectedNumbers(scope).execute()
  const countOf = (waba: string) => numbers.filter((number) => number.waba === waba).length
  return rows.map(({ id, waba_id, name, kind }) => ({ wabaId: waba_id, name, kind, numbers: countOf(id) }))
}

/**
 * One more number in an account, or one that comes over from another: unverified at first, so the next step is its code. Meta answers the
 * same id when it is asked again, and so do we.
 */
export async function addNumberToAccount(scope: Scope, deps: MetaDeps, wish: NewNumber): Promise<NumberView> {
  requireAbility(scope, 'numbers.connect')
  const { once: _once, ...looking } = scope
  const account = await inTransaction(looking, (tx) => accounts(tx).where('waba_id', '=', wish.wabaId).executeTakeFirst())
  if (!account) throw new Refusal('not_found', 'No such WhatsApp Business Account')
  const target = await deps.targets.ofWaba(scope.workspaceId, account.id)
  if (target === null) throw new Refusal('unavailable', 'The account cannot be reached now; try again in a moment')
  const added = await addNumber(deps.graph, target, { ...wish, phoneNumber: wish.phoneNumber.replace(/\D/g, '') })
  if (!added.ok) throw graphRefusal(added, 'add the number')
  const facts = await readNumber(deps.graph, target, added.value)
  if (!facts.ok) throw graphRefusal(facts, 'show the number')
  const number = { ...facts.value, id: added.value }
  return inTransaction(scope, (tx) => storeNumber(tx, { waba: account.id, appId: account.app_id, number }))
}

function accounts(scope: TxScope) {
  return scope.db
    .selectFrom('waba')
    .select(['id', 'waba_id', 'name', 'kind', 'app_id'])
    .where('workspace_id', '=', scope.workspaceId)
    .where('disconnected_at', 'is', null)
}
