import type { Page } from '@recado/contract/conversations'
import type { TemplateQuery, TemplateView } from '@recado/contract/numbers'
import { sql } from 'kysely'
import { requireAbility } from '../platform/access.ts'
import { decodeCursor, encodeCursor } from '../platform/cursor.ts'
import type { TxScope } from '../platform/scope.ts'
import { knownTemplate, knownTemplates } from './access.ts'
import { presentTemplate } from './present.ts'

export async function oneTemplate(scope: TxScope, id: string): Promise<TemplateView> {
  requireAbility(scope, 'templates.read')
  return presentTemplate(await knownTemplate(scope, id))
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
