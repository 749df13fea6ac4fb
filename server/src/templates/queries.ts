import type { Page } from '@recado/contract/conversations'
import type { TemplateQuery, TemplateView } from '@recado/contract/numbers'
import type { TemplateDetail } from '@recado/contract/template-life'
import { sql } from 'kysely'
import { requireAbility } from '../platform/access.ts'
import { decodeCursor, encodeCursor } from '../platform/cursor.ts'
import type { TxScope } from '../platform/scope.ts'
import { knownTemplate, knownTemplates } from './access.ts'
import { editAllowance } from './history/edit-allowance.ts'
import { presentTemplate } from './present.ts'

export async function oneTemplate(scope: TxScope, id: string): Promise<TemplateDetail> {
  requireAbility(scope, 'templates.read')
  const row = await knownTemplate(scope, id)
  return { ...presentTemplate(row), edits: editAllowance(await editsOf(scope, id), scope.now) }
}

/** Edits of what was approved, ours and those that a reading found; the last 30 days are enough. */
async function editsOf(scope: TxScope, id: string): Promise<Date[]> {
  const edits = await scope.db
    .selectFrom('template_entry')
    .select('at')
    .where('workspace_id', '=', scope.workspaceId)
    .where('template_id', '=', id)
    .where('at', '>', new Date(scope.now.getTime() - 30 * 24 * 3600_000))
    .where(({ or, and, eb }) => or([and([eb('kind', '=', 'edited'), eb('from_word', '=', 'APPROVED')]), eb('kind', '=', 'components')]))
    .execute()
  return edits.map(({ at }) => at)
}

/** By name, then language. Keyset-paged. */
export async function listTemplates(scope: TxScope, query: TemplateQuery): Promise<Page<TemplateView>> {
  requireAbility(scope, 'templates.read')
  let rows = knownTemplates(scope)
  if (query.wabaId) rows = rows.where('waba.waba_id', '=', query.wabaId)
  if (query.number) rows = rows.where('template.waba', 'in', wabaOfNumber(scope, query.number))
  if (query.status)
    rows = rows.where(
      'template.status',
      'in',
      query.status.split(',').map((status) => status.trim().toUpperCase()),
    )
  if (query.category) rows = rows.where('template.category', '=', query.category.toUpperCase())
  if (query.language) rows = rows.where('template.language', '=', query.language)
  const words = query.q?.trim()
  if (words) {
    const pattern = `%${words.replace(/[\\%_]/g, '\\$&')}%`
    rows = rows.where(({ or, eb }) =>
      or([
        eb('template.name', 'ilike', pattern.replaceAll(' ', '\\_')),
        eb(sql<string>`jsonb_path_query_array(template.components, '$[*].text')::text`, 'ilike', pattern),
      ]),
    )
  }
  if (query.cursor !== undefined) {
    const [name, language, id] = decodeCursor(query.cursor, 'text', 'text', 'id')
    rows = rows.where(sql<boolean>`(template.name, template.language, template.id) > (${name}, ${language}, ${id}::uuid)`)
  }
  const found = await rows
    .orderBy('template.name')
    .orderBy('template.language')
    .orderBy('template.id')
    .limit(query.limit + 1)
    .execute()
  const items = found.slice(0, query.limit)
  const last = found.length > query.limit ? items.at(-1) : undefined
  return { items: items.map(presentTemplate), nextCursor: last ? encodeCursor(last.name, last.language, last.id) : null }
}

function wabaOfNumber(scope: TxScope, numberId: string) {
  return scope.db
    .selectFrom('phone_number')
    .select('phone_number.waba')
    .where('phone_number.workspace_id', '=', scope.workspaceId)
    .where('phone_number.id', '=', numberId)
}
