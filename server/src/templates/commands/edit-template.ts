import type { EditedTemplate, TemplateView } from '@recado/contract/numbers'
import { markTemplatesDue } from '../../numbers/account-due.ts'
import type { MetaDeps } from '../../numbers/deps.ts'
import { graphRefusal } from '../../numbers/graph-refusal.ts'
import { editTemplateAtMeta } from '../../outbound/graph-templates.ts'
import { requireAbility } from '../../platform/access.ts'
import { inTransaction, type Scope } from '../../platform/scope.ts'
import { publish } from '../../realtime/event-log.ts'
import { knownTemplate } from '../access.ts'
import { recordEntries } from '../history/record.ts'
import { presentTemplate } from '../present.ts'
import { searchText } from '../search-text.ts'
import { templateAtMeta } from './template-at-meta.ts'

/** Meta replaces all components at once and reviews anew. When it may be edited, and how often, is Meta's to say. */
export async function editTemplate(scope: Scope, deps: MetaDeps, id: string, wanted: EditedTemplate): Promise<TemplateView> {
  requireAbility(scope, 'templates.create')
  const { template, target } = await templateAtMeta(scope, deps, id)

  const askedAt = new Date()
  const edited = await editTemplateAtMeta(deps.graph, target, template.meta_template_id, wanted)
  if (!edited.ok) throw graphRefusal(edited, 'edit the template')
  return inTransaction({ ...scope, now: new Date() }, async (tx) => {
    await tx.db
      .updateTable('template')
      .set({
        status: 'PENDING',
        rejected_reason: null,
        components: JSON.stringify(wanted.components),
        search: searchText(template.name, wanted.components),
        ...(wanted.category ? { category: wanted.category } : {}),
        synced_at: askedAt,
      })
      .where('workspace_id', '=', tx.workspaceId)
      .where('id', '=', id)
      .where('synced_at', '<=', askedAt) // the review's webhook may have come first
      .execute()
    // The words of a code are Meta's.
    if (template.category === 'AUTHENTICATION') await markTemplatesDue(tx.db, tx.workspaceId, template.waba)
    await recordEntries(tx, [{ templateId: id, kind: 'edited', from: template.status, to: 'PENDING' }])
    await publish(tx, { event: { type: 'templates.synced', wabaId: template.waba_id }, audience: null })
    return presentTemplate(await knownTemplate(tx, id))
  })
}
