import type { ContactDetail, ContactMergeView, ContactPage, ContactQuery } from '@recado/contract/contacts'
import { totalCap } from '@recado/contract/contacts'
import { type RawBuilder, sql } from 'kysely'
import { requireAbility } from '../platform/access.ts'
import { decodeCursor, encodeCursor } from '../platform/cursor.ts'
import type { TxScope } from '../platform/scope.ts'
import { inSight, sightOf } from '../team/sight.ts'
import { accessContact } from './access.ts'
import { readLedger } from './consent.ts'
import { LAST_SEEN, matching } from './filter.ts'
import { displayName, type ListedRow, presentListed } from './present.ts'

/** A contact k with its owner's name, tags, and the numbers that block it. */
export const LISTED_COLUMNS = sql`k.*, p.name as owner_name, ${LAST_SEEN} as last_seen_at,
  (select coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'name', t.name, 'color', t.color) order by t.folded), '[]') from contact_tag ct
    join tag t on t.workspace_id = ct.workspace_id and t.id = ct.tag_id where ct.workspace_id = k.workspace_id and ct.contact_id = k.id) as tags,
  (select coalesce(jsonb_agg(b.number_id), '[]') from contact_block b where b.workspace_id = k.workspace_id and b.contact_id = k.id) as blocked_on`
export const LISTED_TABLES = sql`contact k left join person p on p.id = k.owner_id`

/** Newest first. Keyset-paged, so a page costs the same however deep it lies; the total is counted with the first page alone. */
export async function listContacts(scope: TxScope, query: ContactQuery): Promise<ContactPage> {
  requireAbility(scope, 'conversations.read')
  const [at, id] = query.cursor === undefined ? [] : decodeCursor(query.cursor, 'instant', 'id')
  const where = await matching(scope, query)
  const { rows } = await sql<ListedRow>`
    select ${LISTED_COLUMNS} from ${LISTED_TABLES}
    where ${where} and ${at === undefined ? sql`true` : sql`(k.created_at, k.id) < (${at}::timestamptz, ${id}::uuid)`}
    order by k.created_at desc, k.id desc limit ${query.limit + 1}`.execute(scope.db)
  const items = rows.slice(0, query.limit)
  const last = rows.length > query.limit ? items.at(-1) : undefined
  return {
    items: items.map(presentListed),
    nextCursor: last ? encodeCursor(last.created_at.toISOString(), last.id) : null,
    total: query.cursor === undefined ? (last ? await count(scope, where) : items.length) : null,
  }
}

async function count(scope: TxScope, where: RawBuilder<unknown>): Promise<number> {
  const { rows } = await sql<{
    n: number
  }>`select count(*)::int as n from (select 1 from contact k where ${where} limit ${totalCap}) x`.execute(scope.db)
  return rows[0]?.n ?? 0
}

/** Everything about one person, as far as the caller may see: conversations out of sight are not among theirs. */
export async function readContact(scope: TxScope, id: string): Promise<ContactDetail> {
  await accessContact(scope, id, 'read')
  const { rows } = await sql<ListedRow>`
    select ${LISTED_COLUMNS} from ${LISTED_TABLES} where k.workspace_id = ${scope.workspaceId} and k.id = ${id}`.execute(scope.db)
  const [row] = rows
  if (row === undefined) throw new Error('a contact that was there a moment ago')
  return {
    ...presentListed(row),
    notes: row.notes,
    conversations: await conversationsOf(scope, id),
    consentLedger: await readLedger(scope, id),
    merges: await mergesInto(scope, id),
  }
}

async function conversationsOf(scope: TxScope, contactId: string): Promise<ContactDetail['conversations']> {
  const { rows } = await sql<{
    id: string
    number_id: string
    status: 'pending' | 'open' | 'closed'
    assignee_id: string | null
    assignee_name: string | null
    last_message_at: Date
    created_at: Date
  }>`
    select c.id, c.number_id, c.status, c.assignee_id, p.name as assignee_name, c.last_message_at, c.created_at
    from conversation c left join person p on p.id = c.assignee_id
    where c.workspace_id = ${scope.workspaceId} and c.contact_id = ${contactId} and ${inSight(sightOf(scope.actor))}
    order by c.last_message_at desc, c.id desc limit 100`.execute(scope.db)
  return rows.map((row) => ({
    id: row.id,
    numberId: row.number_id,
    status: row.status,
    assignee: row.assignee_id === null ? null : { id: row.assignee_id, name: row.assignee_name ?? '' },
    lastMessageAt: row.last_message_at.toISOString(),
    createdAt: row.created_at.toISOString(),
  }))
}

/** Who was joined into this contact and may be separated from it again. */
async function mergesInto(scope: TxScope, contactId: string): Promise<ContactMergeView[]> {
  const { rows } = await sql<{
    id: string
    cause: 'person' | 'whatsapp'
    at: Date
    by_id: string | null
    by_name: string | null
    name: string | null
    profile_name: string | null
    username: string | null
    phone: string | null
  }>`
    select m.id, m.cause, m.at, m.by_id, p.name as by_name, k.name, k.profile_name, k.username, k.phone
    from contact_merge m join contact k on k.workspace_id = m.workspace_id and k.id = m.merged_id left join person p on p.id = m.by_id
    where m.workspace_id = ${scope.workspaceId} and m.kept_id = ${contactId} and m.undone_at is null order by m.at desc limit 20`.execute(
    scope.db,
  )
  return rows.map((row) => ({
    id: row.id,
    merged: { displayName: displayName(row) ?? '?', phone: row.phone },
    cause: row.cause,
    by: row.by_id === null ? null : { id: row.by_id, name: row.by_name ?? '' },
    at: row.at.toISOString(),
  }))
}
