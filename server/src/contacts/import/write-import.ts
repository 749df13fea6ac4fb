/** Everything that was found good, in the caller's transaction: statements over all rows, so that a hundred thousand take seconds. */
import { importMapping } from '@recado/contract/contacts'
import { sql } from 'kysely'
import { failpoint } from '../../platform/failpoint.ts'
import { fold } from '../../platform/fold.ts'
import { newId } from '../../platform/ids.ts'
import { rows } from '../../platform/rows.ts'
import type { TxScope } from '../../platform/scope.ts'
import { type Publication, publish } from '../../realtime/event-log.ts'
import { type ContactRow, presentContact } from '../present.ts'
import { type Searchable, searchText } from '../search-text.ts'

const COLORS = ['blue', 'olive', 'indigo', 'ochre', 'teal', 'pink', 'brown', 'slate'] as const
const MOST_NEWS = 2_000
const STEP = 10_000

/**
 * Somebody who writes for the first time at this very moment makes the transaction fail on their telephone's key; it is run again and then
 * finds them.
 */
export async function writeImport(tx: TxScope, id: string): Promise<void> {
  const { rows: held } = await sql<{ mapping: unknown; file_name: string; by_id: string | null; state: string }>`
    select mapping, file_name, by_id, state from contact_import where workspace_id = ${tx.workspaceId} and id = ${id} for update skip locked`.execute(
    tx.db,
  )
  const [job] = held
  if (job?.state !== 'writing') return
  await gather(tx, id)
  await insertNew(tx)
  await updateKnown(tx)
  await nameSearch(tx)
  await tagAll(tx, importMapping.parse(job.mapping).tagIds)
  await writeConsent(tx, job)
  failpoint('import:written')
  const { rows: counted } = await sql<{ added: number; updated: number }>`
    select count(*) filter (where is_new)::int as added, count(*) filter (where not is_new)::int as updated from imported`.execute(tx.db)
  const { added, updated } = counted[0] ?? { added: 0, updated: 0 }
  await sql`delete from contact_import_row where workspace_id = ${tx.workspaceId} and import_id = ${id} and fault is null`.execute(tx.db)
  await sql`
    update contact_import set state = 'done', added = ${added}, updated = ${updated}, file = null, lease_until = null, finished_at = now()
    where workspace_id = ${tx.workspaceId} and id = ${id}`.execute(tx.db)
  await publish(tx, { event: { type: 'contacts.changed' }, audience: null }, ...(await newsOf(tx)))
}

/** Each good row beside the contact it is about, known or to be made. */
async function gather(tx: TxScope, id: string): Promise<void> {
  await sql`
    create temporary table imported (line int primary key, contact_id uuid not null, is_new boolean not null, f jsonb not null) on commit drop`.execute(
    tx.db,
  )
  await sql`
    insert into imported
    select r.line, coalesce(i.contact_id, gen_random_uuid()), i.contact_id is null, r.fields
    from contact_import_row r left join contact_identity i on i.workspace_id = r.workspace_id and i.kind = 'phone' and i.value = r.fields ->> 'key'
    where r.workspace_id = ${tx.workspaceId} and r.import_id = ${id} and r.fault is null`.execute(tx.db)
  await sql`analyze imported`.execute(tx.db)
}

async function insertNew(tx: TxScope): Promise<void> {
  await sql`
    insert into contact (workspace_id, id, name, phone, email, company, notes, language, owner_id, attributes, created_at, updated_at)
    select ${tx.workspaceId}, contact_id, f ->> 'name', f ->> 'phone', f ->> 'email', f ->> 'company', coalesce(f ->> 'notes', ''), f ->> 'language',
      (f ->> 'ownerId')::uuid, f -> 'attributes', ${tx.now}, ${tx.now}
    from imported where is_new order by line`.execute(tx.db)
  await sql`
    insert into contact_identity (workspace_id, kind, value, contact_id)
    select ${tx.workspaceId}, 'phone', f ->> 'key', contact_id from imported where is_new order by f ->> 'key'`.execute(tx.db)
}

