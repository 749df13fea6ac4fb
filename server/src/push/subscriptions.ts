/** The browsers that want to be called while nobody looks: one per session, so that whoever signs out is called no more. */
import type { PushSubscription } from '@recado/contract/push'
import { Refusal } from '../platform/errors.ts'
import { newId } from '../platform/ids.ts'
import type { Db } from '../platform/scope.ts'
import type { Place, Vault } from '../platform/vault.ts'
import { addressProblem, type PushHosts } from './push-transport.ts'

export const subscriptionPlace = (id: string): Place => ({ workspaceId: null, table: 'push_subscription', column: 'subscription', row: id })

export interface SubscriptionDeps {
  readonly db: Db
  readonly vault: Vault
  readonly config: PushHosts
}

/** Asked again it takes the place of the session's last one, and of whoever used this browser before. */
export async function keepSubscription(deps: SubscriptionDeps, sessionId: string, subscription: PushSubscription): Promise<void> {
  const problem = addressProblem(deps.config, subscription.endpoint)
  if (problem !== null) throw new Refusal('invalid', `endpoint: ${problem}`, { field: 'endpoint' })
  const id = newId()
  const print = deps.vault.fingerprint('push endpoint', subscription.endpoint)
  const sealed = await deps.vault.seal(subscriptionPlace(id), JSON.stringify(subscription))
  await deps.db.transaction().execute(async (tx) => {
    await tx
      .deleteFrom('push_subscription')
      .where(({ or, eb }) => or([eb('session_id', '=', sessionId), eb('endpoint_print', '=', print)]))
      .execute()
    await tx
      .insertInto('push_subscription')
      .values({ id, session_id: sessionId, endpoint_print: print, subscription: sealed })
      .onConflict((oc) => oc.doNothing()) // two tabs of one browser at once say the same
      .execute()
  })
}

export async function dropSubscription(db: Db, sessionId: string): Promise<void> {
  await db.deleteFrom('push_subscription').where('session_id', '=', sessionId).execute()
}

export async function hasSubscription(db: Db, sessionId: string): Promise<boolean> {
  const row = await db.selectFrom('push_subscription').select('id').where('session_id', '=', sessionId).executeTakeFirst()
  return row !== undefined
}
