/** Which news is worth calling somebody back for. Pure. */
import type { Event } from '@recado/contract/events'

type Spoken = Extract<Event, { type: 'message.created' }>

/** Notices of WhatsApp, and what only changes another message. */
const SILENT = new Set(['system', 'edit', 'revoke'])
/** What comes later than that, after a lost connection for instance, is seen in the list. */
const FRESH_MS = 5 * 60_000

/** The newest message that waits for this person: in a conversation of theirs, or in one that nobody has taken. */
export function alertIn(news: readonly Event[], me: string, now: number): Spoken | null {
  const calls = (event: Event): event is Spoken =>
    event.type === 'message.created' &&
    event.message.direction === 'in' &&
    !SILENT.has(event.message.type) &&
    event.conversation.unreadCount > 0 &&
    (event.conversation.assignee === null || event.conversation.assignee.id === me) &&
    Date.parse(event.message.at) > now - FRESH_MS
  return news.findLast(calls) ?? null
}
