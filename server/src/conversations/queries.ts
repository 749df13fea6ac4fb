import {
  type ConversationCounts,
  type ConversationQuery,
  type ConversationView,
  conversationStatus,
  countsCap,
  type Page,
} from '@recado/contract/conversations'
import { type RawBuilder, sql } from 'kysely'
import { presentContact } from '../contacts/present.ts'
import { findContacts } from '../contacts/search.ts'
import { decodeCursor, encodeCursor } from '../platform/cursor.ts'
import { Refusal } from '../platform/errors.ts'
import { inTransaction, readAtOnce, type Scope, type Tx } from '../platform/scope.ts'
import { inSight, sightOf } from '../team/sight.ts'
import { type ConversationRow, presentConversation, type ShownRow } from './present.ts'

interface Beside {
  readonly contact_name: string | null
  readonly profile_name: string | null
  readonly username: string | null
  readonly phone: string | null
  readonly bsuid: string | null
  readonly contact_created_at: Date
  readonly assignee_name: string | null
}
export interface JoinedRow extends ConversationRow, Beside {}
interface ListedRow extends ShownRow, Beside {}

const BESIDE = sql`k.name as contact_name, k.profile_name, k.username, k.phone, k.bsuid, k.created_at as contact_created_at, p.name as assignee_name`
/** What every read of a conversation brings along: its contact and the name of its owner. One whose contact was merged into another is not there. */
export const JOINED_COLUMNS = sql`c.*, ${BESIDE}`
/** Hundreds of these are read for each page: only what it shows. */
const LISTED_COLUMNS = sql`c.id, c.number_id, c.contact_id, c.status, c.team_id, c.assignee_id, c.window_expires_at, c.unread_count, c.waiting_since,
  c.last_message_at, c.last_message, c.created_at, ${BESIDE}`
export const JOINED_TABLES = sql`join contact k on k.workspace_id = c.workspace_id and k.id = c.contact_id and k.merged_into is null left join person p on p.id = c.assignee_id`

export function presentJoined(row: ListedRow): ConversationView {
  const { contact_id: id, contact_name: name, profile_name, username, phone, bsuid, contact_created_at: created_at } = row
  const contact = presentContact({ id, name, profile_name, username, phone, bsuid, created_at })
  return presentConversation(row, contact, row.assignee_name)
}

/** Those of the ids that there are, for announcing them. */
export async function readConversations(tx: Tx, workspaceId: string, ids: readonly string[]): Promise<JoinedRow[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<JoinedRow>`
    select ${JOINED_COLUMNS} from conversation c ${JOINED_TABLES}
    where c.workspace_id = ${workspaceId} and c.id = any(${ids}::uuid[]) order by c.id`.execute(tx)
  return rows
}

/** The left column: newest first, or longest waiting first. Keyset-paged, so a page costs the same however deep it lies. */
export async function listConversations(scope: Scope, query: ConversationQuery): Promise<Page<ConversationView>> {
  const sight = sightOf(scope.actor)
  const order = query.sort === 'waiting' ? sql`c.waiting_since, c.id` : sql`c.last_message_at desc, c.id desc`
  const words = query.q?.trim() ?? ''
  const found = words === '' ? sql`true` : (await inTransaction(scope, (within) => findContacts(within, words))).isFound
  const rows = await readAtOnce(
    scope,
    sql<ListedRow>`
    select ${LISTED_COLUMNS} from conversation c ${JOINED_TABLES}
    where c.workspace_id = ${scope.workspaceId} and ${inSight(sight)} and ${matches(scope, query)} and ${found} and ${beyond(query)}
    order by ${order} limit ${sql.lit(query.limit + 1)}`,
  )
  const items = rows.slice(0, query.limit)
  const last = rows.length > query.limit ? items.at(-1) : undefined
  const key = (row: ListedRow) => (query.sort === 'waiting' ? row.waiting_since : row.last_message_at)?.toISOString() ?? ''
  return { items: items.map(presentJoined), nextCursor: last ? encodeCursor(query.sort, key(last), last.id) : null }
}

