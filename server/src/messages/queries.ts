import type { Page } from '@recado/contract/conversations'
import type { MessageView } from '@recado/contract/messages'
import { type RawBuilder, sql } from 'kysely'
import { decodeCursor, encodeCursor } from '../platform/cursor.ts'
import { Refusal } from '../platform/errors.ts'
import { readAtOnce, type Scope, type TxScope } from '../platform/scope.ts'
import { isHidden } from '../platform/veil.ts'
import { type MessageRow, presentMessage } from './present.ts'

type AuthoredRow = MessageRow & { readonly author_name: string | null }

const BEFORE = 20
const MOST = 2_000

/**
 * A conversation's messages, newest first, from the newest down to shortly before one of them: what a screen needs that jumps to it. At
 * most 2,000; where the message lies deeper than that, the page ends above it and `nextCursor` goes on from there.
 */
export async function listFrom(scope: TxScope, conversationId: string, from: string): Promise<Page<MessageView>> {
  const [at, arrival, id] = decodeCursor(from, 'instant', 'count', 'id')
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from (select 1 from message m where m.workspace_id = ${scope.workspaceId} and m.conversation_id = ${conversationId}
      and (m.sent_at, m.arrival, m.id) >= (${at}::timestamptz, ${arrival}::bigint, ${id}::uuid) limit ${sql.lit(MOST)}) x`.execute(scope.db)
  return listMessages(scope, conversationId, Math.min(MOST, (rows[0]?.n ?? 0) + BEFORE))
}

/** A conversation's messages, newest first, of a conversation the caller was let into, or is by `isVisible`, a condition of the statement. */
export async function listMessages(
  scope: Scope,
  conversationId: string,
  limit: number,
  cursor?: string,
  isVisible: RawBuilder<unknown> = sql`true`,
): Promise<Page<MessageView>> {
  const [at, arrival, id] = cursor === undefined ? [] : decodeCursor(cursor, 'instant', 'count', 'id')
  const before = at === undefined ? sql`true` : sql`(m.sent_at, m.arrival, m.id) < (${at}::timestamptz, ${arrival}::bigint, ${id}::uuid)`
  const rows = await readAtOnce(
    scope,
    sql<AuthoredRow>`
    select m.*, p.name as author_name from message m left join person p on p.id = m.author_id
    where m.workspace_id = ${scope.workspaceId} and m.conversation_id = ${conversationId} and ${before} and ${isVisible}
    order by m.sent_at desc, m.arrival desc, m.id desc limit ${sql.lit(limit + 1)}`,
  )
  const items = rows.slice(0, limit)
  const last = rows.length > limit ? items.at(-1) : undefined
  return {
    items: items.map((row) => presentMessage(row, row.author_name)),
    nextCursor: last ? encodeCursor(last.sent_at.toISOString(), last.arrival, last.id) : null,
  }
}

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i

/** One message of a conversation the caller was let into, by our id or by WhatsApp's. */
export async function findMessage(scope: TxScope, conversationId: string, id: string): Promise<MessageView> {
  const row = await selectMessage(scope, conversationId, id)
  return presentMessage(row, row.author_name)
}

/** The item as WhatsApp sent it, null where its content is all there was or its author took it back. */
export async function rawMessage(scope: TxScope, conversationId: string, id: string): Promise<unknown> {
  return (await selectMessage(scope, conversationId, id)).raw
}

/** As platform/veil.ts shows a wamid to those from whom phone numbers are hidden. Few ask so, and within one conversation. */
const HIDDEN_WAMID = sql`'hidden.' || left(translate(encode(sha256(convert_to(m.wamid, 'UTF8')), 'base64'), '+/', '-_'), 22)`

async function selectMessage(scope: TxScope, conversationId: string, id: string): Promise<AuthoredRow> {
  const isThis = UUID.test(id) ? sql`m.id = ${id}::uuid` : isHidden(id) ? sql`${HIDDEN_WAMID} = ${id}` : sql`m.wamid = ${id}`
  const { rows } = await sql<AuthoredRow>`
    select m.*, p.name as author_name from message m left join person p on p.id = m.author_id
    where m.workspace_id = ${scope.workspaceId} and m.conversation_id = ${conversationId} and ${isThis}`.execute(scope.db)
  const [row] = rows
  if (row === undefined) throw new Refusal('not_found', 'No such message')
  return row
}
