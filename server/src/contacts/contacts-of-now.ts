import type { ContactView } from '@recado/contract/conversations'
import type { Event } from '@recado/contract/events'
import type { Tx } from '../platform/scope.ts'
import type { Refresh } from '../realtime/event-log.ts'
import { presentContact } from './present.ts'

/** For publishing: reads the contacts that events show again, in one statement, and shows them so. */
export function contactsOfNow(tx: Tx, workspaceId: string): Refresh {
  return async (publications) => {
    const ids = [...new Set(publications.flatMap(({ event }) => contactIn(event)?.id ?? []))]
    if (ids.length === 0) return publications
    const found = await tx
      .selectFrom('contact')
      .select(['id', 'name', 'profile_name', 'username', 'phone', 'bsuid', 'created_at'])
      .where('workspace_id', '=', workspaceId)
      .where('id', 'in', ids)
      .execute()
    const now = new Map(found.map((row) => [row.id, presentContact(row)]))
    return publications.map((publication) => ({ ...publication, event: showing(publication.event, now) }))
  }
}

function contactIn(event: Event): ContactView | null {
  if ('contact' in event) return event.contact
  return 'conversation' in event ? (event.conversation?.contact ?? null) : null
}

function showing(event: Event, now: ReadonlyMap<string, ContactView>): Event {
  const contact = now.get(contactIn(event)?.id ?? '')
  if (contact === undefined) return event
  if ('contact' in event) return { ...event, contact }
  if ('conversation' in event && event.conversation !== null) return { ...event, conversation: { ...event.conversation, contact } }
  return event
}
