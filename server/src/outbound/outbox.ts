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
