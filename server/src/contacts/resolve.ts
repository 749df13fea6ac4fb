import type { Person } from '@recado/cloud-api/webhook'
import { sql } from 'kysely'
import { newId } from '../platform/ids.ts'
import { rows } from '../platform/rows.ts'
import type { Tx } from '../platform/scope.ts'
import type { Publication } from '../realtime/event-log.ts'
import { decideContact, type Identity, type IdentityKind, identitiesOf, identityKey } from './identity.ts'
import { joinContacts } from './join-contacts.ts'
import type { ContactRow } from './present.ts'
import { type Searchable, searchText } from './search-text.ts'

export interface ResolvedContact extends ContactRow {
  /** Made or altered just now: other screens that show this contact must hear of it. */
  readonly isNew: boolean
  readonly isChanged: boolean
}

type KnownRow = ContactRow & Searchable

interface Draft {
  row: KnownRow
  /** What was learnt of somebody who is known. */
  learnt: Partial<Pick<KnownRow, 'profile_name' | 'username' | 'phone' | 'bsuid'>>
  isNew: boolean
  isChanged: boolean
}

/**
 * Finds or makes the contact of every person of a batch, in as many statements for one as for a thousand. Whoever makes the same person
 * at the same moment waits for the other and then finds them: ten pictures that a new customer sends at once are one contact. Contacts
 * that turn out to be one person are joined on the way, which is rare and takes statements of its own.
 *
 * @param news what to publish of contacts that were joined is added to it
 * @returns one contact per person, in the order given
 */
export async function resolveContacts(
  tx: Tx,
  workspaceId: string,
  people: readonly Person[],
  now: Date,
  news: Publication[] = [],
): Promise<ResolvedContact[]> {
  const directory = await openDirectory(tx, workspaceId, people)
  const claims = new Map<string, Claim>()
  const same = new Map<Draft, Draft>()
  const bereft: Draft[] = [] // whose number now belongs to somebody else: writing to it would reach the wrong person
  const drafts = people.map((person) => {
    const verdict = decideContact(person, directory)
    const draft = directory.draft(verdict.contactId) ?? directory.make(now)
    const other = directory.draft(verdict.sameAs)
    if (other !== undefined) same.set(other, draft)
    for (const identity of verdict.claim) {
      const loser = directory.draft(directory.contactOf(identity) ?? null)
      if (loser !== undefined && loser !== other && identity.kind === 'phone') {
        note(loser, { phone: null })
        bereft.push(loser)
      }
      directory.claim(identity, draft.row.id)
      claims.set(identityKey(identity), { ...identity, contact_id: draft.row.id })
    }
    learn(draft, person)
    return draft
  })
  const touched = [...new Set([...drafts, ...bereft, ...same.keys()])]
  await insertContacts(
    tx,
    workspaceId,
    touched.filter((draft) => draft.isNew),
  )
  await updateContacts(
    tx,
    workspaceId,
    touched.filter((draft) => draft.isChanged && !draft.isNew),
    now,
  )
  await claimIdentities(tx, workspaceId, [...claims.values()])
  for (const [other, draft] of same) {
    const merge = { keptId: draft.row.id, mergedId: other.row.id, cause: 'whatsapp', byId: null, at: now } as const
    news.push(...(await joinContacts(tx, workspaceId, merge)))
    draft.row = await readContact(tx, workspaceId, draft.row.id)
  }
  return drafts.map((draft) => same.get(draft) ?? draft).map((draft) => ({ ...draft.row, isNew: draft.isNew, isChanged: draft.isChanged }))
}

function readContact(tx: Tx, workspaceId: string, id: string): Promise<KnownRow> {
  return tx.selectFrom('contact').selectAll().where('workspace_id', '=', workspaceId).where('id', '=', id).executeTakeFirstOrThrow()
}

/** What a webhook says of a person replaces what the last one said; what it leaves out stays. */
function learn(draft: Draft, person: Person): void {
  const said = { profile_name: person.profileName, username: person.username, phone: person.waId, bsuid: person.bsuid }
  for (const [column, value] of Object.entries(said) as [keyof typeof said, string | null][]) {
    if (value !== null && draft.row[column] !== value) note(draft, { [column]: value })
  }
}

function note(draft: Draft, learnt: Draft['learnt']): void {
  draft.row = { ...draft.row, ...learnt }
  draft.learnt = { ...draft.learnt, ...learnt }
  draft.isChanged = true
}

/** Somebody may be making those we do not find just now; when we have the right to make them, we look once more. */
async function openDirectory(tx: Tx, workspaceId: string, people: readonly Person[]) {
  const wanted = [...new Map(people.flatMap(identitiesOf).map((identity) => [identityKey(identity), identity])).values()]
  const directory = await readDirectory(tx, workspaceId, wanted)
  const unheardOf = wanted.filter((identity) => directory.contactOf(identity) === undefined)
  if (unheardOf.length === 0) return directory
  await lockMaking(tx, workspaceId, unheardOf)
  return readDirectory(tx, workspaceId, wanted)
}

