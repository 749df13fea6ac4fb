import type { InboundMessage } from '@recado/cloud-api/webhook'
import type { MessagePreview } from '@recado/contract/conversations'
import type { MessageView } from '@recado/contract/messages'
import { sql } from 'kysely'
import { type NewConsent, recordConsent } from '../contacts/consent.ts'
import { moveOf } from '../contacts/move-identity.ts'
import { optOutWord } from '../contacts/opt-out-words.ts'
import { presentContact } from '../contacts/present.ts'
import { type ResolvedContact, resolveContacts } from '../contacts/resolve.ts'
import { awaitedFile, awaitFiles } from '../media/arrived.ts'
import { type MediaRow, presentMedia } from '../media/present.ts'
import { type AmendedMessage, applyAmendments } from '../messages/amend.ts'
import { isAmendment } from '../messages/amendment.ts'
import { presentMessage } from '../messages/present.ts'
import { type InboundRow, inboundRow, insertMessages, lookUpWamids } from '../messages/store.ts'
import { newId } from '../platform/ids.ts'
import { rows } from '../platform/rows.ts'
import type { Tx } from '../platform/scope.ts'
import type { Publication } from '../realtime/event-log.ts'
import { meaningOf } from './inbound-meaning.ts'
import { audienceOf, type ConversationRow, presentConversation, previewOf } from './present.ts'
import { afterEcho, afterInbound } from './transitions.ts'

/** One message of a webhook, routed to our number. `arrival` breaks ties among messages of one second, the same at every replay. */
export interface Arrived {
  readonly message: InboundMessage
  readonly numberId: string
  readonly arrival: number
  readonly sentAt: Date
}

interface Loaded {
  row: ConversationRow
  readonly before: Pick<ConversationRow, 'assignee_id'>
  readonly contact: ResolvedContact
  readonly assigneeName: string | null
  readonly isNew: boolean
}

/**
 * Stores what customers wrote: contact, conversation, message, in the same transaction as the delivery's mark as done. Safe to repeat:
 * a wamid is stored once, whatever Meta resends. The number of statements does not grow with the batch.
 *
 * @returns what to publish, in order of arrival
 */
export async function recordInbound(tx: Tx, workspaceId: string, arrived: readonly Arrived[], now: Date): Promise<Publication[]> {
  const { fresh, awaited } = await withoutKnown(tx, workspaceId, arrived)
  if (fresh.length === 0) return []
  const publications: Publication[] = []
  const people = fresh.map((item) => moveOf(item.message)?.from ?? item.message.person)
  const contacts = await resolveContacts(tx, workspaceId, people, now, publications)
  const conversations = await loadConversations(tx, workspaceId, fresh, contacts)

  const stored: InboundRow[] = []
  const files: MediaRow[] = []
  publications.push(...contactNews(contacts))
  fresh.forEach((item, place) => {
    const loaded = conversations[place]
    if (loaded === undefined) return
    const plain = inboundRow(workspaceId, loaded.row.id, item, now)
    const file = awaitedFile(item.message, { workspaceId, conversationId: loaded.row.id, messageId: plain.id }, now)
    if (file !== null) files.push(file)
    const row = file === null ? plain : { ...plain, media: presentMedia(file, null) }
    const message = presentMessage(row, null)
    loaded.row = advance(loaded, item, message)
    stored.push(row)
    publications.push({
      event: { type: 'message.created', message, conversation: present(loaded) },
      audience: audienceOf(loaded.row, loaded.before),
    })
  })
  await saveConversations(tx, workspaceId, [...new Set(conversations)])
  await insertMessages(tx, workspaceId, stored)
  await awaitFiles(tx, workspaceId, files)
  const changed = await applyAmendments(tx, workspaceId, stored, awaited)
  publications.push(...(await showAmended(tx, workspaceId, changed, conversations)))
  publications.push(...(await takeBackAgreements(tx, workspaceId, conversations, stored)))
  return publications
}

