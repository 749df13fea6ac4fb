import type { SearchAnswer } from '@recado/contract/contacts'
import { sql } from 'kysely'
import { type ContactRow, displayName, presentContact } from '../contacts/present.ts'
import { findContacts } from '../contacts/search.ts'
import { requireAbility } from '../platform/access.ts'
import { encodeCursor } from '../platform/cursor.ts'
import type { TxScope } from '../platform/scope.ts'
import { inContactSight, inSight, sightOf } from '../team/sight.ts'
import { findMessages } from './find-messages.ts'
import { excerptOf, soughtIn } from './words.ts'

const PEOPLE = 8

/** People, their conversations, and messages, of what the caller may see. Later pages are of messages alone. */
export async function search(scope: TxScope, query: { q: string; limit: number; cursor?: string | undefined }): Promise<SearchAnswer> {
  requireAbility(scope, 'conversations.read')
  const words = query.q.trim()
  const sought = soughtIn(words)
  const isFirst = query.cursor === undefined && words !== ''
  const contacts = isFirst ? await findPeople(scope, words) : []
  const conversations = contacts.length > 0 ? await conversationsWith(scope, contacts) : []
  const { items, nextCursor } = await findMessages(scope, sought, query.limit, query.cursor)
  return {
    contacts: contacts.map(presentContact),
    conversations,
    messages: items.map((row) => ({
      id: row.id,
      conversationId: row.conversation_id,
      contact: { displayName: displayName({ ...row, name: row.contact_name }) ?? '?', phone: row.phone },
      direction: row.direction,
      type: row.type,
      text: excerptOf(row.text, sought),
      at: row.sent_at.toISOString(),
      from: encodeCursor(row.sent_at.toISOString(), row.arrival, row.id),
    })),
    nextCursor,
  }
}

/** Those who are written just so come first; of these, and of the others, whoever came last. */
async function findPeople(scope: TxScope, words: string): Promise<ContactRow[]> {
  const { isFound, isSpelledSo } = await findContacts(scope, words)
  const { rows } = await sql<ContactRow>`
    select k.id, k.name, k.profile_name, k.username, k.phone, k.bsuid, k.created_at from contact k
    where k.workspace_id = ${scope.workspaceId} and k.merged_into is null and ${inContactSight(sightOf(scope.actor))} and ${isFound}
    order by ${isSpelledSo === null ? sql`` : sql`${isSpelledSo} desc, `}k.created_at desc, k.id desc limit ${PEOPLE}`.execute(scope.db)
  return rows
}

async function conversationsWith(scope: TxScope, contacts: readonly ContactRow[]): Promise<SearchAnswer['conversations']> {
  const people = new Map(contacts.map((contact) => [contact.id, contact]))
  const { rows } = await sql<{
    id: string
    number_id: string
    contact_id: string
    status: 'pending' | 'open' | 'closed'
    last_message_at: Date
  }>`
    select c.id, c.number_id, c.contact_id, c.status, c.last_message_at from conversation c
    where c.workspace_id = ${scope.workspaceId} and c.contact_id = any(${[...people.keys()]}::uuid[]) and ${inSight(sightOf(scope.actor))}
    order by c.last_message_at desc, c.id desc limit ${PEOPLE}`.execute(scope.db)
  return rows.flatMap((row) => {
    const contact = people.get(row.contact_id)
    if (contact === undefined) return []
    const { id, number_id: numberId, status } = row
    return [{ id, numberId, status, contact: presentContact(contact), lastMessageAt: row.last_message_at.toISOString() }]
  })
}
