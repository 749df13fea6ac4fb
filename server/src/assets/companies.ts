import type { AssetCompany } from '@recado/contract/assets'
import { requireAbility } from '../platform/access.ts'
import { inTransaction, type Scope } from '../platform/scope.ts'
import { ABILITIES } from '../team/abilities.ts'
import { myWorkspaces } from '../team/workspaces.ts'
import { countAssets } from './queries.ts'

/**
 * Every company that the person belongs to and may read the numbers of, this one first. Each is counted inside its own workspace, as
 * row-level security wants it; an API key has only its own.
 */
export async function listCompanies(scope: Scope): Promise<AssetCompany[]> {
  requireAbility(scope, 'numbers.read')
  const companies: AssetCompany[] = []
  for (const { id, name } of await companiesOf(scope)) {
    const counts = await inTransaction({ ...scope, workspaceId: id }, countAssets)
    companies.push({ workspaceId: id, name, isHere: id === scope.workspaceId, ...counts })
  }
  return companies.sort((one, other) => Number(other.isHere) - Number(one.isHere))
}

async function companiesOf(scope: Scope): Promise<readonly { readonly id: string; readonly name: string }[]> {
  const { actor, db, workspaceId } = scope
  if (actor.kind !== 'person') {
    return inTransaction(scope, (tx) => tx.db.selectFrom('workspace').select(['id', 'name']).where('id', '=', workspaceId).execute())
  }
  return (await myWorkspaces(db, actor.userId)).filter(({ role }) => ABILITIES[role].includes('numbers.read'))
}
