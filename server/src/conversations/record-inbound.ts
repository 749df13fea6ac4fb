import type { InboundMessage } from '@recado/cloud-api/webhook'
import type { MessageView } from '@recado/contract/messages'
import { sql } from 'kysely'
import { moveOf } from '../contacts/move-identity.ts'
import { presentContact } from '../contacts/present.ts'
import { type ResolvedContact, resolveContacts } from '../contacts/resolve.ts'
import { presentMessage } from '../messages/present.ts'
import { type InboundRow, inboundRow, insertMessages, knownWamids } from '../messages/store.ts'
import { newId } from '../platform/ids.ts'
import { rows } from '../platform/rows.ts'
import type { Tx } from '../platform/scope.ts'
import type { Publication } from '../realtime/event-log.ts'
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
  const fresh = await withoutKnown(tx, workspaceId, arrived)
  if (fresh.length === 0) return []
  const contacts = await resolveContacts(
    tx,
    workspaceId,
    fresh.map((item) => moveOf(item.message)?.from ?? item.message.person),
    now,
  )
  const conversations = await loadConversations(tx, workspaceId, fresh, contacts)

  const stored: InboundRow[] = []
  const publications = contactNews(contacts)
  fresh.forEach((item, place) => {
    const loaded = conversations[place]
    if (loaded === undefined) return
    const row = inboundRow(workspaceId, loaded.row.id, item, now)
    const message = presentMessage(row, null)
    loaded.row = advance(loaded.row, item, message)
    stored.push(row)
    const conversation = presentConversation(
      loaded.row,
      presentContact(loaded.contact),
      loaded.row.assignee_id === null ? null : loaded.assigneeName,
    )
    publications.push({ event: { type: 'message.created', message, conversation }, audience: audienceOf(loaded.row, loaded.before) })
  })
  await saveConversations(tx, workspaceId, [...new Set(conversations)])
  await insertMessages(tx, workspaceId, stored)
  return publications
}

function advance(row: ConversationRow, item: Arrived, message: MessageView): ConversationRow {
  const facts = { sentAt: item.sentAt, arrival: item.arrival, wamid: message.wamid, preview: previewOf(message) }
  return item.message.isEcho ? afterEcho(row, facts) : afterInbound(row, { ...facts, speaks: speaks(item.message) })
}

/** System notices and imported history are not the customer writing: they open no window and wait for no answer. */
const speaks = (message: InboundMessage): boolean => message.type !== 'system' && message.field === 'messages'

async function withoutKnown(tx: Tx, workspaceId: string, arrived: readonly Arrived[]): Promise<Arrived[]> {
  const first = new Map<string, Arrived>()
  for (const item of arrived) if (!first.has(item.message.wamid)) first.set(item.message.wamid, item)
  const known = await knownWamids(tx, workspaceId, [...first.keys()])
  return [...first.values()].filter((item) => !known.has(item.message.wamid))
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
                                last_message_at, last_message_arrival, last_message, last_inbound_wamid, created_at)
      select ${workspaceId}, d.* from ${rows(added)} as d(
        id uuid, number_id uuid, contact_id uuid, status text, window_expires_at timestamptz, unread_count int, waiting_since timestamptz,
        last_message_at timestamptz, last_message_arrival bigint, last_message jsonb, last_inbound_wamid text, created_at timestamptz)`.execute(
      tx,
    )
  }
  if (changed.length > 0) {
    await sql`
      update conversation c set status = d.status, assignee_id = d.assignee_id, window_expires_at = d.window_expires_at, unread_count = d.unread_count,
        waiting_since = d.waiting_since, last_message_at = d.last_message_at, last_message_arrival = d.last_message_arrival,
        last_message = d.last_message, last_inbound_wamid = d.last_inbound_wamid, closed_at = d.closed_at
      from ${rows(changed)} as d(
        id uuid, status text, assignee_id uuid, window_expires_at timestamptz, unread_count int, waiting_since timestamptz, last_message_at timestamptz,
        last_message_arrival bigint, last_message jsonb, last_inbound_wamid text, closed_at timestamptz)
      where c.workspace_id = ${workspaceId} and c.id = d.id`.execute(tx)
  }
}
