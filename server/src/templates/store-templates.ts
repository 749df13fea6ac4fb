import type { ListedTemplate } from '@recado/cloud-api/templates'
import { sql } from 'kysely'
import { newId } from '../platform/ids.ts'
import type { TxScope } from '../platform/scope.ts'
import type { Known } from './history/differences.ts'
import { recordEntries } from './history/record.ts'
import { searchText } from './search-text.ts'

export interface Stored {
  readonly id: string
  readonly before: Known | undefined
  readonly after: Known
}

const COLUMNS = ['id', 'name', 'language', 'status', 'category', 'quality', 'rejected_reason', 'components', 'removed_at'] as const
const keyOf = ({ name, language }: { readonly name: string; readonly language: string }) => `${name} ${language}`

/**
 * Writes what Meta listed at `readAt`, in two statements. What a webhook told us since is newer than the list and stays. Whoever sends
 * only reads these rows, and readers never wait for a writer.
 * @returns what was written, beside what stood there
 */
export async function storeTemplates(
  scope: TxScope,
  waba: string,
  templates: readonly ListedTemplate[],
  readAt: Date,
): Promise<readonly Stored[]> {
  const unique = [...new Map(templates.map((template) => [keyOf(template), template])).values()]
  if (unique.length === 0) return []
  const standing = await scope.db
    .selectFrom('template')
    .select(COLUMNS)
    .where('workspace_id', '=', scope.workspaceId)
    .where('waba', '=', waba)
    .where(
      'name',
      'in',
      unique.map(({ name }) => name),
    )
    .orderBy('id')
    .forNoKeyUpdate()
    .execute()
  const before = new Map(standing.map((row) => [keyOf(row), row]))
  const written = await scope.db
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
        search: searchText(template.name, template.components),
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
          search: eb.ref('excluded.search'),
          rejected_reason: eb.ref('excluded.rejected_reason'),
          quality: eb.ref('excluded.quality'),
          synced_at: eb.ref('excluded.synced_at'),
          removed_at: null,
        }))
        .where(sql<boolean>`template.synced_at <= excluded.synced_at`),
    )
    .returning(COLUMNS)
    .execute()
  return written.map((after) => ({ id: after.id, before: before.get(keyOf(after)), after }))
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
    .returning(['id', 'status'])
    .execute()
  await recordEntries(
    scope,
    gone.map(({ id, status }) => ({ templateId: id, kind: 'vanished', from: status })),
  )
  return gone.length
}
