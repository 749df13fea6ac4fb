import type { SendableFrom } from '@recado/contract/template-life'
import { requireAbility } from '../../platform/access.ts'
import { Refusal } from '../../platform/errors.ts'
import type { TxScope } from '../../platform/scope.ts'
import { publish } from '../../realtime/event-log.ts'
import { knownTemplate } from '../access.ts'

/** One's own star, which nobody else sees. */
export async function starTemplate(scope: TxScope, id: string, isFavourite: boolean): Promise<void> {
  requireAbility(scope, 'templates.read')
  const { actor, workspaceId } = scope
  if (actor.kind !== 'person') throw new Refusal('not_allowed', 'Only a person has favourites')
  await knownTemplate(scope, id)
  if (isFavourite) {
    await scope.db
      .insertInto('template_favourite')
      .values({ workspace_id: workspaceId, user_id: actor.userId, template_id: id })
      .onConflict((oc) => oc.doNothing())
      .execute()
    return
  }
  await scope.db
    .deleteFrom('template_favourite')
    .where('workspace_id', '=', workspaceId)
    .where('user_id', '=', actor.userId)
    .where('template_id', '=', id)
    .execute()
}

/** From which role on it may be sent. */
export async function limitTemplate(scope: TxScope, id: string, sendableFrom: SendableFrom): Promise<void> {
  requireAbility(scope, 'templates.create')
  const { waba_id: wabaId } = await knownTemplate(scope, id)
  await scope.db
    .updateTable('template')
    .set({ sendable_from: sendableFrom })
    .where('workspace_id', '=', scope.workspaceId)
    .where('id', '=', id)
    .execute()
  await publish(scope, { event: { type: 'templates.synced', wabaId }, audience: null })
}
