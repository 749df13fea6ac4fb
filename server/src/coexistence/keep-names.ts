/**
 * The phone's address book: whom the business has saved there, under what name. A name given here by a person wins over the phone's; one
 * that came from the phone follows it, and goes when it is taken out there. The contact and its conversations stay.
 */
import { type PhoneBookEntry, readPhoneBook } from '@recado/cloud-api/history'
import { sql } from 'kysely'
import { identitiesOf } from '../contacts/identity.ts'
import { presentContact } from '../contacts/present.ts'
import { type ResolvedContact, resolveContacts } from '../contacts/resolve.ts'
import { searchText } from '../contacts/search-text.ts'
import { rows } from '../platform/rows.ts'
import type { TxScope } from '../platform/scope.ts'
import type { Publication } from '../realtime/event-log.ts'
import type { PartOutcome, PartWork } from './run-parts.ts'

const LONGEST_NAME = 200

export async function keepNames(scope: TxScope, { numberId, items }: PartWork): Promise<PartOutcome> {
  const entries = readPhoneBook({ state_sync: [...items] })
  const saved = entries.filter(({ name }) => name !== null)
  const publications: Publication[] = []
  const contacts = await resolveContacts(
    scope.db,
    scope.workspaceId,
    saved.map(({ person }) => person),
    scope.now,
    publications,
  )
  const said = [...saved.map((entry, nth) => wordOf(contacts[nth]?.id, entry)), ...(await removals(scope, entries))]
  const changed = await apply(scope, numberId, newest(said.flat()))
  const isTouched = (contact: ResolvedContact) => contact.isNew || contact.isChanged
  const ids = [...new Set([...changed, ...contacts.filter(isTouched).map(({ id }) => id)])]
  publications.push(...(await news(scope, ids)))
  return { items: new Set(contacts.filter(({ isNew }) => isNew).map(({ id }) => id)).size, publications, left: [] }
}

interface Word {
  readonly contactId: string
  readonly name: string | null
  readonly at: number
}

const wordOf = (contactId: string | undefined, { name, at }: PhoneBookEntry): Word[] =>
  contactId === undefined ? [] : [{ contactId, name: name === null ? null : name.trim().slice(0, LONGEST_NAME).toWellFormed() || null, at }]

/** Whom nobody here knows need not be made in order to be forgotten. */
async function removals(scope: TxScope, entries: readonly PhoneBookEntry[]): Promise<Word[][]> {
  const words: Word[][] = []
  for (const entry of entries.filter(({ name }) => name === null)) {
    const [strongest] = identitiesOf(entry.person)
    if (strongest === undefined) continue
    const known = await scope.db
      .selectFrom('contact_identity')
      .select('contact_id')
      .where('workspace_id', '=', scope.workspaceId)
      .where('kind', '=', strongest.kind)
      .where('value', '=', strongest.value)
      .executeTakeFirst()
    words.push(wordOf(known?.contact_id, entry))
  }
  return words
}

/** One per contact: the last that the phone said. */
function newest(words: readonly Word[]): Word[] {
  const last = new Map<string, Word>()
  for (const word of words) if ((last.get(word.contactId)?.at ?? -1) <= word.at) last.set(word.contactId, word)
  return [...last.values()].sort((a, b) => (a.contactId < b.contactId ? -1 : 1))
}

/** @returns the contacts that have another name now */
async function apply(scope: TxScope, numberId: string, words: readonly Word[]): Promise<string[]> {
  if (words.length === 0) return []
  const items = words.map(({ contactId, name, at }) => ({ contact_id: contactId, name, changed_at: new Date(at * 1000) }))
  const { rows: renamed } = await sql<{ id: string }>`
    with said as (select * from ${rows('d', { contact_id: 'uuid', name: 'text', changed_at: 'timestamptz' }, items)}),
    before as (
      select said.*, b.name as had, b.changed_at as had_at from said
      left join phone_book_name b on b.workspace_id = ${scope.workspaceId} and b.number_id = ${numberId} and b.contact_id = said.contact_id
    ), later as (select * from before where had_at is null or had_at <= changed_at),
    kept as (
      insert into phone_book_name (workspace_id, number_id, contact_id, name, changed_at)
      select ${scope.workspaceId}, ${numberId}, contact_id, name, changed_at from later
      on conflict (workspace_id, number_id, contact_id) do update set name = excluded.name, changed_at = excluded.changed_at
    )
    update contact c set name = later.name, updated_at = ${scope.now} from later
    where c.workspace_id = ${scope.workspaceId} and c.id = later.contact_id and c.name is distinct from later.name
      and (c.name is null or c.name = later.had)
    returning c.id`.execute(scope.db)
  return renamed.map(({ id }) => id)
}

/** They are found under the name they have now, and every screen says it. */
async function news(scope: TxScope, ids: readonly string[]): Promise<Publication[]> {
  if (ids.length === 0) return []
  const found = await scope.db
    .selectFrom('contact')
    .select(['id', 'name', 'profile_name', 'username', 'phone', 'bsuid', 'created_at', 'email', 'company'])
    .where('workspace_id', '=', scope.workspaceId)
    .where('id', 'in', [...ids])
    .orderBy('id')
    .execute()
  const texts = found.map((row) => ({ id: row.id, search: searchText(row) }))
  await sql`
    update contact c set search = d.search from ${rows('d', { id: 'uuid', search: 'text' }, texts)}
    where c.workspace_id = ${scope.workspaceId} and c.id = d.id`.execute(scope.db)
  return found.map((row) => ({ event: { type: 'contact.updated', contact: presentContact(row) }, audience: null }))
}
