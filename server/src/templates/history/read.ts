import type { Page } from '@recado/contract/conversations'
import { type TemplateEntry, type TemplateHistoryQuery, templateEntryDetail } from '@recado/contract/template-life'
import { sql } from 'kysely'
import { requireAbility } from '../../platform/access.ts'
import { decodeCursor, encodeCursor } from '../../platform/cursor.ts'
import type { TxScope } from '../../platform/scope.ts'
import { knownTemplate } from '../access.ts'

/** Newest first. Keyset-paged. */
export async function templateHistory(scope: TxScope, id: string, query: TemplateHistoryQuery): Promise<Page<TemplateEntry>> {
  requireAbility(scope, 'templates.read')
  await knownTemplate(scope, id)
  let lines = scope.db
    .selectFrom('template_entry as entry')
    .leftJoin('person', 'person.id', 'entry.by_id')
    .select(['entry.id', 'entry.kind', 'entry.from_word', 'entry.to_word', 'entry.detail', 'entry.source', 'entry.by_name', 'entry.at'])
    .select('person.name as person')
    .where('entry.workspace_id', '=', scope.workspaceId)
    .where('entry.template_id', '=', id)
  if (query.cursor !== undefined) {
    const [at, last] = decodeCursor(query.cursor, 'instant', 'id')
    lines = lines.where(sql<boolean>`(entry.at, entry.id) < (${at}::timestamptz, ${last}::uuid)`)
  }
  const found = await lines
    .orderBy('entry.at', 'desc')
    .orderBy('entry.id', 'desc')
    .limit(query.limit + 1)
    .execute()
  const items = found.slice(0, query.limit)
  const last = found.length > query.limit ? items.at(-1) : undefined
  return {
    items: items.map((line) => ({
      id: line.id,
      kind: line.kind,
      from: line.from_word,
      to: line.to_word,
      detail: templateEntryDetail.parse(line.detail),
      source: line.source,
      by: line.person ?? line.by_name,
      at: line.at.toISOString(),
    })),
    nextCursor: last ? encodeCursor(last.at.toISOString(), last.id) : null,
  }
}
