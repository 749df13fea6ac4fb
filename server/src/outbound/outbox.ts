import { sql } from 'kysely'
import type { Tx, TxScope } from '../platform/scope.ts'

/** Replies of people go before API sends, and both before bulk. */
export const LANE = { reply: 0, api: 5, bulk: 9 } as const
export type Lane = (typeof LANE)[keyof typeof LANE]

export interface Job {
  readonly numberId: string
  readonly conversationId: string
  readonly messageId: string
  readonly lane: Lane
  /** For a message with a file: Meta's id of it, or null while Meta does not have it, which holds the message back. */
  readonly metaMediaId?: string | null
  /** For a template with files in it: Meta's ids by ours, or null while Meta does not have all of them, which holds it back. */
  readonly metaMediaIds?: Readonly<Record<string, string>> | null
}

/** Payload: the id of a number that has something to send. */
export const OUTBOX_CHANNEL = 'outbox'

/**
 * The mouth of the outbound pipeline: part of the transaction that stores the message, so that neither exists without the other. Jobs of
 * one conversation go out in the order of these calls, because the caller holds the conversation's row.
 */
export async function enqueue(scope: TxScope, job: Job): Promise<void> {
  await scope.db
    .insertInto('outbox')
    .values({
      workspace_id: scope.workspaceId,
      number_id: job.numberId,
      conversation_id: job.conversationId,
      message_id: job.messageId,
      lane: job.lane,
      waits_for_media: job.metaMediaId === null || job.metaMediaIds === null,
      meta_media_id: job.metaMediaId ?? null,
      meta_media_ids: job.metaMediaIds ? JSON.stringify(job.metaMediaIds) : null,
    })
    .execute()
  await wakeSender(scope.db, job.numberId)
}

/** Takes effect with the commit. Also for whoever lifted what held a number. */
export async function wakeSender(tx: Tx, numberId: string): Promise<void> {
  await sql`select pg_notify(${OUTBOX_CHANNEL}, ${numberId})`.execute(tx)
}

/** A report proves that Meta has these messages: whatever their calls may still answer, nothing has to wait for it. */
export async function release(tx: Tx, workspaceId: string, messageIds: readonly string[]): Promise<void> {
  if (messageIds.length === 0) return
  await sql`
    with released as (
      delete from outbox o where o.workspace_id = ${workspaceId} and o.message_id = any(${messageIds}::uuid[]) returning o.number_id
    )
    select pg_notify(${OUTBOX_CHANNEL}, number_id::text) from (select distinct number_id from released) as numbers`.execute(tx)
}

export type AtMeta = { readonly metaMediaId: string } | { readonly metaMediaIds: Readonly<Record<string, string>> }

/** Meta has the files now: the message that was held for them may go. Said twice it does nothing. */
export async function releaseHeld(tx: Tx, workspaceId: string, messageId: string, files: AtMeta): Promise<void> {
  const [one, several] = 'metaMediaId' in files ? [files.metaMediaId, null] : [null, JSON.stringify(files.metaMediaIds)]
  await sql`
    with released as (
      update outbox o set waits_for_media = false, meta_media_id = ${one}, meta_media_ids = ${several}::jsonb
      where o.workspace_id = ${workspaceId} and o.message_id = ${messageId} and o.waits_for_media returning o.number_id
    )
    select pg_notify(${OUTBOX_CHANNEL}, number_id::text) from released`.execute(tx)
}

/** Until the end of the transaction nobody else decides whether this message may go. */
export async function holdOutbox(tx: Tx, workspaceId: string, messageId: string): Promise<void> {
  await sql`select 1 from outbox o where o.workspace_id = ${workspaceId} and o.message_id = ${messageId} for update`.execute(tx)
}

/** Takes back a message that was held for its file and will never have it. No attempt was made, so none can be under way. @returns whether it was there */
export async function withdrawHeld(tx: Tx, workspaceId: string, messageId: string): Promise<boolean> {
  const { rows } = await sql`
    with gone as (
      delete from outbox o where o.workspace_id = ${workspaceId} and o.message_id = ${messageId} and o.waits_for_media returning o.number_id
    )
    select pg_notify(${OUTBOX_CHANNEL}, number_id::text) from gone`.execute(tx)
  return rows.length > 0
}
