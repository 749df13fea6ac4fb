import { contactsOfNow } from '../contacts/contacts-of-now.ts'
import type { TxScope } from '../platform/scope.ts'
import { type Publication, publishAll } from '../realtime/event-log.ts'

/** Publishes what shows conversations, each with its contact as it is now. Last, as every publishing. */
export function announce(scope: TxScope, ...publications: readonly Publication[]): Promise<void> {
  return publishAll(scope.db, scope.workspaceId, publications, contactsOfNow(scope.db, scope.workspaceId))
}
