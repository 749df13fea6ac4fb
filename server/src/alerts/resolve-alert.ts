import { type AlertView, LASTING } from '@recado/contract/alerts'
import { requireAbility } from '../platform/access.ts'
import { Refusal } from '../platform/errors.ts'
import type { TxScope } from '../platform/scope.ts'
import { publish } from '../realtime/event-log.ts'
import { CHANGED } from './open.ts'
import { readAlert } from './queries.ts'

/** Somebody has dealt with it. What lasts as long as its cause ends by itself and by nothing else. Done twice, it changes nothing more. */
export async function resolveAlert(scope: TxScope, id: string): Promise<AlertView> {
  requireAbility(scope, 'numbers.connect')
  const before = await readAlert(scope, id)
  if (before === null) throw new Refusal('not_found', 'No such alert')
  if (before.endedAt !== null) return before
  if (LASTING.includes(before.kind)) throw new Refusal('conflict', 'This alert ends with its cause')
  await scope.db
    .updateTable('alert')
    .set({ ended_at: scope.now, ended_by: scope.actor.kind === 'person' ? scope.actor.userId : null, mail_due_at: null })
    .where('workspace_id', '=', scope.workspaceId)
    .where('id', '=', id)
    .execute()
  await publish(scope, CHANGED)
  return (await readAlert(scope, id)) ?? before
}