/** What the file says replaces what was known; what it leaves out stays. */
async function updateKnown(tx: TxScope): Promise<void> {
  await sql`
    update contact k set name = coalesce(f ->> 'name', k.name), email = coalesce(f ->> 'email', k.email), company = coalesce(f ->> 'company', k.company),
      notes = coalesce(f ->> 'notes', k.notes), language = coalesce(f ->> 'language', k.language), owner_id = coalesce((f ->> 'ownerId')::uuid, k.owner_id),
      attributes = k.attributes || (f -> 'attributes'), updated_at = ${tx.now}
    from imported i where k.workspace_id = ${tx.workspaceId} and k.id = i.contact_id and not i.is_new`.execute(tx.db)
}

/** Folding is the program's, so what contacts are found by is computed here, some thousands at a time. */
async function nameSearch(tx: TxScope): Promise<void> {
  for (let from = 0; ; ) {
    const { rows: page } = await sql<Searchable & { id: string; line: number }>`
      select i.line, k.id, k.name, k.profile_name, k.username, k.email, k.company, k.phone
      from imported i join contact k on k.workspace_id = ${tx.workspaceId} and k.id = i.contact_id
      where i.line > ${from} order by i.line limit ${STEP}`.execute(tx.db)
    const last = page.at(-1)
    if (last === undefined) return
    const found = page.map((row) => ({ id: row.id, search: searchText(row) }))
    await sql`
      update contact k set search = d.search from ${rows('d', { id: 'uuid', search: 'text' }, found)} where k.workspace_id = ${tx.workspaceId} and k.id = d.id`.execute(
      tx.db,
    )
    from = last.line
  }
}

/** Tags that the file names are made where they are missing. */
async function tagAll(tx: TxScope, everybody: readonly string[]): Promise<void> {
  const { rows: named } = await sql<{ name: string }>`select distinct jsonb_array_elements_text(f -> 'tags') as name from imported`.execute(
    tx.db,
  )
  const missing = [...new Map(named.map(({ name }) => [fold(name), name]))]
  const drafts = missing.map(([folded, name], nth) => ({ id: newId(), name, folded, color: COLORS[nth % COLORS.length] }))
  await sql`
    insert into tag (workspace_id, id, name, folded, color)
    select ${tx.workspaceId}, d.* from ${rows('d', { id: 'uuid', name: 'text', folded: 'text', color: 'text' }, drafts)} on conflict do nothing`.execute(
    tx.db,
  )
  const words = named.map(({ name }) => ({ name, folded: fold(name) }))
  await sql`
    insert into contact_tag (workspace_id, tag_id, contact_id)
    select t.workspace_id, t.id, i.contact_id
    from imported i cross join lateral jsonb_array_elements_text(i.f -> 'tags') as w(name)
    join ${rows('d', { name: 'text', folded: 'text' }, words)} on d.name = w.name
    join tag t on t.workspace_id = ${tx.workspaceId} and t.folded = d.folded
    union
    select t.workspace_id, t.id, i.contact_id from imported i
    join tag t on t.workspace_id = ${tx.workspaceId} and t.id = any(${everybody}::uuid[])
    on conflict do nothing`.execute(tx.db)
}

async function writeConsent(tx: TxScope, job: { file_name: string; by_id: string | null }): Promise<void> {
  await sql`
    with said as (
      update contact k set consent = f ->> 'consent' from imported i
      where k.workspace_id = ${tx.workspaceId} and k.id = i.contact_id and f ->> 'consent' is not null and k.consent <> f ->> 'consent'
      returning k.id, k.consent
    )
    insert into consent_entry (workspace_id, id, contact_id, word, source, detail, by_id, at)
    select ${tx.workspaceId}, gen_random_uuid(), said.id, said.consent, 'import', ${job.file_name}, ${job.by_id}::uuid, ${tx.now} from said`.execute(
    tx.db,
  )
}

/** Screens that show these people already hear of each; lists read themselves again. */
async function newsOf(tx: TxScope): Promise<Publication[]> {
  const { rows: shown } = await sql<ContactRow>`
    select k.id, k.name, k.profile_name, k.username, k.phone, k.bsuid, k.created_at from imported i
    join contact k on k.workspace_id = ${tx.workspaceId} and k.id = i.contact_id
    where not i.is_new and exists (select 1 from conversation c where c.workspace_id = k.workspace_id and c.contact_id = k.id)
    limit ${MOST_NEWS}`.execute(tx.db)
  return shown.map((row) => ({ event: { type: 'contact.updated', contact: presentContact(row) }, audience: null }))
}
