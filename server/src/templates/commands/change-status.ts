import type { TemplateView } from '@recado/contract/numbers'
import type { MetaDeps } from '../../numbers/deps.ts'
import { graphRefusal } from '../../numbers/graph-refusal.ts'
import { putTemplateAway, unpauseTemplateAtMeta } from '../../outbound/graph-templates.ts'
import { requireAbility } from '../../platform/access.ts'
import { Refusal } from '../../platform/errors.ts'
import { inTransaction, type Scope } from '../../platform/scope.ts'
import { publish } from '../../realtime/event-log.ts'
import { knownTemplate, type TemplateRow } from '../access.ts'
import { recordEntries } from '../history/record.ts'
import { presentTemplate } from '../present.ts'
import { templateAtMeta } from './template-at-meta.ts'

/** Ends a pause early. Meta may refuse, and pauses again if people go on complaining. */
export async function unpauseTemplate(scope: Scope, deps: MetaDeps, id: string): Promise<TemplateView> {
  requireAbility(scope, 'templates.create')
  const { template, target } = await templateAtMeta(scope, deps, id)
  const askedAt = new Date()
  const done = await unpauseTemplateAtMeta(deps.graph, target, template.meta_template_id)
  if (!done.ok) throw graphRefusal(done, 'unpause the template')
  return settle(scope, { template, status: 'APPROVED', askedAt })
}

/** Out of sight and not to be sent; Meta deletes what stays archived for 28 days. */
export function archiveTemplate(scope: Scope, deps: MetaDeps, id: string): Promise<TemplateView> {
  return putAway(scope, deps, { id, verb: 'archive', status: 'ARCHIVED' })
}

/** As it was before; Meta's webhook says so if that was not approved. */
export function unarchiveTemplate(scope: Scope, deps: MetaDeps, id: string): Promise<TemplateView> {
  return putAway(scope, deps, { id, verb: 'unarchive', status: 'APPROVED' })
}

async function putAway(
  scope: Scope,
  deps: MetaDeps,
  { id, verb, status }: { readonly id: string; readonly verb: 'archive' | 'unarchive'; readonly status: string },
): Promise<TemplateView> {
  requireAbility(scope, 'templates.create')
  const { template, target } = await templateAtMeta(scope, deps, id)
  const askedAt = new Date()
  const done = await putTemplateAway(deps.graph, target, { wabaId: template.waba_id, id: template.meta_template_id, verb })
  if (!done.ok) throw graphRefusal(done, `${verb} the template`)
  const obstacle = done.value.failed_templates[template.meta_template_id]
  if (obstacle !== undefined) throw new Refusal('meta_refused', `Meta refused to ${verb} the template: ${obstacle}`, { details: obstacle })
  return settle(scope, { template, status, askedAt })
}

interface Settled {
  readonly template: TemplateRow
  readonly status: string
  readonly askedAt: Date
}

function settle(scope: Scope, { template, status, askedAt }: Settled): Promise<TemplateView> {
  return inTransaction({ ...scope, now: new Date() }, async (tx) => {
    const changed = await tx.db
      .updateTable('template')
      .set({ status, synced_at: askedAt })
      .where('workspace_id', '=', tx.workspaceId)
      .where('id', '=', template.id)
      .where('synced_at', '<=', askedAt) // its webhook may have come first, and knows better
      .returning('id')
      .execute()
    const kind = 'status'
    if (changed.length > 0) await recordEntries(tx, [{ templateId: template.id, kind, from: template.status, to: status }])
    await publish(tx, { event: { type: 'templates.synced', wabaId: template.waba_id }, audience: null })
    return presentTemplate(await knownTemplate(tx, template.id))
  })
}
