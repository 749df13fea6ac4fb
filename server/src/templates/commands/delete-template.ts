import type { MetaDeps } from '../../numbers/deps.ts'
import { graphRefusal } from '../../numbers/graph-refusal.ts'
import { deleteTemplateAtMeta } from '../../outbound/graph-templates.ts'
import { requireAbility } from '../../platform/access.ts'
import { inTransaction, type Scope } from '../../platform/scope.ts'
import { publish } from '../../realtime/event-log.ts'
import { recordEntries } from '../history/record.ts'
import { templateAtMeta } from './template-at-meta.ts'

/** One language of a template. Meta keeps the name of what was approved from being used again for 30 days. */
export async function deleteTemplate(scope: Scope, deps: MetaDeps, id: string): Promise<void> {
  requireAbility(scope, 'templates.create')
  const { template, target } = await templateAtMeta(scope, deps, id)

  const gone = await deleteTemplateAtMeta(deps.graph, target, template.waba_id, { id: template.meta_template_id, name: template.name })
  if (!gone.ok) throw graphRefusal(gone, 'delete the template')
  await inTransaction({ ...scope, now: new Date() }, async (tx) => {
    await tx.db
      .updateTable('template')
      .set({ removed_at: tx.now, synced_at: tx.now })
      .where('workspace_id', '=', tx.workspaceId)
      .where('id', '=', id)
      .execute()
    await recordEntries(tx, [{ templateId: id, kind: 'deleted', from: template.status, to: 'DELETED' }])
    await publish(tx, { event: { type: 'templates.synced', wabaId: template.waba_id }, audience: null })
  })
}
