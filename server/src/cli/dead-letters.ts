/** `dead-letters list` and `dead-letters retry`: what gave up, and another try. */
import { sql } from 'kysely'
import { retryMessage } from '../conversations/commands/retry-message.ts'
import { listDeadDeliveries, retryDeadDeliveries } from '../inbound/replay.ts'
import { Refusal } from '../platform/errors.ts'
import { type Db, inTransaction, type Scope } from '../platform/scope.ts'
import { command, Misuse, type Parts } from './command.ts'

interface DeadSend {
  readonly id: string
  readonly workspaceId: string
  readonly workspace: string
  readonly at: Date
  readonly status: string
  readonly reason: string
}

export const deadLetters = command({
  name: 'dead-letters list',
  usage: '[--json]',
  summary: 'Deliveries and sends that gave up, with the reason',
  help: `  --json   one JSON object: {deliveries: [{id, receivedAt, attempts, code, error, bytes}], sends: [{id, workspaceId, workspace, at, status, reason}]}

A delivery is one webhook call that could not be processed; its bytes are kept. A send is a message that failed for good or whose outcome
nobody knows. The newest 1,000 of each.`,
  options: { json: { type: 'boolean' } },
  run: async ({ values }, { withParts, print }) => {
    const { deliveries, sends } = await withParts(async (parts) => ({
      deliveries: await listDeadDeliveries(parts.pipeline),
      sends: await listDeadSends(parts),
    }))
    if (values.json === true) return print(JSON.stringify({ deliveries, sends }))
    if (deliveries.length + sends.length === 0) return print('Nothing gave up.')
    for (const { id, receivedAt, code, error } of deliveries) print(`delivery ${id}  ${receivedAt.toISOString()}  ${code}: ${error}`)
    for (const { id, workspace, at, status, reason } of sends) print(`send ${id}  ${at.toISOString()}  ${workspace}  ${status}: ${reason}`)
  },
})

export const retryDeadLetters = command({
  name: 'dead-letters retry',
  usage: '[--delivery ID]... [--send ID]... | --all-deliveries',
  summary: 'Try again what gave up',
  help: `  --delivery ID      this delivery; may be given several times
  --all-deliveries   every dead delivery
  --send ID          this message, sent once more as a new one; may be given several times

Processing a delivery again cannot do harm. Sending again can: a message whose outcome is unknown may have arrived, so sends are named
one by one.`,
  options: {
    delivery: { type: 'string', multiple: true },
    send: { type: 'string', multiple: true },
    'all-deliveries': { type: 'boolean' },
  },
  run: async ({ values }, { withParts, print }) => {
    const { delivery = [], send = [] } = values
    const isAll = values['all-deliveries'] === true
    if (delivery.length + send.length === 0 && !isAll)
      throw new Misuse('Say what to try again: --delivery ID, --send ID or --all-deliveries')
    await withParts(async (parts) => {
      if (isAll || delivery.length > 0)
        print(`${await retryDeadDeliveries(parts.pipeline, isAll ? [] : delivery)} deliveries are tried again`)
      for (const id of send) await resend(parts, id)
      if (send.length > 0) print(`${send.length} messages are sent again`)
    })
  },
})

async function listDeadSends({ db, pipeline }: Parts): Promise<DeadSend[]> {
  const sends: DeadSend[] = []
  for (const { id: workspaceId, name: workspace } of await workspaces(pipeline)) {
    const rows = await inTransaction(system(db, workspaceId), (scope) =>
      scope.db
        .selectFrom('message')
        .select(['id', 'status', 'sent_at', 'error'])
        .where('workspace_id', '=', workspaceId)
        .where('direction', '=', 'out')
        .where('status', 'in', ['failed', 'unknown'])
        .orderBy('sent_at', 'desc')
        .limit(1000)
        .execute(),
    )
    sends.push(
      ...rows.map((row) => ({
        id: row.id,
        workspaceId,
        workspace,
        at: row.sent_at,
        status: row.status ?? '',
        reason: reasonOf(row.error),
      })),
    )
  }
  return sends.sort((a, b) => b.at.getTime() - a.at.getTime()).slice(0, 1000)
}

function reasonOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return 'no reason known'
  const known = new Map(Object.entries(error))
  return ['code', 'reason', 'title', 'details'].flatMap((key) => known.get(key) ?? []).join(' ')
}

async function resend({ db, pipeline }: Parts, messageId: string): Promise<void> {
  for (const { id } of await workspaces(pipeline)) {
    const isSent = await inTransaction(system(db, id), (scope) => retryMessage(scope, messageId)).then(
      () => true,
      (error: unknown) => {
        if (error instanceof Refusal && error.code === 'not_found') return false
        throw error
      },
    )
    if (isSent) return
  }
  throw new Misuse(`There is no message ${messageId}`)
}

const system = (db: Db, workspaceId: string): Scope => ({
  db,
  workspaceId,
  actor: { kind: 'system', name: 'command line' },
  now: new Date(),
})

async function workspaces(pipeline: Db): Promise<{ id: string; name: string }[]> {
  const { rows } = await sql<{ id: string; name: string }>`select id, name from workspace order by created_at`.execute(pipeline)
  return rows
}
