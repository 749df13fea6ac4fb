/**
 * What is known of a message's way to the customer: the part of its row that the sender and the status webhooks both write. Read under
 * lock, merged in memory by pure rules, written back, each in one statement for any number of messages.
 */
import type { MessageError, MessageStatus } from '@recado/contract/messages'
import { sql } from 'kysely'
import type { Tx } from '../platform/scope.ts'
import type { Publication } from '../realtime/event-log.ts'

export interface DeliveryState {
  readonly id: string
  readonly conversationId: string
  readonly assigneeId: string | null
  /** Whether it is the message that the conversation's card shows. */
  readonly isLast: boolean
  readonly wamid: string | null
  readonly status: MessageStatus
  readonly times: Readonly<Record<string, number>>
  readonly error: MessageError | null
  readonly pricing: Readonly<Record<string, unknown>> | null
}

/**
 * Outbound messages by our id. Their conversations are locked first, then they, each in order of id: the order in which everybody here
 * locks, so that two transactions never wait for each other in a ring.
 */
export async function lockDeliveryStates(tx: Tx, workspaceId: string, messageIds: readonly string[]): Promise<DeliveryState[]> {
  if (messageIds.length === 0) return []
  const { rows } = await sql<DeliveryState>`
    with conversations as materialized (
      select c.id, c.assignee_id, c.last_message ->> 'id' as last_id from conversation c
      where c.workspace_id = ${workspaceId} and c.id in (
        select m.conversation_id from message m where m.workspace_id = ${workspaceId} and m.id = any(${messageIds}::uuid[])
      )
      order by c.id for no key update
    )
    select m.id, m.conversation_id as "conversationId", c.assignee_id as "assigneeId", c.last_id = m.id::text as "isLast",
      m.wamid, m.status, m.status_times as times, m.error, m.pricing
    from message m join conversations c on c.id = m.conversation_id
    where m.workspace_id = ${workspaceId} and m.id = any(${messageIds}::uuid[]) and m.direction = 'out' and m.status is not null
    order by m.id for no key update of m`.execute(tx)
  return rows.map((row) => ({ ...row, isLast: row.isLast === true }))
}

/** Writes what changed, on the card of the conversation too where it shows that message. @param states as merged; locked before */
export async function saveDeliveryStates(tx: Tx, workspaceId: string, states: readonly DeliveryState[]): Promise<void> {
  if (states.length === 0) return
  const last = states.filter((state) => state.isLast)
  await sql`
    with cards as (
      update conversation c set last_message = jsonb_set(c.last_message, '{status}', to_jsonb(d.status))
      from unnest(${last.map((s) => s.conversationId)}::uuid[], ${last.map((s) => s.id)}::text[], ${last.map((s) => s.status)}::text[]) as d(id, message_id, status)
      where c.workspace_id = ${workspaceId} and c.id = d.id and c.last_message ->> 'id' = d.message_id and c.last_message ->> 'status' is distinct from d.status
    )
    update message m set wamid = d.wamid, status = d.status, status_times = d.times, error = d.error, pricing = d.pricing
    from unnest(
      ${states.map((s) => s.id)}::uuid[], ${states.map((s) => s.wamid)}::text[], ${states.map((s) => s.status)}::text[],
      ${states.map((s) => JSON.stringify(s.times))}::jsonb[], ${states.map((s) => (s.error === null ? null : JSON.stringify(s.error)))}::jsonb[],
      ${states.map((s) => (s.pricing === null ? null : JSON.stringify(s.pricing)))}::jsonb[]
    ) as d(id, wamid, status, times, error, pricing)
    where m.workspace_id = ${workspaceId} and m.id = d.id`.execute(tx)
}

export function announceDelivery(state: DeliveryState): Publication {
  return {
    event: {
      type: 'message.updated',
      conversationId: state.conversationId,
      messageId: state.id,
      wamid: state.wamid,
      status: state.status,
      statusTimes: { ...state.times },
      error: state.error,
    },
    audience: { assigneeId: state.assigneeId, wasAssigneeId: state.assigneeId },
  }
}
