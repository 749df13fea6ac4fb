import type { MessageError } from '@recado/contract/messages'
import { withdrawHeld } from '../outbound/outbox.ts'
import type { TxScope } from '../platform/scope.ts'
import { publishAll } from '../realtime/event-log.ts'
import { announceDelivery, lockDeliveryStates, saveDeliveryStates } from './delivery-state.ts'
import { mergeTimes, nextStatus } from './status.ts'

/** A message that was held for its file will not be sent. One that is not held any more is somebody else's to end. */
export async function failUnsent(tx: TxScope, messageId: string, error: MessageError): Promise<void> {
  const before = await lockDeliveryStates(tx.db, tx.workspaceId, [messageId])
  if (!(await withdrawHeld(tx.db, tx.workspaceId, messageId))) return
  const at = Math.floor(tx.now.getTime() / 1000)
  const failed = before.map((state) => ({
    ...state,
    status: nextStatus(state.status, 'failed'),
    times: mergeTimes(state.times, 'failed', at),
    error,
  }))
  await saveDeliveryStates(tx.db, tx.workspaceId, failed)
  await publishAll(tx.db, tx.workspaceId, failed.map(announceDelivery))
}
