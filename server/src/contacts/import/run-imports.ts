/** Works through imports: checks rows in steps, writes them in one transaction. Whatever a process that dies leaves, the next one takes up. */
import { importMapping } from '@recado/contract/contacts'
import { type Selectable, sql } from 'kysely'
import { failpoint } from '../../platform/failpoint.ts'
import { fold } from '../../platform/fold.ts'
import type { Logger } from '../../platform/log.ts'
import { rows } from '../../platform/rows.ts'
import type { Schema } from '../../platform/schema.ts'
import { type Db, inTransaction, type Scope, type TxScope } from '../../platform/scope.ts'
import { listMembers } from '../../team/members.ts'
import { listAttributes } from '../attributes.ts'
import { type Checked, type Checker, checkRow } from './check-row.ts'
import { readRows } from './read-file.ts'
import { UnreadableFile } from './unreadable-file.ts'
import { writeImport } from './write-import.ts'

export interface ImportDeps {
  /** as recado_pipeline */
  readonly pipeline: Db
  readonly log: Logger
}

const STEP = 2_000
const MOST_ROWS = 200_000
const LEASE_SECONDS = 15
const MOST_ATTEMPTS = 5

type Import = Selectable<Schema['contact_import']>

/** Does one piece of work that is due. @returns whether there was one */
export async function runNextImport(deps: ImportDeps): Promise<boolean> {
  const { rows: due } = await sql<{ workspace_id: string; id: string }>`
    select workspace_id, id from contact_import where state in ('checking', 'writing') and (lease_until is null or lease_until < now())
    order by created_at limit 1`.execute(deps.pipeline)
  const [next] = due
  if (next === undefined) return false
  const scope: Scope = { db: deps.pipeline, workspaceId: next.workspace_id, actor: { kind: 'system', name: 'import' }, now: new Date() }
  const job = await inTransaction(scope, (tx) => claim(tx, next.id))
  if (job === null) return true
  try {
    if (job.state === 'checking') await check(scope, job)
    else await inTransaction(scope, (tx) => writeImport(tx, job.id))
  } catch (err) {
    const problem = err instanceof UnreadableFile ? 'file_unreadable' : null
    deps.log.warn({ workspace: scope.workspaceId, import: job.id, outcome: problem ?? 'import_interrupted', err }, 'import')
    if (problem !== null) await inTransaction(scope, (tx) => fail(tx, job.id, problem))
  }
  return true
}

/** The attempt is counted and committed before the work, so that a file that kills the process does so a few times and no more. */
async function claim(tx: TxScope, id: string): Promise<Import | null> {
  const { rows: held } = await sql<Import>`
    update contact_import i set attempts = i.attempts + 1, lease_until = now() + make_interval(secs => ${LEASE_SECONDS})
    where i.workspace_id = ${tx.workspaceId} and i.state in ('checking', 'writing') and i.id = (select j.id from contact_import j
      where j.workspace_id = ${tx.workspaceId} and j.id = ${id} and (j.lease_until is null or j.lease_until < now()) for update skip locked)
    returning i.*`.execute(tx.db)
  const job = held[0]
  if (job === undefined) return null
  if (job.attempts <= MOST_ATTEMPTS) return job
  await fail(tx, id, 'interrupted')
  return null
}

async function fail(tx: TxScope, id: string, problem: string): Promise<void> {
  await tx.db
    .updateTable('contact_import')
    .set({ state: 'failed', problem, file: null, finished_at: tx.now })
    .where('workspace_id', '=', tx.workspaceId)
    .where('id', '=', id)
    .execute()
}

/** From where the last process stopped. */
async function check(scope: Scope, job: Import): Promise<void> {
  const checker = await inTransaction(scope, (tx) => prepare(tx, job))
  let [line, done] = [0, job.checked]
  let step: { line: number; cells: string[]; checked: Checked }[] = []
  const flush = async (isLast: boolean) => {
    done += step.length
    await inTransaction(scope, (tx) => keep(tx, job.id, step, done, isLast))
    failpoint('import:step')
    step = []
  }
  for await (const cells of readRows(job.kind, job.file ?? Buffer.alloc(0))) {
    line++
    if (line === 1 || line <= job.checked + 1) continue
    if (line > MOST_ROWS + 1) return inTransaction(scope, (tx) => fail(tx, job.id, 'too_many_rows'))
    step.push({ line, cells: cells.slice(0, job.columns.length), checked: checkRow(checker, cells, line) })
    if (step.length === STEP) await flush(false)
  }
  await flush(true)
}

async function prepare(tx: TxScope, job: Import): Promise<Checker> {
  const attributes = await listAttributes(tx)
  const members = await listMembers(tx)
  const { rows: before } = await sql<{ key: string; line: number }>`
    select fields ->> 'key' as key, line from contact_import_row where workspace_id = ${tx.workspaceId} and import_id = ${job.id} and fault is null`.execute(
    tx.db,
  )
  return {
    mapping: importMapping.parse(job.mapping),
    attributes: new Map(attributes.map((attribute) => [attribute.id, attribute])),
    members: new Map(members.flatMap(({ userId, name, email }) => [[fold(name), userId] as const, [fold(email), userId] as const])),
    seen: new Map(before.map(({ key, line }) => [key, line])),
  }
}

/** A step's rows and the mark that they are done, together. */
async function keep(
  tx: TxScope,
  id: string,
  step: readonly { line: number; cells: string[]; checked: Checked }[],
  done: number,
  isLast: boolean,
): Promise<void> {
  const lines = step.map(({ line, cells, checked }) =>
    'fault' in checked ? { line, fields: { cells }, fault: checked.fault } : { line, fields: checked.fields, fault: null },
  )
  await sql`
    insert into contact_import_row (workspace_id, import_id, line, fields, fault)
    select ${tx.workspaceId}, ${id}::uuid, d.* from ${rows('d', { line: 'int', fields: 'jsonb', fault: 'text' }, lines)}
    on conflict do nothing`.execute(tx.db)
  const faulty = lines.filter(({ fault }) => fault !== null).length
  await sql`
    update contact_import set checked = ${done}, total = greatest(total, ${done}), faulty = faulty + ${faulty}, attempts = 1,
      lease_until = case when ${isLast} then null else now() + make_interval(secs => ${LEASE_SECONDS}) end,
      state = case when ${isLast} then 'checked' else state end
    where workspace_id = ${tx.workspaceId} and id = ${id}`.execute(tx.db)
}
