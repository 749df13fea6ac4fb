import { type Selectable, sql } from 'kysely'
import { Refusal } from '../platform/errors.ts'
import type { Schema } from '../platform/schema.ts'
import type { TxScope } from '../platform/scope.ts'
import { maySee, maySend } from './visibility.ts'

export type TemplateRow = Selectable<Schema['template']> & {
  readonly waba_id: string
  /** It is kept for no team, or for one of the caller's. */
  readonly in_team: boolean
}

/** Whether a template is everybody's or one of the caller's teams'. Only persons are in teams. */
export function inTeam({ actor, workspaceId }: TxScope) {
  if (actor.kind !== 'person') return sql<boolean>`template.team_ids = '{}'`
  const mine = sql`array(select m.team_id from team_member m where m.workspace_id = ${workspaceId} and m.user_id = ${actor.userId})`
  return sql<boolean>`(template.team_ids = '{}' or template.team_ids && ${mine})`
}

/** The templates of the scope's workspace that are still at Meta and that the caller sees, with their account's id there. */
export function knownTemplates(scope: TxScope) {
  return scope.db
    .selectFrom('template')
    .innerJoin('waba', (join) => join.onRef('waba.workspace_id', '=', 'template.workspace_id').onRef('waba.id', '=', 'template.waba'))
    .selectAll('template')
    .select(['waba.waba_id', inTeam(scope).as('in_team')])
    .where('template.workspace_id', '=', scope.workspaceId)
    .where('template.removed_at', 'is', null)
    .where('waba.disconnected_at', 'is', null)
    .$if(!maySee(scope, false), (rows) => rows.where(inTeam(scope)))
}

/** By our id. Who may is for the caller to ask. */
export async function knownTemplate(scope: TxScope, id: string): Promise<TemplateRow> {
  const row = await knownTemplates(scope).where('template.id', '=', id).executeTakeFirst()
  if (!row) throw new Refusal('not_found', 'No such template')
  return row
}

/**
 * The only way to a template in order to send it. Whoever may answer a conversation may use it, unless it is kept for some roles.
 * @param waba waba.id of the number that sends: a template belongs to an account
 */
export async function accessTemplate(scope: TxScope, waba: string, name: string, language: string): Promise<TemplateRow> {
  const rows = await knownTemplates(scope).where('template.waba', '=', waba).where('template.name', '=', name).execute()
  const row = rows.find((template) => template.language === language)
  if (!row) {
    const languages = rows.map((template) => template.language)
    throw new Refusal('template_not_usable', `The account of this number has no template "${name}" in ${language}`, {
      name,
      language,
      languages,
    })
  }
  if (!maySend(scope, 'agent', row.in_team)) {
    throw new Refusal('not_allowed', `Template "${name}" is sent by its teams only`, { name, teamIds: row.team_ids })
  }
  if (!maySend(scope, row.sendable_from, row.in_team)) {
    throw new Refusal('not_allowed', `Template "${name}" is sent by ${row.sendable_from}s only`, { name, sendableFrom: row.sendable_from })
  }
  if (row.status !== 'APPROVED') {
    throw new Refusal('template_not_usable', `Template "${name}" in ${language} is ${row.status}; only approved ones can be sent`, {
      name,
      language,
      status: row.status,
    })
  }
  return row
}
