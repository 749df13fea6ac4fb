/** A file of contacts, from being uploaded to being forgotten. The work between is done by run-imports.ts. */
import { type ImportMapping, type ImportView, importMapping } from '@recado/contract/contacts'
import { type Selectable, sql, type Updateable } from 'kysely'
import { requireAbility } from '../../platform/access.ts'
import { Refusal } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import type { Schema } from '../../platform/schema.ts'
import { inTransaction, type Scope, type TxScope } from '../../platform/scope.ts'
import { listAttributes } from '../attributes.ts'
import { csvLine } from '../export.ts'
import { knownTags } from '../tags.ts'
import { kindOf, readRows } from './read-file.ts'
import { suggestTargets } from './suggest.ts'
import { UnreadableFile } from './unreadable-file.ts'

export const LARGEST_FILE = 32 * 2 ** 20
export const IMPORT_DUE = 'contact_import'
const SAMPLE = 8
const MOST_COLUMNS = 200

type ImportRow = Omit<Selectable<Schema['contact_import']>, 'file'>
const COLUMNS = [
  'workspace_id',
  'id',
  'file_name',
  'kind',
  'columns',
  'sample',
  'mapping',
  'state',
  'problem',
  'total',
  'checked',
  'faulty',
  'added',
  'updated',
  'by_id',
  'lease_until',
  'attempts',
  'created_at',
  'finished_at',
] as const satisfies readonly (keyof ImportRow)[]

/** Keeps the file and looks at its beginning. Nothing is read further before the columns are mapped. */
export async function uploadImport(scope: Scope, fileName: string, body: unknown): Promise<ImportView> {
  requireAbility(scope, 'contacts.manage')
  if (!Buffer.isBuffer(body) || body.length === 0) throw new Refusal('invalid', 'The body is the file: application/octet-stream')
  const file = body
  const rows = await beginningOf(file)
  const [columns, ...sample] = rows
  if (columns === undefined || sample.length === 0) throw new Refusal('import_unreadable', 'The file has no rows below its header')
  return inTransaction(scope, async (tx) => {
    const row = await tx.db
      .insertInto('contact_import')
      .values({
        workspace_id: tx.workspaceId,
        id: newId(),
        file_name: fileName,
        kind: kindOf(file),
        file,
        columns,
        sample: JSON.stringify(sample.map((cells) => columns.map((_column, nth) => cells[nth] ?? ''))),
        by_id: tx.actor.kind === 'person' ? tx.actor.userId : null,
        created_at: tx.now,
      })
      .returning(COLUMNS)
      .executeTakeFirstOrThrow()
    return present(tx, row)
  })
}

async function beginningOf(file: Buffer): Promise<string[][]> {
  const rows: string[][] = []
  try {
    for await (const row of readRows(kindOf(file), file)) {
      rows.push(row.slice(0, MOST_COLUMNS))
      if (rows.length > SAMPLE) break
    }
  } catch (error) {
    if (error instanceof UnreadableFile) throw new Refusal('import_unreadable', `The file cannot be read: ${error.message}`)
    throw error
  }
  return rows
}

/** Has every row checked. May be asked again with another mapping, until the import is written. */
export async function checkImport(scope: TxScope, id: string, mapping: ImportMapping): Promise<ImportView> {
  const row = await accessImport(scope, id)
  if (row.state !== 'uploaded' && row.state !== 'checked') throw new Refusal('conflict', 'This import is under way or over')
  if (!mapping.columns.includes('phone')) throw new Refusal('invalid', 'One column must be the phone', { field: 'columns' })
  if (mapping.columns.length !== row.columns.length)
    throw new Refusal('invalid', 'One target for each column of the file', { field: 'columns' })
  await knownTags(scope, mapping.tagIds)
  await scope.db.deleteFrom('contact_import_row').where('workspace_id', '=', scope.workspaceId).where('import_id', '=', id).execute()
  return change(scope, id, {
    state: 'checking',
    mapping: JSON.stringify(mapping),
    total: 0,
    checked: 0,
    faulty: 0,
    attempts: 0,
    lease_until: null,
  })
}

