import type { ContactFilter } from '@recado/contract/contacts'
import { sql } from 'kysely'
import { requireAbility } from '../platform/access.ts'
import { inTransaction, type Scope, seesPhones, type TxScope } from '../platform/scope.ts'
import { veil } from '../platform/veil.ts'
import { listAttributes } from './attributes.ts'
import { matching } from './filter.ts'
import { type ListedRow, presentListed } from './present.ts'
import { LISTED_COLUMNS, LISTED_TABLES } from './queries.ts'

const PAGE = 2_000
const FIXED = [
  'phone',
  'name',
  'profile_name',
  'username',
  'email',
  'company',
  'language',
  'owner',
  'tags',
  'consent',
  'last_seen',
  'created',
] as const

/** The people a filter finds, as CSV, page by page: what is under way holds little in memory and no transaction open between pages. */
export async function* exportContacts(scope: Scope, filter: ContactFilter): AsyncGenerator<string> {
  const attributes = await inTransaction(scope, async (tx) => {
    requireAbility(tx, 'contacts.export')
    return listAttributes(tx)
  })
  yield `\ufeff${csvLine([...FIXED, ...attributes.map(({ name }) => name)])}`
  let after: { at: Date; id: string } | null = null
  do {
    const page: ListedRow[] = await inTransaction(scope, (tx) => readPage(tx, filter, after))
    const lines = page.map((row) => {
      const contact = presentListed(row)
      const shown = seesPhones(scope) ? contact : (veil(contact) as typeof contact) // it keeps the shape
      const { phone, name, profileName, username, email, company, language, owner, tags, consent, lastSeenAt, createdAt } = shown
      const fixed = [
        phone,
        name,
        profileName,
        username,
        email,
        company,
        language,
        owner?.name,
        tags.map((tag) => tag.name).join('; '),
        consent,
      ]
      return csvLine([...fixed, lastSeenAt, createdAt, ...attributes.map(({ id }) => contact.attributes[id])])
    })
    if (lines.length > 0) yield lines.join('')
    const last = page.at(-1)
    after = page.length === PAGE && last ? { at: last.created_at, id: last.id } : null
  } while (after !== null)
}

async function readPage(tx: TxScope, filter: ContactFilter, after: { at: Date; id: string } | null): Promise<ListedRow[]> {
  const beyond = after === null ? sql`true` : sql`(k.created_at, k.id) < (${after.at}::timestamptz, ${after.id}::uuid)`
  const { rows } = await sql<ListedRow>`
    select ${LISTED_COLUMNS} from ${LISTED_TABLES} where ${await matching(tx, filter)} and ${beyond}
    order by k.created_at desc, k.id desc limit ${PAGE}`.execute(tx.db)
  return rows
}

/** A cell that a spreadsheet would take for a formula gets an apostrophe, as a person would type it. */
export function csvLine(cells: readonly unknown[]): string {
  const quoted = cells.map((cell) => {
    const text = cell === null || cell === undefined ? '' : String(cell)
    const safe = typeof cell === 'string' && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
    return /[",;\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
  })
  return `${quoted.join(',')}\r\n`
}
