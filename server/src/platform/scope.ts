import type { Ability, Role } from '@recado/contract/team'
import { type Kysely, type RawBuilder, sql, type Transaction } from 'kysely'
import { Refusal } from './errors.ts'
import type { Schema } from './schema.ts'

export type Db = Kysely<Schema>
export type Tx = Transaction<Schema>

/** Who acts. A person's and a key's abilities were read from the database for this very request. */
export type Actor =
  | {
      readonly kind: 'person'
      readonly userId: string
      readonly name: string
      readonly role: Role
      readonly abilities: ReadonlySet<Ability>
      /** true: the workspace keeps customers' phone numbers from this person (http-veil.ts) */
      readonly veiled?: boolean
      /** true: the workspace shows this person only their own conversations and nobody's (team/sight.ts) */
      readonly confined?: boolean
    }
  | { readonly kind: 'api_key'; readonly keyId: string; readonly name: string; readonly abilities: ReadonlySet<Ability> }
  | { readonly kind: 'system'; readonly name: string }

/** Whether phone numbers may be shown to whoever asks, or be found by them. */
export function seesPhones({ actor }: Pick<Scope, 'actor'>): boolean {
  return actor.kind !== 'person' || actor.veiled !== true
}

/** Whose data, on whose behalf, at what moment. Every query and command starts with one. */
export interface Scope {
  readonly db: Db
  readonly workspaceId: string
  readonly actor: Actor
  readonly now: Date
  /** Set where the request must not be done twice (http-idempotency.ts). */
  readonly once?: Once
}

/** One attempt at a request that carries an Idempotency-Key. */
export interface Once {
  readonly key: string
  readonly attempt: string
}

/** A scope inside a transaction. Commands and queries demand it: row-level security shows nothing outside one. */
export interface TxScope extends Scope {
  readonly db: Tx
}

/**
 * Runs `work` in one transaction that can see `scope.workspaceId` and no other (row-level security, and every query filters besides).
 * Nothing of `work` is visible, published or sent before the commit.
 */
export function inTransaction<T>(scope: Scope, work: (scope: TxScope) => Promise<T>): Promise<T> {
  return scope.db.transaction().execute(async (db) => {
    await enterWorkspace(db, scope.workspaceId)
    const result = await work({ ...scope, db })
    if (scope.once) await markDone(db, scope.workspaceId, scope.once)
    return result
  })
}

/** In `idempotent_answer.status`: the work is committed, its answer is not stored (yet). */
export const WORK_DONE = 0

/** Part of the work's own transaction: committed with it or not at all. An attempt that lost its claim takes its work back. */
async function markDone(db: Tx, workspaceId: string, { key, attempt }: Once): Promise<void> {
  const mine = await db
    .updateTable('idempotent_answer')
    .set({ status: WORK_DONE })
    .where('workspace_id', '=', workspaceId)
    .where('key', '=', key)
    .where('body', '=', attempt)
    .returning('key')
    .executeTakeFirst()
  if (!mine) throw new Refusal('conflict', 'Another request with this Idempotency-Key took over')
}

/** Like inTransaction, but everything `work` reads is of one moment, whatever others commit meanwhile. */
export function inSnapshot<T>(scope: Scope, work: (scope: TxScope) => Promise<T>): Promise<T> {
  return scope.db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (db) => {
      await enterWorkspace(db, scope.workspaceId)
      return work({ ...scope, db })
    })
}

/**
 * What one statement answers, in one exchange with the database where a transaction around it takes four; for what screens ask all the
 * time. Sees `scope.workspaceId` like inTransaction: `query` runs after `set_config` has been evaluated, because it depends on its result
 * and `offset 0` keeps the planner from changing that. Were it otherwise, row-level security would show nothing. The setting ends with the
 * statement, or with the transaction that it is a part of.
 */
export async function readAtOnce<Row>(scope: Scope, query: RawBuilder<Row>): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select answer.* from (select set_config('app.workspace_id', ${scope.workspaceId}, true) as entered offset 0) place
    cross join lateral (select * from (${query}) asked where place.entered is not null offset 0) answer`.execute(scope.db)
  return rows
}

/** Points the transaction's row-level security at a workspace. Local to the transaction, so a pooled connection carries nothing over. */
export async function enterWorkspace(db: Tx, workspaceId: string): Promise<void> {
  await sql`select set_config('app.workspace_id', ${workspaceId}, true)`.execute(db)
}

/** Lets the transaction see, besides its workspace, which workspaces a person belongs to. */
export async function enterPerson(db: Tx, userId: string): Promise<void> {
  await sql`select set_config('app.user_id', ${userId}, true)`.execute(db)
}
