/** Tells whoever administers a workspace of its new alerts, by e-mail. */
import { alertKind } from '@recado/contract/alerts'
import { locale } from '@recado/contract/team'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Config } from '../config.ts'
import type { Logger } from '../platform/log.ts'
import type { Mailer } from '../platform/mailer.ts'
import { type Db, inTransaction, type TxScope } from '../platform/scope.ts'
import { letterOf } from './letter.ts'

export interface MailDeps {
  /** as recado_app */
  readonly db: Db
  readonly log: Logger
  readonly config: Pick<Config, 'PUBLIC_URL'>
}

/** An old alert is no news: nobody gets a month of them on the day that SMTP_URL is set. */
const NEWS_HOURS = 24
const MOST_ATTEMPTS = 8

/**
 * One round for one workspace. The attempt is committed before the letters leave, so a crash in between tells some people twice (under
 * the same id) and nobody never. @returns how many alerts were told
 */
export async function mailAlerts(deps: MailDeps, mailer: Mailer, workspaceId: string): Promise<number> {
  const scope = { db: deps.db, workspaceId, actor: { kind: 'system', name: 'alert mail' }, now: new Date() } as const
  const round = await inTransaction(scope, claim)
  if (round.alerts.length === 0) return 0
  try {
    for (const reader of round.readers) {
      const link = `${deps.config.PUBLIC_URL}/alerts`
      const letter = letterOf(round.alerts, { ...reader, link })
      await mailer.send({
        ...letter,
        to: reader.email,
        id: `${round.alerts
          .map(({ id }) => id)
          .join('.')
          .slice(0, 200)}.${reader.id}`,
      })
    }
  } catch (err) {
    deps.log.warn({ workspace: workspaceId, outcome: 'alert_mail_failed', err }, 'alerts not mailed; they will be tried again')
    return 0
  }
  await inTransaction(scope, (tx) =>
    settle(
      tx,
      round.alerts.map(({ id }) => id),
    ),
  )
  return round.alerts.length
}

const alertRow = z.object({ id: z.string(), kind: alertKind, facts: z.record(z.string(), z.string()) })
const readerRow = z.object({ id: z.string(), email: z.string(), locale, workspace: z.string(), timeZone: z.string() })

async function claim(tx: TxScope) {
  const { rows } = await sql`
    update alert set mail_attempts = mail_attempts + 1,
      mail_due_at = case when mail_attempts + 1 >= ${MOST_ATTEMPTS} then null else now() + power(2, mail_attempts) * interval '1 minute' end
    where workspace_id = ${tx.workspaceId} and ended_at is null and mail_due_at <= now()
      and opened_at > now() - make_interval(hours => ${NEWS_HOURS})
    returning id, kind, facts`.execute(tx.db)
  const readers = await tx.db
    .selectFrom('membership')
    .innerJoin('person', 'person.id', 'membership.user_id')
    .innerJoin('workspace', 'workspace.id', 'membership.workspace_id')
    .select(['person.id', 'person.email', 'person.locale', 'workspace.name as workspace', 'workspace.time_zone as timeZone'])
    .where('membership.workspace_id', '=', tx.workspaceId)
    .where('membership.role', 'in', ['owner', 'admin'])
    .orderBy('person.id')
    .execute()
  return { alerts: z.array(alertRow).parse(rows), readers: z.array(readerRow).parse(readers) }
}

async function settle(tx: TxScope, ids: readonly string[]): Promise<void> {
  await tx.db.updateTable('alert').set({ mail_due_at: null }).where('workspace_id', '=', tx.workspaceId).where('id', 'in', ids).execute()
}
