/** Whose turn it is to be read from Meta: across workspaces, whoever is due longest. */
import { sql } from 'kysely'
import type { Db } from '../platform/scope.ts'

/** A reading that takes longer is taken up by somebody else; twice read is read. */
const LEASE_SECONDS = 300

export interface Turn {
  readonly workspaceId: string
  /** Meta's id of the account */
  readonly wabaId: string
  readonly dueAt: Date
  /** Readings that failed in a row. */
  readonly failures: number
  /** What the turn is known by when it ends: a hint that came meanwhile makes it another. */
  readonly lease: Date
}

/** Takes the account that is due longest. Of several processes each gets another one. @returns null when none is due */
export async function takeTurn(db: Db): Promise<Turn | null> {
  const { rows } = await sql<Turn>`
    update waba_route r set read_due_at = date_trunc('milliseconds', now()) + make_interval(secs => ${LEASE_SECONDS})
    from (select waba_id, read_due_at from waba_route where read_due_at <= now() order by read_due_at limit 1 for update skip locked) d
    where r.waba_id = d.waba_id
    returning r.workspace_id as "workspaceId", r.waba_id as "wabaId", d.read_due_at as "dueAt", r.read_failures as failures,
      r.read_due_at as lease`.execute(db)
  return rows[0] ?? null
}

export interface Ending {
  readonly nextInMs: number
  readonly failures: number
}

/** Where Meta hinted at a change during the reading, the hint stands. */
export async function endTurn(db: Db, { wabaId, lease }: Turn, { nextInMs, failures }: Ending): Promise<void> {
  await sql`
    update waba_route set read_failures = ${failures}, read_due_at = now() + make_interval(secs => ${nextInMs / 1000})
    where waba_id = ${wabaId} and read_due_at = ${lease}`.execute(db)
}
