/** What we know of accounts and numbers, told by Meta's webhooks and readings: nothing here asks Meta. */
import { type AlertKind, alertKind } from '@recado/contract/alerts'
import type { AssetAccount, AssetHealth, AssetNumber, AssetQuery } from '@recado/contract/assets'
import type { Page } from '@recado/contract/conversations'
import { type RawBuilder, sql } from 'kysely'
import { requireAbility } from '../platform/access.ts'
import { decodeCursor, encodeCursor } from '../platform/cursor.ts'
import { Refusal } from '../platform/errors.ts'
import type { TxScope } from '../platform/scope.ts'

interface AccountRow {
  readonly id: string
  readonly waba_id: string
  readonly name: string
  readonly kind: AssetAccount['kind']
  readonly business_id: string | null
  readonly business_name: string | null
  readonly review_status: string | null
  readonly can_send: string | null
  readonly is_subscribed: boolean | null
  readonly token_state: AssetAccount['tokenState']
  readonly token_expires_at: Date | null
  readonly meta_read_at: Date | null
  readonly meta_problem: string | null
  /** What the list is ordered by. */
  readonly place: string
}

interface OpenAlert {
  readonly waba: string
  readonly number_id: string | null
  readonly kind: string
  readonly severity: 'danger' | 'warn' | 'info'
}

/** Portfolio, then name; accounts whose portfolio is not known come last. */
const PLACE = sql<string>`lower(coalesce(nullif(w.business_name, ''), w.business_id, '~~') || ' ' || w.name)`
const NEEDS_ATTENTION = sql`(w.meta_problem is not null or w.token_state <> 'ok' or exists (
  select from alert a where a.workspace_id = w.workspace_id and a.waba = w.id and a.ended_at is null and a.severity <> 'info'))`

/** Keyset-paged. Four statements for a page, whatever it holds. */
export async function listAssets(scope: TxScope, { q, attention, limit, cursor }: AssetQuery): Promise<Page<AssetAccount>> {
  requireAbility(scope, 'numbers.read')
  const [place, id] = cursor === undefined ? [] : decodeCursor(cursor, 'text', 'id')
  const after = place === undefined ? sql`true` : sql`(${PLACE}, w.id) > (${place}, ${id}::uuid)`
  const bad = attention === 'true' ? NEEDS_ATTENTION : sql`true`
  const found = await readAccounts(scope, sql`${after} and ${bad} and ${named(q ?? '')}`, limit + 1)
  const rows = found.slice(0, limit)
  const last = found.length > limit ? rows.at(-1) : undefined
  return { items: await furnish(scope, rows), nextCursor: last ? encodeCursor(last.place, last.id) : null }
}

/** @param wabaId Meta's */
export async function readAsset(scope: TxScope, wabaId: string): Promise<AssetAccount> {
  requireAbility(scope, 'numbers.read')
  const [account] = await furnish(scope, await readAccounts(scope, sql`w.waba_id = ${wabaId}`, 1))
  if (!account) throw new Refusal('not_found', 'No such WhatsApp Business Account')
  return account
}

export async function countAssets(scope: TxScope): Promise<{ accounts: number; numbers: number; attention: number }> {
  const { rows } = await sql<{ accounts: number; numbers: number; attention: number }>`
    select count(*)::int as accounts, count(*) filter (where ${NEEDS_ATTENTION})::int as attention,
      (select count(*)::int from phone_number p where p.workspace_id = ${scope.workspaceId} and p.disconnected_at is null) as numbers
    from waba w where w.workspace_id = ${scope.workspaceId} and w.disconnected_at is null`.execute(scope.db)
  return rows[0] ?? { accounts: 0, numbers: 0, attention: 0 }
}

/** Names, ids, and phone numbers however somebody writes them. */
function named(q: string): RawBuilder<unknown> {
  if (q === '') return sql`true`
  const like = `%${q.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`
  const digits = q.replace(/\D/g, '')
  const phone =
    digits.length < 3
      ? sql`false`
      : sql`(regexp_replace(p.display_phone_number, '\\D', '', 'g') like ${`%${digits}%`} or p.phone_number_id like ${`%${digits}%`})`
  return sql`(lower(w.name) like ${like} or w.waba_id like ${like} or lower(w.business_name) like ${like} or w.business_id like ${like}
    or exists (select from phone_number p where p.workspace_id = w.workspace_id and p.waba = w.id and p.disconnected_at is null
      and (lower(p.verified_name) like ${like} or ${phone})))`
}