/** Locks per workspace, so that a batch of thousands of new people takes no more than these. */
const MAKING_LOCKS = 64

/** The right to make these people, until the end of the transaction. Always taken in the same order, and before conversations are locked. */
async function lockMaking(tx: Tx, workspaceId: string, identities: readonly Identity[]): Promise<void> {
  await sql`
    select pg_advisory_xact_lock(hashtextextended(${workspaceId}, place)) from (
      select distinct hashtext(key) & ${MAKING_LOCKS - 1} as place from unnest(${identities.map(identityKey)}::text[]) as keys(key) order by place
    ) as places`.execute(tx)
}

async function readDirectory(tx: Tx, workspaceId: string, wanted: readonly Identity[]) {
  const { rows: found } = await sql<KnownRow & { kind: IdentityKind; value: string }>`
    select i.kind, i.value, c.id, c.name, c.profile_name, c.username, c.phone, c.bsuid, c.created_at, c.email, c.company
    from unnest(${wanted.map((w) => w.kind)}::text[], ${wanted.map((w) => w.value)}::text[]) as wanted(kind, value)
    join contact_identity i on i.workspace_id = ${workspaceId} and i.kind = wanted.kind and i.value = wanted.value
    join contact c on c.workspace_id = i.workspace_id and c.id = i.contact_id`.execute(tx)

  const drafts = new Map<string, Draft>()
  const bearers = new Map<string, string>()
  for (const { kind, value, ...row } of found) {
    bearers.set(identityKey({ kind, value }), row.id)
    if (!drafts.has(row.id)) drafts.set(row.id, { row, learnt: {}, isNew: false, isChanged: false })
  }
  return {
    contactOf: (identity: Identity) => bearers.get(identityKey(identity)),
    bsuidOf: (contactId: string) => drafts.get(contactId)?.row.bsuid ?? null,
    hasPhone: (contactId: string) => (drafts.get(contactId)?.row.phone ?? null) !== null,
    draft: (contactId: string | null) => (contactId === null ? undefined : drafts.get(contactId)),
    claim: (identity: Identity, contactId: string) => void bearers.set(identityKey(identity), contactId),
    make(now: Date): Draft {
      const unknown = { name: null, profile_name: null, username: null, phone: null, bsuid: null, email: null, company: null }
      const row = { id: newId(), ...unknown, created_at: now }
      const draft: Draft = { row, learnt: {}, isNew: true, isChanged: true }
      drafts.set(row.id, draft)
      return draft
    },
  }
}

const written = ({ row }: Draft) => ({ ...row, search: searchText(row) })

async function insertContacts(tx: Tx, workspaceId: string, drafts: readonly Draft[]): Promise<void> {
  if (drafts.length === 0) return
  await sql`
    insert into contact (workspace_id, id, profile_name, username, phone, bsuid, search, created_at, updated_at)
    select ${workspaceId}, d.*, d.created_at
    from ${rows('d', { id: 'uuid', profile_name: 'text', username: 'text', phone: 'text', bsuid: 'text', search: 'text', created_at: 'timestamptz' }, drafts.map(written))}`.execute(
    tx,
  )
}

/** Somebody may be renaming them, or learning something else of them, just now: what was learnt here is added to what is known by then. */
async function updateContacts(tx: Tx, workspaceId: string, drafts: readonly Draft[], now: Date): Promise<void> {
  if (drafts.length === 0) return
  const sorted = [...drafts].sort((a, b) => (a.row.id < b.row.id ? -1 : 1))
  const { rows: held } = await sql<KnownRow>`
    select c.id, c.name, c.profile_name, c.username, c.phone, c.bsuid, c.created_at, c.email, c.company from contact c
    where c.workspace_id = ${workspaceId} and c.id = any(${sorted.map(({ row }) => row.id)}::uuid[]) order by c.id for no key update`.execute(
    tx,
  )
  const known = new Map(held.map((row) => [row.id, row]))
  for (const draft of sorted) draft.row = { ...(known.get(draft.row.id) ?? draft.row), ...draft.learnt }
  await sql`
    update contact c set profile_name = d.profile_name, username = d.username, phone = d.phone, bsuid = d.bsuid, search = d.search, updated_at = ${now}
    from ${rows('d', { id: 'uuid', profile_name: 'text', username: 'text', phone: 'text', bsuid: 'text', search: 'text' }, sorted.map(written))}
    where c.workspace_id = ${workspaceId} and c.id = d.id`.execute(tx)
}

interface Claim {
  readonly kind: IdentityKind
  readonly value: string
  readonly contact_id: string
}

async function claimIdentities(tx: Tx, workspaceId: string, claims: readonly Claim[]): Promise<void> {
  if (claims.length === 0) return
  await sql`
    insert into contact_identity (workspace_id, kind, value, contact_id)
    select ${workspaceId}, c.* from ${rows('c', { kind: 'text', value: 'text', contact_id: 'uuid' }, claims)}
    on conflict (workspace_id, kind, value) do update set contact_id = excluded.contact_id`.execute(tx)
}
