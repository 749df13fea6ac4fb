import type { Page } from '@recado/contract/conversations'
import type { ListedTemplate, SendableFrom, TemplateDetail, TemplateListQuery } from '@recado/contract/template-life'
import { sql } from 'kysely'
import { requireAbility } from '../platform/access.ts'
import { decodeCursor, encodeCursor } from '../platform/cursor.ts'
import { Refusal } from '../platform/errors.ts'
import { fold } from '../platform/fold.ts'
import type { TxScope } from '../platform/scope.ts'
import { inTeam, knownTemplates, type TemplateRow } from './access.ts'
import { editAllowance } from './history/edit-allowance.ts'
import { presentTemplate } from './present.ts'
import { maySend } from './visibility.ts'

export async function oneTemplate(scope: TxScope, id: string): Promise<TemplateDetail> {
  requireAbility(scope, 'templates.read')
  const row = await withStar(scope, knownTemplates(scope)).where('template.id', '=', id).executeTakeFirst()
  if (!row) throw new Refusal('not_found', 'No such template')
  const uses = await usesOf(scope, [row.id])
  return { ...presentListed(scope, row, uses.get(row.id)), edits: editAllowance(await editsOf(scope, id), scope.now) }
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
  let rows = withStar(scope, knownTemplates(scope))
  if (query.wabaId) rows = rows.where('waba.waba_id', '=', query.wabaId)
  if (query.number) rows = rows.where('template.waba', 'in', wabaOfNumber(scope, query.number))
  if (query.status) rows = rows.where('template.status', 'in', wordsOf(query.status))
  if (query.category) rows = rows.where('template.category', '=', query.category.toUpperCase())
  if (query.language) rows = rows.where('template.language', '=', query.language)
  if (query.quality) rows = rows.where(({ fn, val }) => fn.coalesce('template.quality', val('UNKNOWN')), 'in', wordsOf(query.quality))
  if (query.favourite === true) rows = rows.where('star.template_id', 'is not', null)
  if (query.mine === true) rows = mineOf(scope, rows)
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
  const uses = await usesOf(
    scope,
    items.map(({ id }) => id),
  )
  return {
    items: items.map((row) => presentListed(scope, row, uses.get(row.id))),
    nextCursor: last ? encodeCursor(last.name, last.language, last.id) : null,
  }
}

/** What the caller may send, as visibility.ts says. */
function mineOf(scope: TxScope, rows: ReturnType<typeof withStar>) {
  const roles = SENDABLE.filter((from) => maySend(scope, from, true))
  const ofRole = rows.where('template.sendable_from', 'in', roles)
  return maySend(scope, 'agent', false) ? ofRole : ofRole.where(inTeam(scope))
}

const SENDABLE: readonly SendableFrom[] = ['agent', 'supervisor', 'admin']
const wordsOf = (list: string): string[] => list.split(',').map((word) => word.trim().toUpperCase())

/** Beside each row: the caller's star. */
function withStar({ actor }: TxScope, rows: ReturnType<typeof knownTemplates>) {
  return rows
    .leftJoin('template_favourite as star', (join) =>
      join
        .onRef('star.workspace_id', '=', 'template.workspace_id')
        .onRef('star.template_id', '=', 'template.id')
        .on('star.user_id', '=', actor.kind === 'person' ? actor.userId : NOBODY),
    )
    .select('star.template_id as starred')
}

interface Use {
  readonly uses: number
  readonly last_at: Date | null
}

/** How often these were sent. Asked for what is shown only: each has a line for every day. */
async function usesOf(scope: TxScope, ids: readonly string[]): Promise<Map<string, Use>> {
  if (ids.length === 0) return new Map()
  const found = await scope.db
    .selectFrom('template_use')
    .where('workspace_id', '=', scope.workspaceId)
    .where('template_id', '=', sql<string>`any(${ids}::uuid[])`)
    .groupBy('template_id')
    .select(({ fn }) => ['template_id', fn.sum<number>('count').as('uses'), fn.max('last_at').as('last_at')])
    .execute()
  return new Map(found.map(({ template_id, ...use }) => [template_id, use]))
}

const NOBODY = '00000000-0000-0000-0000-000000000000'

interface WithStar extends TemplateRow {
  readonly starred: string | null
}

function presentListed(scope: TxScope, row: WithStar, use: Use | undefined): ListedTemplate {
  return {
    ...presentTemplate(row),
    isFavourite: row.starred !== null,
    sendableFrom: row.sendable_from,
    teamIds: row.team_ids,
    isForMe: maySend(scope, row.sendable_from, row.in_team),
    uses: Number(use?.uses ?? 0),
    lastUsedAt: use?.last_at?.toISOString() ?? null,
  }
}

function wabaOfNumber(scope: TxScope, numberId: string) {
  return scope.db
    .selectFrom('phone_number')
    .select('phone_number.waba')
    .where('phone_number.workspace_id', '=', scope.workspaceId)
    .where('phone_number.id', '=', numberId)
}
