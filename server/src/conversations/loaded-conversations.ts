/** The conversations a batch of webhooks is about: read and locked, or thought up, and written back. */
import { sql } from 'kysely'
import { presentContact } from '../contacts/present.ts'
import type { ResolvedContact } from '../contacts/resolve.ts'
import { newId } from '../platform/ids.ts'
import { rows } from '../platform/rows.ts'
import type { Tx } from '../platform/scope.ts'
import { type NumberRules, numberRules } from './number-rules.ts'
import { type ConversationRow, presentConversation } from './present.ts'

/** What a conversation is wanted for. */
interface Wanted {
  readonly numberId: string
  readonly sentAt: Date
}

export interface Loaded {
  row: ConversationRow
  readonly before: Pick<ConversationRow, 'assignee_id'>
  readonly contact: ResolvedContact
  readonly assigneeName: string | null
  /** Its number's; undefined: none */
  readonly rules: NumberRules | undefined
  readonly isNew: boolean
}

export const presentLoaded = (loaded: Loaded) =>
  presentConversation(loaded.row, presentContact(loaded.contact), loaded.row.assignee_id === null ? null : loaded.assigneeName)

const pair = (numberId: string, contactId: string) => `${numberId} ${contactId}`

/** One entry per item; items of one conversation share theirs. Existing rows are locked in order of id, so that two workers never wait in a ring. */
export async function loadConversations(
  tx: Tx,
  workspaceId: string,
  items: readonly Wanted[],
  contacts: readonly ResolvedContact[],
): Promise<Loaded[]> {
  const people = new Map(contacts.map((contact) => [contact.id, contact]))
  const wanted = new Map<string, { numberId: string; contact: ResolvedContact; first: Wanted }>()
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
  const rules = await numberRules(
    tx,
    workspaceId,
    [...wanted.values()].map(({ numberId }) => numberId),
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
        rules: rules.get(row.number_id),
        isNew: false,
      })
  }
  for (const [key, { numberId, contact, first }] of wanted) {
    if (loaded.has(key)) continue
    loaded.set(key, {
      row: { ...blankConversation(workspaceId, numberId, contact.id, first.sentAt), team_id: rules.get(numberId)?.default_team_id ?? null },
      before: { assignee_id: null },
      contact,
      assigneeName: null,
      rules: rules.get(numberId),
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
    team_id: null,
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

export async function saveConversations(tx: Tx, workspaceId: string, entries: readonly Loaded[]): Promise<void> {
  const added = entries.filter((entry) => entry.isNew).map((entry) => entry.row)
  const changed = entries.filter((entry) => !entry.isNew).map((entry) => entry.row)
  if (added.length > 0) {
    await sql`
      insert into conversation (workspace_id, id, number_id, contact_id, status, team_id, window_expires_at, unread_count, waiting_since,
                                last_message_at, last_message_arrival, last_message, last_inbound_wamid, created_at, closed_at)
      select ${workspaceId}, d.* from ${rows('d', { id: 'uuid', number_id: 'uuid', contact_id: 'uuid', status: 'text', team_id: 'uuid', window_expires_at: 'timestamptz', unread_count: 'int', waiting_since: 'timestamptz', last_message_at: 'timestamptz', last_message_arrival: 'bigint', last_message: 'jsonb', last_inbound_wamid: 'text', created_at: 'timestamptz', closed_at: 'timestamptz' }, added)}`.execute(
      tx,
    )
  }
  if (changed.length > 0) {
    await sql`
      update conversation c set status = d.status, assignee_id = d.assignee_id, team_id = d.team_id, window_expires_at = d.window_expires_at, unread_count = d.unread_count,
        waiting_since = d.waiting_since, last_message_at = d.last_message_at, last_message_arrival = d.last_message_arrival,
        last_message = d.last_message, last_inbound_wamid = d.last_inbound_wamid, closed_at = d.closed_at
      from ${rows('d', { id: 'uuid', status: 'text', assignee_id: 'uuid', team_id: 'uuid', window_expires_at: 'timestamptz', unread_count: 'int', waiting_since: 'timestamptz', last_message_at: 'timestamptz', last_message_arrival: 'bigint', last_message: 'jsonb', last_inbound_wamid: 'text', closed_at: 'timestamptz' }, changed)}
      where c.workspace_id = ${workspaceId} and c.id = d.id`.execute(tx)
  }
}