/** Writes the rows that were found good: all of them, in one transaction, or none. */
export async function confirmImport(scope: TxScope, id: string): Promise<ImportView> {
  const row = await accessImport(scope, id)
  if (row.state !== 'checked') throw new Refusal('conflict', 'Only an import that was checked can be written')
  if (row.checked === row.faulty) throw new Refusal('conflict', 'No row of it can be imported')
  return change(scope, id, { state: 'writing', attempts: 0, lease_until: null })
}

async function change(scope: TxScope, id: string, set: Updateable<Schema['contact_import']>): Promise<ImportView> {
  const row = await updateImport(scope).set(set).where('id', '=', id).returning(COLUMNS).executeTakeFirstOrThrow()
  await sql`select pg_notify(${IMPORT_DUE}, ${scope.workspaceId})`.execute(scope.db)
  return present(scope, row)
}

const updateImport = (scope: TxScope) => scope.db.updateTable('contact_import').where('workspace_id', '=', scope.workspaceId)

export async function readImport(scope: TxScope, id: string): Promise<ImportView> {
  return present(scope, await accessImport(scope, id))
}

/** Latest first. */
export async function listImports(scope: TxScope): Promise<ImportView[]> {
  requireAbility(scope, 'contacts.manage')
  const rows = await scope.db
    .selectFrom('contact_import')
    .select(COLUMNS)
    .where('workspace_id', '=', scope.workspaceId)
    .orderBy('created_at', 'desc')
    .limit(50)
    .execute()
  return Promise.all(rows.map((row) => present(scope, row)))
}

/** Forgets the file and what was found in it; contacts that it wrote stay. */
export async function removeImport(scope: TxScope, id: string): Promise<void> {
  const row = await accessImport(scope, id)
  if (row.state === 'writing') throw new Refusal('conflict', 'It is being written')
  await scope.db.deleteFrom('contact_import').where('workspace_id', '=', scope.workspaceId).where('id', '=', id).execute()
}

/** The rows that cannot be imported as they stand in the file, with their line and what is wrong: mend them there and upload that. */
export async function faultsOf(scope: TxScope, id: string): Promise<string> {
  const row = await accessImport(scope, id)
  const { rows } = await sql<{ line: number; fault: string; fields: { cells: string[] } }>`
    select r.line, r.fault, r.fields from contact_import_row r
    where r.workspace_id = ${scope.workspaceId} and r.import_id = ${id} and r.fault is not null order by r.line limit 100000`.execute(
    scope.db,
  )
  return `\ufeff${csvLine(['line', 'error', ...row.columns])}${rows.map((r) => csvLine([r.line, r.fault, ...r.fields.cells])).join('')}`
}

/** The only way to an import. Held until commit, so that two people's clicks follow one another. */
async function accessImport(scope: TxScope, id: string): Promise<ImportRow> {
  requireAbility(scope, 'contacts.manage')
  const row = await scope.db
    .selectFrom('contact_import')
    .select(COLUMNS)
    .where('workspace_id', '=', scope.workspaceId)
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw new Refusal('not_found', 'No such import')
  return row
}

async function present(scope: TxScope, row: ImportRow): Promise<ImportView> {
  const mapped = importMapping.safeParse(row.mapping)
  return {
    id: row.id,
    fileName: row.file_name,
    state: row.state,
    problem: row.problem,
    columns: row.columns,
    sample: row.sample as string[][], // jsonb written above
    suggested: mapped.success ? mapped.data.columns : suggestTargets(row.columns, await listAttributes(scope)),
    total: row.total,
    checked: row.checked,
    faulty: row.faulty,
    added: row.added,
    updated: row.updated,
    createdAt: row.created_at.toISOString(),
    finishedAt: row.finished_at?.toISOString() ?? null,
  }
}
