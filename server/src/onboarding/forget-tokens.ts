import { sql } from 'kysely'
import type { TxScope } from '../platform/scope.ts'

/** As long a run that failed can be gone on with. A signup that nobody mended by then begins anew. */
export const FAILED_KEEPS_TOKEN_DAYS = 7

/**
 * Destroys the tokens of runs that nobody will go on with: those that failed long ago, whose link was withdrawn or ran out, or whose
 * account was connected by another run since. What they came to stays readable.
 *
 * @returns how many
 */
export async function forgetTokens(scope: TxScope): Promise<number> {
  const { rows } = await sql`
    update onboarding o set token = ''
    where o.workspace_id = ${scope.workspaceId} and o.token <> '' and o.state in ('failed', 'cancelled') and (
      o.state = 'cancelled'
      or o.finished_at < ${scope.now}::timestamptz - make_interval(days => ${FAILED_KEEPS_TOKEN_DAYS})
      or exists (
        select 1 from signup_link l where l.workspace_id = o.workspace_id and l.id = o.link_id
          and (l.withdrawn_at is not null or l.used_at is not null or l.expires_at < ${scope.now}))
      or exists (
        select 1 from onboarding later where later.workspace_id = o.workspace_id and later.state = 'done'
          and later.waba_id = o.waba_id and later.created_at > o.created_at))
    returning o.id`.execute(scope.db)
  return rows.length
}
