/** What a contact and we have exchanged: pictures and films, documents, links. */
import type { Page } from '@recado/contract/conversations'
import type { MediaView, SharedItem, SharedQuery } from '@recado/contract/media'
import { type RawBuilder, sql } from 'kysely'
import { requireAbility } from '../platform/access.ts'
import { decodeCursor, encodeCursor } from '../platform/cursor.ts'
import { Refusal } from '../platform/errors.ts'
import type { TxScope } from '../platform/scope.ts'
import { inSight, type Sight, sightOf } from '../team/sight.ts'
import { withLinks } from './linked.ts'
import type { Links } from './links.ts'

interface Row {
  readonly id: string
  readonly conversation_id: string
  readonly direction: 'in' | 'out'
  readonly sent_at: Date
  readonly arrival: number
  readonly text: string
  readonly media: MediaView | null
}

const KINDS: Readonly<Record<SharedQuery['what'], RawBuilder<unknown>>> = {
  media: sql`m.type in ('image', 'video', 'sticker') and m.media is not null`,
  documents: sql`m.type = 'document' and m.media is not null`,
  links: sql`m.type = 'text' and m.text ~* 'https?://'`,
}

/** Newest first, over all conversations with this contact that the caller may read. */
export async function listShared(scope: TxScope, links: Links, contactId: string, query: SharedQuery): Promise<Page<SharedItem>> {
  requireAbility(scope, 'conversations.read')
  const sight = sightOf(scope.actor)
  await refuseUnseen(scope, contactId, sight)
  const [at, arrival, id] = query.cursor === undefined ? [] : decodeCursor(query.cursor, 'instant', 'count', 'id')
  const before = at === undefined ? sql`true` : sql`(m.sent_at, m.arrival, m.id) < (${at}::timestamptz, ${arrival}::bigint, ${id}::uuid)`
  const { rows } = await sql<Row>`
    select m.id, m.conversation_id, m.direction, m.sent_at, m.arrival, m.text, m.media
    from conversation c join message m on m.workspace_id = c.workspace_id and m.conversation_id = c.id
    where c.workspace_id = ${scope.workspaceId} and c.contact_id = ${contactId} and ${inSight(sight)} and ${KINDS[query.what]} and ${before}
    order by m.sent_at desc, m.arrival desc, m.id desc limit ${query.limit + 1}`.execute(scope.db)
  const shown = rows.slice(0, query.limit)
  const last = rows.length > query.limit ? shown.at(-1) : undefined
  return {
    items: shown.map((row) => ({
      messageId: row.id,
      conversationId: row.conversation_id,
      direction: row.direction,
      at: row.sent_at.toISOString(),
      text: row.text,
      media: row.media === null ? null : withLinks(links, scope.workspaceId, row.media, scope.now),
    })),
    nextCursor: last ? encodeCursor(last.sent_at.toISOString(), last.arrival, last.id) : null,
  }
}

async function refuseUnseen(scope: TxScope, contactId: string, sight: Sight): Promise<void> {
  const { rows } = await sql`
    select 1 from conversation c
    where c.workspace_id = ${scope.workspaceId} and c.contact_id = ${contactId} and ${inSight(sight)} limit 1`.execute(scope.db)
  if (rows.length === 0) throw new Refusal('not_found', 'No such contact')
}
