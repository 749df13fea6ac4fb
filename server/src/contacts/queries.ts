import type { ContactView, Page } from '@recado/contract/conversations'
import { sql } from 'kysely'
import { decodeCursor, encodeCursor } from '../platform/cursor.ts'
import type { TxScope } from '../platform/scope.ts'
import { inContactSight, readSight } from '../team/sight.ts'
import { type ContactRow, presentContact } from './present.ts'
import { foundContact } from './search.ts'

interface ContactsQuery {
  readonly q?: string | undefined
  readonly limit: number
  readonly cursor?: string | undefined
}

/** Newest first. */
export async function listContacts(scope: TxScope, query: ContactsQuery): Promise<Page<ContactView>> {
  const [at, id] = query.cursor === undefined ? [] : decodeCursor(query.cursor, 'instant', 'id')
  const words = query.q?.trim() ?? ''
  const { rows } = await sql<ContactRow>`
    select k.* from contact k
    where k.workspace_id = ${scope.workspaceId} and ${inContactSight(await readSight(scope))} and ${words === '' ? sql`true` : foundContact(words)}
      and ${at === undefined ? sql`true` : sql`(k.created_at, k.id) < (${at}::timestamptz, ${id}::uuid)`}
    order by k.created_at desc, k.id desc limit ${query.limit + 1}`.execute(scope.db)
  const items = rows.slice(0, query.limit)
  const last = rows.length > query.limit ? items.at(-1) : undefined
  return { items: items.map(presentContact), nextCursor: last ? encodeCursor(last.created_at.toISOString(), last.id) : null }
}
