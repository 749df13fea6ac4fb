/** What a customer is answered while the number is closed: once per conversation and closed period, and as any other message. */
import { availabilityAt } from '@recado/contract/opening-hours'
import { sql } from 'kysely'
import { Refusal } from '../platform/errors.ts'
import { rows } from '../platform/rows.ts'
import { type Db, inTransaction, type Tx, type TxScope } from '../platform/scope.ts'
import { sendMessage } from './commands/send-message.ts'
import { type NumberRules, numberRules } from './number-rules.ts'

/** The notification that one is due. */
export const AWAY_REPLY_DUE = 'away_reply'

/** Longer after the customer's word nobody expects it any more: a backlog is worked off without it. */
const TOO_LATE_MS = 3_600_000

export interface Asked {
  readonly conversationId: string
  readonly rules: NumberRules
  /** the customer's word */
  readonly at: Date
}

/** Part of the transaction that stores what customers wrote, so that a crash neither forgets one nor asks twice. */
export async function awaitAwayReplies(tx: Tx, workspaceId: string, asked: readonly Asked[], now: Date): Promise<void> {
  const due = new Map(
    asked.flatMap(({ conversationId, rules, at }) => {
      const period = now.getTime() - at.getTime() > TOO_LATE_MS ? null : closedPeriod(rules, now)
      return period === null ? [] : [[conversationId, { conversation_id: conversationId, closed_since: period }] as const]
    }),
  )
  if (due.size === 0) return
  await sql`
    insert into away_reply (workspace_id, conversation_id, closed_since)
    select ${workspaceId}, d.* from ${rows('d', { conversation_id: 'uuid', closed_since: 'text' }, [...due.values()])}
    on conflict (workspace_id, conversation_id) do update set closed_since = excluded.closed_since, state = 'due', due_at = now()
      where away_reply.closed_since <> excluded.closed_since`.execute(tx)
  await sql`select pg_notify(${AWAY_REPLY_DUE}, '')`.execute(tx)
}

/** null: the number is open, or has nothing to say. */
function closedPeriod({ hours, away_text }: NumberRules, now: Date): string | null {
  if (hours === null || away_text === null) return null
  const { isOpen, closedSince } = availabilityAt(hours, now)
  return isOpen ? null : closedSince === null ? 'ever' : `${closedSince.date} ${closedSince.time}`
}

/** @returns whether there was one */
export async function sendNextAwayReply(pipeline: Db): Promise<boolean> {
  const { rows: due } = await sql<{ workspace_id: string; conversation_id: string }>`
    select workspace_id, conversation_id from away_reply where state = 'due' order by due_at limit 1`.execute(pipeline)
  const [next] = due
  if (next === undefined) return false
  const scope = { db: pipeline, workspaceId: next.workspace_id, actor: { kind: 'system', name: 'away' }, now: new Date() } as const
  try {
    await inTransaction(scope, (tx) => sendAwayReply(tx, next.conversation_id))
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    await inTransaction(scope, (tx) => settle(tx, next.conversation_id, 'skipped')) // the window closed, or the number was disconnected
  }
  return true
}

/** In one transaction with the message: asked twice it is sent once. Who opened meanwhile says nothing. */
async function sendAwayReply(scope: TxScope, conversationId: string): Promise<void> {
  const { rows: held } = await sql<{ number_id: string }>`
    select c.number_id from away_reply a join conversation c on c.workspace_id = a.workspace_id and c.id = a.conversation_id
    where a.workspace_id = ${scope.workspaceId} and a.conversation_id = ${conversationId} and a.state = 'due' for update of a`.execute(
    scope.db,
  )
  const [row] = held
  if (row === undefined) return
  const rules = (await numberRules(scope.db, scope.workspaceId, [row.number_id])).get(row.number_id)
  const text = rules && closedPeriod(rules, scope.now) !== null ? rules.away_text : null
  if (text !== null) await sendMessage(scope, conversationId, { type: 'text', text: { body: text } })
  await settle(scope, conversationId, text === null ? 'skipped' : 'sent')
}

async function settle(scope: TxScope, conversationId: string, state: 'sent' | 'skipped'): Promise<void> {
  await scope.db
    .updateTable('away_reply')
    .set({ state })
    .where('workspace_id', '=', scope.workspaceId)
    .where('conversation_id', '=', conversationId)
    .where('state', '=', 'due')
    .execute()
}