function matches(scope: Scope, query: ConversationQuery): RawBuilder<unknown> {
  const parts = [
    query.status === undefined ? null : inStatus(query.status),
    query.assignee === undefined ? null : owned(scope, query.assignee),
    query.team === undefined || query.team === '' ? null : inTeam(query.team),
    query.number === undefined ? null : sql`c.number_id = ${query.number}`,
    query.window === undefined ? null : inWindow(query.window, scope.now),
    query.sort === 'waiting' ? sql`c.waiting_since is not null` : null,
  ]
  return sql.join(parts.filter((part) => part !== null).concat(sql`true`), sql` and `)
}

function inStatus(words: string): RawBuilder<unknown> {
  const statuses = words.split(',').map((word) => conversationStatus.safeParse(word.trim()))
  const wrong = statuses.some((status) => !status.success)
  if (wrong) throw new Refusal('invalid', 'status is one or more of pending, open, closed, comma separated', { field: 'status' })
  const known = statuses.flatMap((status) => (status.success ? [status.data] : []))
  return known.length === 1 ? sql`c.status = ${known[0]}` : sql`c.status in (${sql.join(known)})`
}

function owned(scope: Scope, assignee: string): RawBuilder<unknown> {
  if (assignee === 'none') return sql`c.assignee_id is null`
  if (assignee !== 'me') return sql`c.assignee_id = ${assignee}`
  return scope.actor.kind === 'person' ? sql`c.assignee_id = ${scope.actor.userId}` : sql`false`
}

const inTeam = (team: string): RawBuilder<unknown> => (team === 'none' ? sql`c.team_id is null` : sql`c.team_id = ${team}`)

function inWindow(window: 'closing' | 'closed', now: Date): RawBuilder<unknown> {
  return window === 'closed'
    ? sql`(c.window_expires_at is null or c.window_expires_at <= ${now})`
    : sql`(c.window_expires_at > ${now} and c.window_expires_at <= ${new Date(now.getTime() + 4 * 3600_000)})`
}

function beyond(query: ConversationQuery): RawBuilder<unknown> {
  if (query.cursor === undefined) return sql`true`
  const [sort, at, id] = decodeCursor(query.cursor, 'text', 'instant', 'id')
  if (sort !== query.sort) throw new Refusal('invalid', 'This cursor was given by another list', { field: 'cursor' })
  return sort === 'waiting'
    ? sql`(c.waiting_since, c.id) > (${at}::timestamptz, ${id}::uuid)`
    : sql`(c.last_message_at, c.id) < (${at}::timestamptz, ${id}::uuid)`
}

/** Live counts of the tabs. Each stops counting at `countsCap`: nobody reads further, and a large inbox stays fast. */
export async function countConversations(scope: Scope): Promise<ConversationCounts> {
  const sight = sightOf(scope.actor)
  const me = scope.actor.kind === 'person' ? scope.actor.userId : null
  const count = (condition: RawBuilder<unknown>) =>
    sql`(select count(*)::int from (select 1 from conversation c where c.workspace_id = ${scope.workspaceId} and ${inSight(sight)} and ${condition} limit ${sql.lit(countsCap)}) x)`
  const tab = (status: 'pending' | 'open', whose: RawBuilder<unknown>) => count(sql`c.status = ${status} and ${whose}`)
  const mine = sql`c.assignee_id = ${me}`
  const nobodys = sql`c.assignee_id is null`
  const [row] = await readAtOnce(
    scope,
    sql<Record<'mp' | 'mo' | 'up' | 'uo' | 'ap' | 'ao' | 'unread', number>>`select
    ${tab('pending', mine)} as mp, ${tab('open', mine)} as mo, ${tab('pending', nobodys)} as up, ${tab('open', nobodys)} as uo,
    ${tab('pending', sql`true`)} as ap, ${tab('open', sql`true`)} as ao,
    ${count(sql`c.status <> 'closed' and c.unread_count > 0 and (${mine} or ${nobodys})`)} as unread`,
  )
  if (row === undefined) throw new Error('a count always answers')
  return {
    mine: { pending: row.mp, open: row.mo },
    unassigned: { pending: row.up, open: row.uo },
    all: { pending: row.ap, open: row.ao },
    unread: row.unread,
  }
}
