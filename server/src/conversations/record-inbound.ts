import type { InboundMessage } from '@recado/cloud-api/webhook'
import type { MessageView } from '@recado/contract/messages'
import { type NewConsent, recordConsent } from '../contacts/consent.ts'
import { moveOf } from '../contacts/move-identity.ts'
import { optOutWord } from '../contacts/opt-out-words.ts'
import { presentContact } from '../contacts/present.ts'
import { type ResolvedContact, resolveContacts } from '../contacts/resolve.ts'
import { awaitedFile, awaitFiles } from '../media/arrived.ts'
import { type MediaRow, presentMedia } from '../media/present.ts'
import { applyAmendments } from '../messages/amend.ts'
import { isAmendment } from '../messages/amendment.ts'
import { presentMessage } from '../messages/present.ts'
import { completeMessages, type InboundRow, inboundRow, insertMessages, lookUpWamids } from '../messages/store.ts'
import type { Tx } from '../platform/scope.ts'
import type { Publication } from '../realtime/event-log.ts'
import { type Asked, awaitAwayReplies } from './away-replies.ts'
import { countOpenings, type Opened } from './code-openings.ts'
import { meaningOf } from './inbound-meaning.ts'
import { type Loaded, loadConversations, presentLoaded, saveConversations } from './loaded-conversations.ts'
import { audienceOf, type ConversationRow, previewOf } from './present.ts'
import { showAmended } from './show-amended.ts'
import { afterEcho, afterInbound } from './transitions.ts'

/** One message of a webhook, routed to our number. `arrival` breaks ties among messages of one second, the same at every replay. */
export interface Arrived {
  readonly message: InboundMessage
  readonly numberId: string
  readonly arrival: number
  readonly sentAt: Date
}

/**
 * Stores what customers wrote: contact, conversation, message, in the same transaction as the delivery's mark as done. Safe to repeat:
 * a wamid is stored once, whatever Meta resends. The number of statements does not grow with the batch.
 *
 * @returns what to publish, in order of arrival
 */
export async function recordInbound(tx: Tx, workspaceId: string, arrived: readonly Arrived[], now: Date): Promise<Publication[]> {
  const { fresh, imported, awaited } = await withoutKnown(tx, workspaceId, arrived)
  if (fresh.length === 0) return []
  const publications: Publication[] = []
  const people = fresh.map((item) => moveOf(item.message)?.from ?? item.message.person)
  const contacts = await resolveContacts(tx, workspaceId, people, now, publications)
  const conversations = await loadConversations(tx, workspaceId, fresh, contacts)

  const stored: InboundRow[] = []
  const completed: InboundRow[] = []
  const files: MediaRow[] = []
  publications.push(...contactNews(contacts))
  fresh.forEach((item, place) => {
    const loaded = conversations[place]
    if (loaded === undefined) return
    const old = imported.get(item.message.wamid)
    const plain = { ...inboundRow(workspaceId, loaded.row.id, item, now), ...old }
    const file = awaitedFile(item.message, { workspaceId, conversationId: loaded.row.id, messageId: plain.id }, now)
    if (file !== null) files.push(file)
    const row = file === null ? plain : { ...plain, media: presentMedia(file, null) }
    const message = presentMessage(row, null)
    loaded.row = advance(loaded, item, message)
    ;(old ? completed : stored).push(row)
    publications.push({
      event: { type: 'message.created', message, conversation: presentLoaded(loaded) },
      audience: audienceOf(loaded.row, loaded.before),
    })
  })
  await saveConversations(tx, workspaceId, [...new Set(conversations)])
  await awaitAwayReplies(
    tx,
    workspaceId,
    fresh.flatMap((item, place) => askedOutOfHours(item, conversations[place])),
    now,
  )
  await countOpenings(tx, workspaceId, firstWords(fresh, stored, conversations), now)
  await insertMessages(tx, workspaceId, stored)
  await completeMessages(tx, workspaceId, completed)
  await awaitFiles(tx, workspaceId, files)
  const changed = await applyAmendments(tx, workspaceId, [...stored, ...completed], awaited)
  publications.push(...(await showAmended(tx, workspaceId, changed, conversations)))
  publications.push(...(await takeBackAgreements(tx, workspaceId, conversations, [...stored, ...completed])))
  return publications
}

