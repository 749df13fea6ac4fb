import type { TemplateLimits } from '@recado/contract/template-life'
import { requireAbility } from '../../platform/access.ts'
import { Refusal } from '../../platform/errors.ts'
import type { TxScope } from '../../platform/scope.ts'
import { publish } from '../../realtime/event-log.ts'
import { accessTeam } from '../../teams/teams.ts'
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

/** From which role on it may be sent, and for which teams it is kept. A team of it that was removed meanwhile may stay named. */
export async function limitTemplate(scope: TxScope, id: string, limits: TemplateLimits): Promise<void> {
  requireAbility(scope, 'templates.create')
  const template = await knownTemplate(scope, id)
  const { sendableFrom = template.sendable_from, teamIds = template.team_ids } = limits
  for (const team of teamIds) if (!template.team_ids.includes(team)) await accessTeam(scope, team)
  await scope.db
    .updateTable('template')
    .set({ sendable_from: sendableFrom, team_ids: [...new Set(teamIds)] })
    .where('workspace_id', '=', scope.workspaceId)
    .where('id', '=', id)
    .execute()
  await publish(scope, { event: { type: 'templates.synced', wabaId: template.waba_id }, audience: null })
}
