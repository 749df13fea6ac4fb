/** What is known of each handover, and its pieces. Every write that comes from Meta may come again, and in any order. */
import type { Json } from '@recado/cloud-api/json'
import type { Selectable } from 'kysely'
import { sql } from 'kysely'
import { newId } from '../platform/ids.ts'
import { rows } from '../platform/rows.ts'
import type { Schema } from '../platform/schema.ts'
import type { Tx, TxScope } from '../platform/scope.ts'

export type SyncRow = Selectable<Schema['phone_sync']>
export type What = SyncRow['what']
export const WHATS: readonly What[] = ['contacts', 'history']

/** Heard by jobs/phone-history.ts. */
export const PARTS_DUE = 'phone_sync_part'

interface OfNumber {
  readonly id: string
  readonly onboarded_at: Date | null
  readonly created_at: Date
}

export const onboardedAt = (number: OfNumber): Date => number.onboarded_at ?? number.created_at

/** Both rows, for the present onboarding: who left Cloud API and came again has both requests anew. */
export async function openSyncs(db: Tx, workspaceId: string, number: OfNumber): Promise<void> {
  const of = onboardedAt(number)
  await sql`
    insert into phone_sync (workspace_id, number_id, what, of_onboarding)
    select ${workspaceId}, ${number.id}, w.what, ${of}::timestamptz from unnest(${[...WHATS]}::text[]) as w(what)
    on conflict (workspace_id, number_id, what) do update set of_onboarding = excluded.of_onboarding, state = 'due', asked_at = null,
      request_id = null, received_at = null, finished_at = null, problem = null, progress = 0, phases = '{}', items = 0
    where phone_sync.of_onboarding < excluded.of_onboarding - interval '1 minute'`.execute(db)
}

export async function syncsOf(scope: TxScope, numberId: string, lock = false): Promise<Map<What, SyncRow>> {
  const query = scope.db
    .selectFrom('phone_sync')
    .selectAll()
    .where('workspace_id', '=', scope.workspaceId)
    .where('number_id', '=', numberId)
  const found = await (lock ? query.orderBy('what').forUpdate() : query).execute()
  return new Map(found.map((row) => [row.what, row]))
}

export type SyncChange = Partial<
  Pick<SyncRow, 'state' | 'asked_at' | 'request_id' | 'received_at' | 'finished_at' | 'problem' | 'progress' | 'items'>
> & { readonly phases?: string }

export async function changeSync(scope: TxScope, numberId: string, what: What, set: SyncChange): Promise<void> {
  await scope.db
    .updateTable('phone_sync')
    .set(set)
    .where('workspace_id', '=', scope.workspaceId)
    .where('number_id', '=', numberId)
    .where('what', '=', what)
    .execute()
}

export interface NewPart {
  readonly kind: 'contacts' | 'messages' | 'files'
  readonly rank: number
  readonly body: Json
}

/** Names come before the messages of whoever bears them, the newest messages before older ones, and files after all. */
export const RANKS = { contacts: 0, messages: 1, files: 9 } as const

export async function addParts(tx: Tx, workspaceId: string, numberId: string, parts: readonly NewPart[]): Promise<void> {
  if (parts.length === 0) return
  const items = parts.map((part) => ({ id: newId(), ...part }))
  await sql`
    insert into phone_sync_part (workspace_id, number_id, id, kind, rank, body)
    select ${workspaceId}, ${numberId}, d.* from ${rows('d', { id: 'uuid', kind: 'text', rank: 'int', body: 'jsonb' }, items)}`.execute(tx)
  await sql`select pg_notify(${PARTS_DUE}, '')`.execute(tx)
}

const KINDS = { contacts: ['contacts'], history: ['messages', 'files'] } as const

/** Nothing of it waits any more and, of a history, Meta has told the end. */
export async function finishIfWhole(scope: TxScope, numberId: string, what: What): Promise<void> {
  await sql`
    update phone_sync s set state = 'done', finished_at = coalesce(s.finished_at, ${scope.now})
    where s.workspace_id = ${scope.workspaceId} and s.number_id = ${numberId} and s.what = ${what} and s.state = 'received'
      and (s.what = 'contacts' or s.progress >= 100)
      and not exists (select from phone_sync_part p where p.workspace_id = s.workspace_id and p.number_id = s.number_id
        and p.given_up_at is null and p.kind = any(${[...KINDS[what]]}::text[]))`.execute(scope.db)
}