/** What was written in conversations that began with it. */
function firstWords(fresh: readonly Arrived[], stored: readonly InboundRow[], conversations: readonly (Loaded | undefined)[]): Opened[] {
  const begun = new Map<string, string>()
  fresh.forEach(({ numberId }, place) => {
    const loaded = conversations[place]
    if (loaded?.isNew === true) begun.set(loaded.row.id, numberId)
  })
  return stored.flatMap(({ conversation_id, direction, type, text }): Opened[] => {
    const number_id = begun.get(conversation_id)
    return number_id === undefined || direction !== 'in' || type !== 'text' || text === null ? [] : [{ number_id, conversation_id, text }]
  })
}

/** Customers who wrote that they want no more of it. */
async function takeBackAgreements(
  tx: Tx,
  workspaceId: string,
  conversations: readonly Loaded[],
  stored: readonly InboundRow[],
): Promise<Publication[]> {
  const people = new Map(conversations.map((loaded) => [loaded.row.id, loaded.contact.id]))
  const words = stored.flatMap((row): NewConsent[] => {
    const word = row.direction === 'in' ? optOutWord(row.type, row.text, row.content) : null
    const contactId = people.get(row.conversation_id)
    if (word === null || contactId === undefined) return []
    return [{ contactId, word: 'opted_out', source: 'customer_word', detail: word, byId: null, at: row.sent_at }]
  })
  return recordConsent(tx, workspaceId, words)
}

function advance({ row, isNew, rules }: Loaded, item: Arrived, message: MessageView): ConversationRow {
  // An edit or a deletion is not a message of its own: it moves nothing, and of somebody unknown it starts nothing.
  if (isAmendment(message.type)) return isNew && row.last_message === null ? { ...row, status: 'closed', closed_at: item.sentAt } : row
  const facts = { sentAt: item.sentAt, arrival: item.arrival, wamid: message.wamid, preview: previewOf(message) }
  const defaultTeamId = rules?.default_team_id ?? null
  return item.message.isEcho ? afterEcho(row, facts) : afterInbound(row, { ...facts, ...meaningOf(item.message), defaultTeamId })
}

/** A word of the customer to a number that may be closed. A reaction asks nothing. */
function askedOutOfHours({ message, sentAt }: Arrived, loaded: Loaded | undefined): Asked[] {
  if (loaded?.rules === undefined || message.isEcho || message.type === 'reaction' || isAmendment(message.type)) return []
  return meaningOf(message).opensWindow ? [{ conversationId: loaded.row.id, rules: loaded.rules, at: sentAt }] : []
}

/** What a phone's history told first is heard once more when it is told live: only then does it ask for an answer. */
async function withoutKnown(tx: Tx, workspaceId: string, arrived: readonly Arrived[]) {
  const first = new Map<string, Arrived>()
  for (const item of arrived) if (!first.has(item.message.wamid)) first.set(item.message.wamid, item)
  const { known, imported, awaited } = await lookUpWamids(tx, workspaceId, [...first.keys()])
  const isFresh = ({ message: { wamid } }: Arrived) => !known.has(wamid) || imported.has(wamid)
  return { fresh: [...first.values()].filter(isFresh), imported, awaited }
}

function contactNews(contacts: readonly ResolvedContact[]): Publication[] {
  const changed = new Map(contacts.filter((contact) => contact.isChanged && !contact.isNew).map((contact) => [contact.id, contact]))
  return [...changed.values()].map((contact) => ({ event: { type: 'contact.updated', contact: presentContact(contact) }, audience: null }))
}
