import type { MigratedTemplates, TemplateMigration } from '@recado/contract/template-life'
import { markTemplatesDue } from '../../numbers/account-due.ts'
import type { MetaDeps } from '../../numbers/deps.ts'
import { graphRefusal } from '../../numbers/graph-refusal.ts'
import { migrateTemplatesAtMeta } from '../../outbound/graph-templates.ts'
import { requireAbility } from '../../platform/access.ts'
import { Refusal } from '../../platform/errors.ts'
import { inTransaction, type Scope } from '../../platform/scope.ts'
import { knownTemplates } from '../access.ts'
import { recordEntries } from '../history/record.ts'

/**
 * Has Meta copy approved templates into another account of the same business. Meta decides for each; what it copied is read from there
 * right after.
 */
export async function migrateTemplates(scope: Scope, deps: MetaDeps, wish: TemplateMigration): Promise<MigratedTemplates> {
  requireAbility(scope, 'templates.create')
  const { once: _once, ...reading } = scope
  const { templates, destination } = await inTransaction(reading, async (tx) => {
    const destination = await tx.db
      .selectFrom('waba')
      .select(['id', 'waba_id'])
      .where('workspace_id', '=', tx.workspaceId)
      .where('waba_id', '=', wish.toWabaId)
      .where('disconnected_at', 'is', null)
      .executeTakeFirst()
    const templates = await knownTemplates(tx)
      .where('template.id', 'in', [...new Set(wish.templateIds)])
      .where('waba.waba_id', '=', wish.fromWabaId)
      .execute()
    return { templates, destination }
  })
  if (!destination || templates.length < new Set(wish.templateIds).size) throw new Refusal('not_found', 'No such account or template')
  const target = await deps.targets.ofWaba(scope.workspaceId, destination.id)
  if (target === null) throw new Refusal('unavailable', 'The sandbox simulator is starting; try again in a moment')

  const done = await migrateTemplatesAtMeta(deps.graph, target, {
    from: wish.fromWabaId,
    to: wish.toWabaId,
    ids: templates.map((template) => template.meta_template_id),
  })
  if (!done.ok) throw graphRefusal(done, 'copy the templates')
  const failed = done.value.failed_templates
  const items = templates.map(({ id, name, language, meta_template_id: metaId }) => ({
    templateId: id,
    name,
    language,
    problem: failed[metaId] ?? null,
  }))
  await inTransaction({ ...scope, now: new Date() }, async (tx) => {
    const copied = items.filter(({ problem }) => problem === null)
    await recordEntries(
      tx,
      copied.map(({ templateId }) => ({ templateId, kind: 'migrated', to: wish.toWabaId })),
    )
    if (copied.length > 0) await markTemplatesDue(tx.db, tx.workspaceId, destination.id)
  })
  return { items }
}