async function readAccounts(scope: TxScope, where: RawBuilder<unknown>, limit: number): Promise<AccountRow[]> {
  const { rows } = await sql<AccountRow>`
    select w.id, w.waba_id, w.name, w.kind, w.business_id, w.business_name, w.review_status, w.can_send, w.is_subscribed, w.token_state,
      w.token_expires_at, w.meta_read_at, w.meta_problem, ${PLACE} as place
    from waba w
    where w.workspace_id = ${scope.workspaceId} and w.disconnected_at is null and ${where}
    order by ${PLACE}, w.id limit ${limit}`.execute(scope.db)
  return rows
}

/** The accounts with what stands in them. */
async function furnish(scope: TxScope, accounts: readonly AccountRow[]): Promise<AssetAccount[]> {
  if (accounts.length === 0) return []
  const ids = accounts.map(({ id }) => id)
  const numbers = await scope.db
    .selectFrom('phone_number')
    .select(['id', 'waba', 'phone_number_id', 'display_phone_number', 'verified_name', 'status', 'quality_rating', 'messaging_limit'])
    .select(['webhook_state', 'is_coexistence', 'missing_since', 'meta_read_at'])
    .where('workspace_id', '=', scope.workspaceId)
    .where('waba', 'in', ids)
    .where('disconnected_at', 'is', null)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  const { rows: open } = await sql<OpenAlert>`
    select waba, number_id, kind, severity from alert
    where workspace_id = ${scope.workspaceId} and ended_at is null and waba = any(${ids}::uuid[])
    order by array_position(array['danger', 'warn', 'info'], severity), opened_at desc`.execute(scope.db)
  const templates = await scope.db
    .selectFrom('template')
    .select(['waba', ({ fn }) => fn.countAll<number>().as('total')])
    .select(({ fn }) => fn.countAll<number>().filterWhere('status', '=', 'APPROVED').as('approved'))
    .where('workspace_id', '=', scope.workspaceId)
    .where('waba', 'in', ids)
    .where('removed_at', 'is', null)
    .groupBy('waba')
    .execute()
  return accounts.map((row) => {
    const own = open.filter(({ waba, number_id }) => waba === row.id && number_id === null)
    const shown = numbers.filter(({ waba }) => waba === row.id)
    const count = templates.find(({ waba }) => waba === row.id)
    const views = shown.map((number): AssetNumber => {
      const about = open.filter(({ number_id }) => number_id === number.id)
      return {
        id: number.id,
        phoneNumberId: number.phone_number_id,
        displayPhoneNumber: number.display_phone_number,
        verifiedName: number.verified_name,
        status: number.status,
        qualityRating: number.quality_rating,
        messagingLimit: number.messaging_limit,
        webhookState: number.webhook_state,
        isCoexistence: number.is_coexistence,
        missingSince: number.missing_since?.toISOString() ?? null,
        health: number.meta_read_at === null ? worst(['unknown', ...about.map(healthOf)]) : worst(about.map(healthOf)),
        alerts: kindsOf(about),
      }
    })
    return {
      wabaId: row.waba_id,
      business: row.business_id === null ? null : { id: row.business_id, name: row.business_name },
      name: row.name,
      kind: row.kind,
      reviewStatus: row.review_status,
      canSend: row.can_send,
      isSubscribed: row.is_subscribed,
      tokenState: row.token_state,
      tokenExpiresAt: row.token_expires_at?.toISOString() ?? null,
      metaReadAt: row.meta_read_at?.toISOString() ?? null,
      metaProblem: row.meta_problem,
      templates: { total: Number(count?.total ?? 0), approved: Number(count?.approved ?? 0) },
      health: worst([
        ...(row.meta_read_at === null || row.meta_problem !== null ? ['unknown' as const] : []),
        ...own.map(healthOf),
        ...views.map(({ health }) => health),
      ]),
      alerts: kindsOf(own),
      numbers: views,
    }
  })
}

const HEALTH = { danger: 'broken', warn: 'warning', info: 'good' } as const
const healthOf = ({ severity }: OpenAlert): AssetHealth => HEALTH[severity]
const WORST: readonly AssetHealth[] = ['broken', 'warning', 'unknown']
const worst = (all: readonly AssetHealth[]): AssetHealth => WORST.find((one) => all.includes(one)) ?? 'good'
const kindsOf = (open: readonly OpenAlert[]): AlertKind[] => [...new Set(open.map(({ kind }) => alertKind.parse(kind)))]
