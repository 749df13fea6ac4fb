/** What of the event log is worth calling somebody for, and whom. Pure. The page itself follows web/src/inbox/alert.ts. */
import type { Event } from '@recado/contract/events'
import type { Locale, Role } from '@recado/contract/team'
import { veil } from '../platform/veil.ts'
import { PUSH_WORDS } from './words.ts'

export interface Reader {
  readonly userId: string
  readonly role: Role
  readonly locale: Locale
  /** phone numbers are kept from them */
  readonly veiled: boolean
  readonly teamIds: readonly string[]
}

/** What the service worker shows. One with the same `tag` takes the place of the last. */
export interface Notification {
  readonly title: string
  readonly body: string
  readonly tag: string
  readonly path: string
}

type Spoken = Extract<Event, { type: 'message.created' }>

/** Notices of WhatsApp, and what only changes another message. */
const SILENT = new Set(['system', 'edit', 'revoke'])
/** What is told later than that, after an outage for instance, is seen in the list. */
const FRESH_MS = 5 * 60_000
const LONGEST = 140

/** The newest message of each conversation that waits for this person. */
export function messagesFor(reader: Reader, events: readonly Event[], now: Date): Notification[] {
  const newest = new Map<string, Spoken>()
  for (const event of events) if (calls(reader, event, now)) newest.set(event.conversation.id, event)
  return [...newest.values()].map((event) => inWords(reader, event))
}

function calls(reader: Reader, event: Event, now: Date): event is Spoken {
  if (event.type !== 'message.created') return false
  const { message, conversation } = event
  if (message.direction !== 'in' || SILENT.has(message.type) || conversation.unreadCount === 0) return false
  return Date.parse(message.at) > now.getTime() - FRESH_MS && isTheirs(reader, conversation)
}

/** Theirs, or nobody's yet; what waits in a team's line calls that team only. */
function isTheirs({ userId, teamIds }: Reader, { assignee, teamId }: Spoken['conversation']): boolean {
  return assignee === null ? teamId === null || teamIds.includes(teamId) : assignee.id === userId
}

function inWords(reader: Reader, { message, conversation }: Spoken): Notification {
  const shown = reader.veiled ? (veil(conversation.contact) as Spoken['conversation']['contact']) : conversation.contact // same keys
  const body = message.text.trim().slice(0, LONGEST).toWellFormed()
  return {
    title: shown.displayName,
    body: body === '' ? PUSH_WORDS[reader.locale].message : body,
    tag: conversation.id,
    path: `/inbox/${conversation.id}`,
  }
}

/** Alerts go to whoever administers, as their letters do; several at once are one call. */
export function alertsFor(reader: Reader, subject: string | null): Notification[] {
  if (subject === null || (reader.role !== 'owner' && reader.role !== 'admin')) return []
  return [{ title: PUSH_WORDS[reader.locale].alert, body: subject, tag: 'alerts', path: '/alerts' }]
}
