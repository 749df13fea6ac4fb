import type { ConsentEntry, ConsentSource } from '@recado/contract/contacts'
import { sql } from 'kysely'
import { newId } from '../platform/ids.ts'
import { rows } from '../platform/rows.ts'
import type { Tx, TxScope } from '../platform/scope.ts'
import type { Publication } from '../realtime/event-log.ts'
import { type ContactRow, presentContact } from './present.ts'

export interface NewConsent {
  readonly contactId: string
  readonly word: ConsentEntry['word']
  readonly source: ConsentSource
  readonly detail: string | null
  readonly byId: string | null
  readonly at: Date
}

/**
 * Adds lines to the ledger; a contact's state is the ledger's latest word. The same line of WhatsApp's is added once, however often it is
 * delivered.
 */
export async function recordConsent(tx: Tx, workspaceId: string, entries: readonly NewConsent[]): Promise<Publication[]> {
  if (entries.length === 0) return []
  const lines = entries.map((entry) => ({ ...entry, id: newId(), detail: entry.detail?.slice(0, 300).toWellFormed() ?? null }))
  await sql`
    insert into consent_entry (workspace_id, id, contact_id, word, source, detail, by_id, at)
    select ${workspaceId}, d.id, d."contactId", d.word, d.source, d.detail, d."byId", d.at
    from ${rows('d', { id: 'uuid', contactId: 'uuid', word: 'text', source: 'text', detail: 'text', byId: 'uuid', at: 'timestamptz' }, lines)}
    where not exists (select 1 from consent_entry e
      where e.workspace_id = ${workspaceId} and e.contact_id = d."contactId" and e.at = d.at and e.word = d.word and e.source = d.source)`.execute(
    tx,
  )
  const ids = [...new Set(entries.map((entry) => entry.contactId))].sort()
  const { rows: changed } = await sql<ContactRow>`
    update contact k set updated_at = now(), consent = last.word
    from unnest(${ids}::uuid[]) as w(id) cross join lateral (
      select e.word from consent_entry e where e.workspace_id = ${workspaceId} and e.contact_id = w.id order by e.at desc, e.id desc limit 1
    ) last
    where k.workspace_id = ${workspaceId} and k.id = w.id and k.consent <> last.word returning k.*`.execute(tx)
  return changed.map((row) => ({ event: { type: 'contact.updated', contact: presentContact(row) }, audience: null }))
}

const SHOWN = 50

/** Latest first, of the contact and of those that were merged into it. */
export async function readLedger(scope: TxScope, contactId: string): Promise<ConsentEntry[]> {
  const { rows: entries } = await sql<Omit<ConsentEntry, 'at' | 'by'> & { at: Date; by_id: string | null; by_name: string | null }>`
    select e.id, e.word, e.source, e.detail, e.by_id, p.name as by_name, e.at from consent_entry e left join person p on p.id = e.by_id
    where e.workspace_id = ${scope.workspaceId}
      and e.contact_id in (select ${contactId}::uuid union all select k.id from contact k where k.workspace_id = ${scope.workspaceId} and k.merged_into = ${contactId})
    order by e.at desc, e.id desc limit ${SHOWN}`.execute(scope.db)
  return entries.map(({ by_id, by_name, at, ...entry }) => ({
    ...entry,
    by: by_id === null ? null : { id: by_id, name: by_name ?? '' },
    at: at.toISOString(),
  }))
}
