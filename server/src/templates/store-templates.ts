import type { ListedTemplate } from '@recado/cloud-api/templates'
import { sql } from 'kysely'
import { newId } from '../platform/ids.ts'
import type { TxScope } from '../platform/scope.ts'

/**
 * Writes what Meta listed at `readAt`, in one statement. What a webhook told us since is newer than the list and stays. Whoever sends
 * only reads these rows, and readers never wait for a writer.
 */
export async function storeTemplates(scope: TxScope, waba: string, templates: readonly ListedTemplate[], readAt: Date): Promise<void> {
  const unique = [...new Map(templates.map((template) => [`${template.name} ${template.language}`, template])).values()]
  if (unique.length === 0) return
  await scope.db
    .insertInto('template')
    .values(
      unique.map((template) => ({
        workspace_id: scope.workspaceId,
        id: newId(),
        waba,
        meta_template_id: template.id,
        name: template.name,
        language: template.language,
        category: template.category,
        status: template.status,
        parameter_format: template.parameter_format?.toUpperCase() === 'NAMED' ? 'NAMED' : 'POSITIONAL',
        components: JSON.stringify(template.components),
        rejected_reason: template.rejected_reason === 'NONE' ? null : template.rejected_reason,
        quality: template.quality_score?.score ?? null,
        synced_at: readAt,
        removed_at: null,
      })),
    )
    .onConflict((oc) =>
      oc
        .columns(['workspace_id', 'waba', 'name', 'language'])
        .doUpdateSet((eb) => ({
          meta_template_id: eb.ref('excluded.meta_template_id'),
          category: eb.ref('excluded.category'),
          status: eb.ref('excluded.status'),
          parameter_format: eb.ref('excluded.parameter_format'),
          components: eb.ref('excluded.components'),
          rejected_reason: eb.ref('excluded.rejected_reason'),
          quality: eb.ref('excluded.quality'),
          synced_at: eb.ref('excluded.synced_at'),
          removed_at: null,
        }))
        .where(sql<boolean>`template.synced_at <= excluded.synced_at`),
    )
    .execute()
}

/** What was not in a whole list that began at `since` is gone. @returns how many went away now */
export async function removeVanished(scope: TxScope, waba: string, since: Date): Promise<number> {
  const gone = await scope.db
    .updateTable('template')
    .set({ removed_at: scope.now })
    .where('workspace_id', '=', scope.workspaceId)
    .where('waba', '=', waba)
    .where('removed_at', 'is', null)
    .where('synced_at', '<', since)
    .returning('id')
    .execute()
  return gone.length
}
