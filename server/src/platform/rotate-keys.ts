/**
 * Replaces every data key and seals every value anew, in batches, beside a running server. Nothing is lost wherever it is stopped: a
 * value is sealed with the old key or the new one, both keys are there, and the next run goes on. Old keys are thrown away later.
 */
import { sql } from 'kysely'
import { type Db, enterWorkspace, type Tx } from './scope.ts'
import { keyIdOf, newDataKey, wrapperOf } from './sealed-vault.ts'
import type { KeyEncryptionKey } from './secrets.ts'
import type { Place, Vault } from './vault.ts'

/** A column of ciphertexts, and how the additional data of each is found beside it. */
export interface SealedColumn {
  readonly table: string
  readonly column: string
  /** The column whose value is the place's row. */
  readonly row: string
  /** Whether a workspace's key seals it, or the installation's. */
  readonly isWorkspaces: boolean
}

const BATCH = 100
/** Longer than any transaction that sealed with a key just before it was retired. */
const GRACE = sql`interval '1 hour'`

/** Retires every data key and makes its successor, all at once. @param db as recado_pipeline, which sees every workspace */
export async function replaceDataKeys(db: Db, newest: KeyEncryptionKey): Promise<number> {
  return db.transaction().execute(async (tx) => {
    const old = await tx.selectFrom('data_key').select(['workspace_id']).where('retired_at', 'is', null).forUpdate().execute()
    await tx.updateTable('data_key').set({ retired_at: sql`now()` }).where('retired_at', 'is', null).execute()
    const wrapper = wrapperOf(newest)
    for (const { workspace_id } of old) await tx.insertInto('data_key').values(newDataKey(wrapper, workspace_id)).execute()
    return old.length
  })
}

/** Seals anew what a retired key sealed. @returns how many values; @param stop asked before each batch, for tests that stop half-way */
export async function sealAnew(
  db: Db,
  vault: Vault,
  columns: readonly SealedColumn[],
  stop: () => void = () => undefined,
): Promise<number> {
  let sealed = 0
  for (const column of columns) {
    for (const workspaceId of column.isWorkspaces ? await workspacesOf(db) : [null]) {
      for (let size = BATCH; size === BATCH; sealed += size) {
        stop()
        size = await sealBatch(db, vault, column, workspaceId)
      }
    }
  }
  return sealed
}

/** Whether values are left from a rotation that was stopped. */
export async function isUnfinished(db: Db, columns: readonly SealedColumn[]): Promise<boolean> {
  for (const column of columns) {
    for (const workspaceId of column.isWorkspaces ? await workspacesOf(db) : [null]) {
      const due = await db.transaction().execute((tx) => dueIn(tx, column, workspaceId, 1))
      if (due.length > 0) return true
    }
  }
  return false
}

/** Throws away retired keys that no value names; not the installation's first one, of which fingerprints are made. */
export async function dropRetiredKeys(db: Db): Promise<void> {
  await sql`
    delete from data_key k where retired_at < now() - ${GRACE}
      and k.id <> (select id from data_key where workspace_id is null order by created_at, id limit 1)`.execute(db)
}

async function workspacesOf(db: Db): Promise<string[]> {
  const rows = await db.selectFrom('data_key').select('workspace_id').distinct().where('workspace_id', 'is not', null).execute()
  return rows.flatMap(({ workspace_id }) => workspace_id ?? [])
}

/** Values that a retired key sealed, locked until the transaction ends. */
async function dueIn(tx: Tx, { table, column, row }: SealedColumn, workspaceId: string | null, limit: number) {
  if (workspaceId !== null) await enterWorkspace(tx, workspaceId)
  const mine = workspaceId === null ? sql`` : sql`and t.workspace_id = ${workspaceId}`
  const { rows } = await sql<{ row: string; value: string }>`
    select ${sql.ref(row)}::text as row, ${sql.ref(column)} as value from ${sql.table(table)} t
    where split_part(${sql.ref(column)}, '|', 2) in (select id::text from data_key where retired_at is not null) ${mine}
    order by 1 limit ${limit} for update`.execute(tx)
  return rows
}

async function sealBatch(db: Db, vault: Vault, at: SealedColumn, workspaceId: string | null): Promise<number> {
  return db.transaction().execute(async (tx) => {
    const due = await dueIn(tx, at, workspaceId, BATCH)
    for (const { row, value } of due) {
      const place: Place = { workspaceId, table: at.table, column: at.column, row }
      const anew = await vault.seal(place, await vault.open(place, value))
      if (keyIdOf(anew) === keyIdOf(value)) throw new Error(`${at.table}.${at.column} was sealed with a retired key`)
      await sql`update ${sql.table(at.table)} set ${sql.ref(at.column)} = ${anew} where ${sql.ref(at.column)} = ${value}`.execute(tx)
    }
    return due.length
  })
}
