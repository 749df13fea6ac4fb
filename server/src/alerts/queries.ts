import { type AlertQuery, type AlertView, alertKind, LASTING } from '@recado/contract/alerts'
import type { Page } from '@recado/contract/conversations'
import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import { requireAbility } from '../platform/access.ts'
import { decodeCursor, encodeCursor } from '../platform/cursor.ts'
import type { TxScope } from '../platform/scope.ts'

interface Row {
  readonly id: string
  readonly kind: string
  readonly severity: AlertView['severity']
  readonly number_id: string | null
  readonly waba_id: string | null
  readonly facts: unknown
  readonly opened_at: Date
  readonly ended_at: Date | null
  readonly ended_by: string | null
}

const words = z.record(z.string(), z.string())
const WORST_FIRST = sql`array_position(array['danger', 'warn', 'info'], a.severity)`

/** Open ones all at once, the worst first; past ones newest first, keyset-paged. */
export async function listAlerts(scope: TxScope, { state, limit, cursor }: AlertQuery): Promise<Page<AlertView>> {
  requireAbility(scope, 'numbers.read')
  if (state === 'open') {
    const items = await read(scope, sql`a.ended_at is null order by ${WORST_FIRST}, a.opened_at desc, a.id desc limit ${MOST_OPEN}`)
    return { items: items.map(present), nextCursor: null }
  }
  const [at, id] = cursor === undefined ? [] : decodeCursor(cursor, 'instant', 'id')
  const after = at === undefined ? sql`true` : sql`(a.opened_at, a.id) < (${at}::timestamptz, ${id}::uuid)`
  const found = await read(scope, sql`a.ended_at is not null and ${after} order by a.opened_at desc, a.id desc limit ${limit + 1}`)
  const items = found.slice(0, limit)
  const last = found.length > limit ? items.at(-1) : undefined
  return { items: items.map(present), nextCursor: last ? encodeCursor(last.opened_at.toISOString(), last.id) : null }
}

/** More than anybody reads; an account has a handful. */
const MOST_OPEN = 500

export async function readAlert(scope: TxScope, id: string): Promise<AlertView | null> {
  const [row] = await read(scope, sql`a.id = ${id}`)
  return row ? present(row) : null
}

async function read(scope: TxScope, where: RawBuilder<unknown>): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select a.id, a.kind, a.severity, a.number_id, w.waba_id, a.facts, a.opened_at, a.ended_at, p.name as ended_by
    from alert a
    left join waba w on w.workspace_id = a.workspace_id and w.id = a.waba
    left join person p on p.id = a.ended_by
    where a.workspace_id = ${scope.workspaceId} and ${where}`.execute(scope.db)
  return rows
}

export function present(row: Row): AlertView {
  const kind = alertKind.parse(row.kind)
  return {
    id: row.id,
    kind,
    severity: row.severity,
    numberId: row.number_id,
    wabaId: row.waba_id,
    isLasting: LASTING.includes(kind),
    facts: words.parse(row.facts),
    openedAt: row.opened_at.toISOString(),
    endedAt: row.ended_at?.toISOString() ?? null,
    endedBy: row.ended_by,
  }
}
