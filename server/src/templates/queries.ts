import type { Page } from '@recado/contract/conversations'
import type { ListedTemplate, SendableFrom, TemplateDetail, TemplateListQuery } from '@recado/contract/template-life'
import { sql } from 'kysely'
import { requireAbility } from '../platform/access.ts'
import { decodeCursor, encodeCursor } from '../platform/cursor.ts'
import { Refusal } from '../platform/errors.ts'
import { fold } from '../platform/fold.ts'
import type { TxScope } from '../platform/scope.ts'
import { knownTemplates, type TemplateRow } from './access.ts'
import { editAllowance } from './history/edit-allowance.ts'
import { presentTemplate } from './present.ts'
import { maySend } from './visibility.ts'

export async function oneTemplate(scope: TxScope, id: string): Promise<TemplateDetail> {
  requireAbility(scope, 'templates.read')
  const row = await withUse(scope, knownTemplates(scope)).where('template.id', '=', id).executeTakeFirst()
  if (!row) throw new Refusal('not_found', 'No such template')
  return { ...presentListed(scope, row), edits: editAllowance(await editsOf(scope, id), scope.now) }
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
export async function listTemplates(scope: TxScope, query: TemplateListQuery): Promise<Page<ListedTemplate>> {
  requireAbility(scope, 'templates.read')
  let rows = withUse(scope, knownTemplates(scope))
  if (query.wabaId) rows = rows.where('waba.waba_id', '=', query.wabaId)
  if (query.number) rows = rows.where('template.waba', 'in', wabaOfNumber(scope, query.number))
  if (query.status) rows = rows.where('template.status', 'in', wordsOf(query.status))
  if (query.category) rows = rows.where('template.category', '=', query.category.toUpperCase())
  if (query.language) rows = rows.where('template.language', '=', query.language)
  if (query.quality) rows = rows.where(({ fn, val }) => fn.coalesce('template.quality', val('UNKNOWN')), 'in', wordsOf(query.quality))
  if (query.favourite === true) rows = rows.where('star.template_id', 'is not', null)
  if (query.mine === true)
    rows = rows.where(
      'template.sendable_from',
      'in',
      SENDABLE.filter((from) => maySend(scope, from)),
    )
  for (const word of fold(query.q ?? '')
    .split(/\s+/)
    .filter(Boolean)) {
    rows = rows.where('template.search', 'like', `%${word.replace(/[\\%_]/g, '\\$&')}%`)
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
  return {
    items: items.map((row) => presentListed(scope, row)),
    nextCursor: last ? encodeCursor(last.name, last.language, last.id) : null,
  }
}

const SENDABLE: readonly SendableFrom[] = ['agent', 'supervisor', 'admin']
const wordsOf = (list: string): string[] => list.split(',').map((word) => word.trim().toUpperCase())

/** Beside each row: the caller's star, and how often it was sent. */
function withUse(scope: TxScope, rows: ReturnType<typeof knownTemplates>) {
  const { actor, db, workspaceId } = scope
  const uses = db
    .selectFrom('template_use')
    .where('template_use.workspace_id', '=', workspaceId)
    .groupBy('template_use.template_id')
    .select(({ fn }) => [
      'template_use.template_id',
      fn.sum<number>('template_use.count').as('uses'),
      fn.max('template_use.last_at').as('last_at'),
    ])
    .as('used')
  return rows
    .leftJoin('template_favourite as star', (join) =>
      join
        .onRef('star.workspace_id', '=', 'template.workspace_id')
        .onRef('star.template_id', '=', 'template.id')
        .on('star.user_id', '=', actor.kind === 'person' ? actor.userId : NOBODY),
    )
    .leftJoin(uses, 'used.template_id', 'template.id')
    .select(['star.template_id as starred', 'used.uses', 'used.last_at'])
}

const NOBODY = '00000000-0000-0000-0000-000000000000'

interface WithUse extends TemplateRow {
  readonly starred: string | null
  readonly uses: number | null
  readonly last_at: Date | null
}

function presentListed(scope: TxScope, row: WithUse): ListedTemplate {
  return {
    ...presentTemplate(row),
    isFavourite: row.starred !== null,
    sendableFrom: row.sendable_from,
    isForMe: maySend(scope, row.sendable_from),
    uses: Number(row.uses ?? 0),
    lastUsedAt: row.last_at?.toISOString() ?? null,
  }
}

function wabaOfNumber(scope: TxScope, numberId: string) {
  return scope.db
    .selectFrom('phone_number')
    .select('phone_number.waba')
    .where('phone_number.workspace_id', '=', scope.workspaceId)
    .where('phone_number.id', '=', numberId)
}
