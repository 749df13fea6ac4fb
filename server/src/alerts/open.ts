/** Opening and ending alerts, inside the transaction of what they are about. Both are safe to ask for again and again. */
import type { AlertKind } from '@recado/contract/alerts'
import { sql } from 'kysely'
import { newId } from '../platform/ids.ts'
import type { TxScope } from '../platform/scope.ts'
import type { Publication } from '../realtime/event-log.ts'
import { severityOf, type Wish } from './wish.ts'

/** Payload: workspace id. Heard by the mailer. */
export const ALERT_OPENED = 'alert_opened'
export const CHANGED: Publication = { event: { type: 'alerts.changed' }, audience: null }

/** @returns whether anything is new: an alert, or what an open one says */
export async function openAlert(scope: TxScope, { kind, subject, waba, numberId, facts }: Wish): Promise<boolean> {
  const said = JSON.stringify(facts)
  const { rows } = await sql<{ isNew: boolean }>`
    insert into alert (workspace_id, id, kind, subject, severity, waba, number_id, facts, opened_at, mail_due_at)
    values (${scope.workspaceId}, ${newId()}, ${kind}, ${subject}, ${severityOf(kind)}, ${waba}, ${numberId}, ${said}::jsonb, ${scope.now}, ${scope.now})
    on conflict (workspace_id, kind, subject) where ended_at is null do update set facts = excluded.facts where alert.facts <> excluded.facts
    returning xmax = 0 as "isNew"`.execute(scope.db)
  const [row] = rows
  if (row?.isNew === true) await sql`select pg_notify(${ALERT_OPENED}, ${scope.workspaceId})`.execute(scope.db)
  return row !== undefined
}

/** Its cause is gone. What nobody was told of by e-mail yet is not told any more. */
export async function endAlert(scope: TxScope, kind: AlertKind, subject: string): Promise<boolean> {
  const ended = await scope.db
    .updateTable('alert')
    .set({ ended_at: scope.now, mail_due_at: null })
    .where('workspace_id', '=', scope.workspaceId)
    .where('kind', '=', kind)
    .where('subject', '=', subject)
    .where('ended_at', 'is', null)
    .returning('id')
    .execute()
  return ended.length > 0
}
