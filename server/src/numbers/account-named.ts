import { isObject, word } from '@recado/cloud-api/json'
import type { Change } from '@recado/cloud-api/webhook'
import type { TxScope } from '../platform/scope.ts'

/** Some events name the business in the envelope and the account in waba_info. */
function wabaIdOf(change: Change): string {
  const info = change.value['waba_info']
  return (isObject(info) ? word(info['waba_id']) : null) ?? change.wabaId
}

/** The connected account that a webhook is about; null where it is not one of the workspace's. */
export async function accountNamedBy(scope: TxScope, change: Change): Promise<{ readonly id: string; readonly name: string } | null> {
  const waba = await scope.db
    .selectFrom('waba')
    .select(['id', 'name'])
    .where('workspace_id', '=', scope.workspaceId)
    .where('waba_id', '=', wabaIdOf(change))
    .where('disconnected_at', 'is', null)
    .executeTakeFirst()
  return waba ?? null
}