const present = (loaded: Loaded) =>
  presentConversation(loaded.row, presentContact(loaded.contact), loaded.row.assignee_id === null ? null : loaded.assigneeName)

/** The thread and the card say what an edited or deleted message says now. */
async function showAmended(
  tx: Tx,
  workspaceId: string,
  changed: readonly AmendedMessage[],
  conversations: readonly Loaded[],
): Promise<Publication[]> {
  const byId = new Map(conversations.map((loaded) => [loaded.row.id, loaded]))
  const publications: Publication[] = []
  for (const { row, authorName } of changed) {
    const loaded = byId.get(row.conversation_id)
    if (loaded === undefined) continue
    const message = presentMessage(row, authorName)
    if ((loaded.row.last_message as MessagePreview | null)?.id === message.id) {
      const last_message = JSON.stringify(previewOf(message))
      await tx
        .updateTable('conversation')
        .set({ last_message })
        .where('workspace_id', '=', workspaceId)
        .where('id', '=', loaded.row.id)
        .execute()
      loaded.row = { ...loaded.row, last_message: previewOf(message) }
    }
    publications.push({
      event: { type: 'message.amended', message, conversation: present(loaded) },
      audience: audienceOf(loaded.row, loaded.before),
    })
  }
  return publications
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

function advance({ row, isNew }: Loaded, item: Arrived, message: MessageView): ConversationRow {
  // An edit or a deletion is not a message of its own: it moves nothing, and of somebody unknown it starts nothing.
  if (isAmendment(message.type)) return isNew && row.last_message === null ? { ...row, status: 'closed', closed_at: item.sentAt } : row
  const facts = { sentAt: item.sentAt, arrival: item.arrival, wamid: message.wamid, preview: previewOf(message) }
  return item.message.isEcho ? afterEcho(row, facts) : afterInbound(row, { ...facts, ...meaningOf(item.message) })
}

async function withoutKnown(tx: Tx, workspaceId: string, arrived: readonly Arrived[]) {
  const first = new Map<string, Arrived>()
  for (const item of arrived) if (!first.has(item.message.wamid)) first.set(item.message.wamid, item)
  const { known, awaited } = await lookUpWamids(tx, workspaceId, [...first.keys()])
  return { fresh: [...first.values()].filter((item) => !known.has(item.message.wamid)), awaited }
}

function contactNews(contacts: readonly ResolvedContact[]): Publication[] {
  const changed = new Map(contacts.filter((contact) => contact.isChanged && !contact.isNew).map((contact) => [contact.id, contact]))
  return [...changed.values()].map((contact) => ({ event: { type: 'contact.updated', contact: presentContact(contact) }, audience: null }))
}

const pair = (numberId: string, contactId: string) => `${numberId} ${contactId}`

/** One entry per item; items of one conversation share theirs. Existing rows are locked in order of id, so that two workers never wait in a ring. */
async function loadConversations(
  tx: Tx,
  workspaceId: string,
  items: readonly Arrived[],
  contacts: readonly ResolvedContact[],
): Promise<Loaded[]> {
  const people = new Map(contacts.map((contact) => [contact.id, contact]))
  const wanted = new Map<string, { numberId: string; contact: ResolvedContact; first: Arrived }>()
  items.forEach((item, place) => {
    const contact = contacts[place]
    if (contact !== undefined && !wanted.has(pair(item.numberId, contact.id)))
      wanted.set(pair(item.numberId, contact.id), { numberId: item.numberId, contact, first: item })
  })
  const old = [...wanted.values()].filter(({ contact }) => !contact.isNew)
  const found =
    old.length === 0
      ? []
      : await lockConversations(
          tx,
          workspaceId,
          old.map((w) => w.numberId),
          old.map((w) => w.contact.id),
        )
  const loaded = new Map<string, Loaded>()
  for (const { assignee_name, ...row } of found) {
    const contact = people.get(row.contact_id)
    if (contact !== undefined)
      loaded.set(pair(row.number_id, row.contact_id), {
        row,
        before: { assignee_id: row.assignee_id },
        contact,
        assigneeName: assignee_name,
        isNew: false,
      })
  }
  for (const [key, { numberId, contact, first }] of wanted) {
    if (loaded.has(key)) continue
    loaded.set(key, {
      row: blankConversation(workspaceId, numberId, contact.id, first.sentAt),
      before: { assignee_id: null },
      contact,
      assigneeName: null,
      isNew: true,
    })
  }
  return items.flatMap((item, place) => {
    const contact = contacts[place]
    const entry = contact && loaded.get(pair(item.numberId, contact.id))
    return entry ? [entry] : []
  })
}

async function lockConversations(tx: Tx, workspaceId: string, numbers: readonly string[], contacts: readonly string[]) {
  const { rows: found } = await sql<ConversationRow & { assignee_name: string | null }>`
    select c.*, p.name as assignee_name
    from unnest(${numbers}::uuid[], ${contacts}::uuid[]) as w(number_id, contact_id)
    join conversation c on c.workspace_id = ${workspaceId} and c.number_id = w.number_id and c.contact_id = w.contact_id
    left join person p on p.id = c.assignee_id
    order by c.id for update of c`.execute(tx)
  return found
}

export function blankConversation(workspaceId: string, numberId: string, contactId: string, at: Date): ConversationRow {
  return {
    workspace_id: workspaceId,
    id: newId(),
    number_id: numberId,
    contact_id: contactId,
    status: 'pending',
    assignee_id: null,
    window_expires_at: null,
    unread_count: 0,
    waiting_since: null,
    last_message_at: at,
    last_message_arrival: 0,
    last_message: null,
    last_inbound_wamid: null,
    read_reported_wamid: null,
    created_at: at,
    closed_at: null,
  }
}

async function saveConversations(tx: Tx, workspaceId: string, entries: readonly Loaded[]): Promise<void> {
  const added = entries.filter((entry) => entry.isNew).map((entry) => entry.row)
  const changed = entries.filter((entry) => !entry.isNew).map((entry) => entry.row)
  if (added.length > 0) {
    await sql`
      insert into conversation (workspace_id, id, number_id, contact_id, status, window_expires_at, unread_count, waiting_since,
                                last_message_at, last_message_arrival, last_message, last_inbound_wamid, created_at, closed_at)
      select ${workspaceId}, d.* from ${rows('d', { id: 'uuid', number_id: 'uuid', contact_id: 'uuid', status: 'text', window_expires_at: 'timestamptz', unread_count: 'int', waiting_since: 'timestamptz', last_message_at: 'timestamptz', last_message_arrival: 'bigint', last_message: 'jsonb', last_inbound_wamid: 'text', created_at: 'timestamptz', closed_at: 'timestamptz' }, added)}`.execute(
      tx,
    )
  }
  if (changed.length > 0) {
    await sql`
      update conversation c set status = d.status, assignee_id = d.assignee_id, window_expires_at = d.window_expires_at, unread_count = d.unread_count,
        waiting_since = d.waiting_since, last_message_at = d.last_message_at, last_message_arrival = d.last_message_arrival,
        last_message = d.last_message, last_inbound_wamid = d.last_inbound_wamid, closed_at = d.closed_at
      from ${rows('d', { id: 'uuid', status: 'text', assignee_id: 'uuid', window_expires_at: 'timestamptz', unread_count: 'int', waiting_since: 'timestamptz', last_message_at: 'timestamptz', last_message_arrival: 'bigint', last_message: 'jsonb', last_inbound_wamid: 'text', closed_at: 'timestamptz' }, changed)}
      where c.workspace_id = ${workspaceId} and c.id = d.id`.execute(tx)
  }
}
