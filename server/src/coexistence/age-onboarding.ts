import type { Change } from '@recado/cloud-api/webhook'
import { sql } from 'kysely'
import type { Tx } from '../platform/scope.ts'

const MOST_SECONDS = 30 * 86_400

/** Somebody moved a sandbox number's clock forward: the 24 hours of its two requests run as much faster. */
export async function ageOnboarding(tx: Tx, workspaceId: string, change: Change): Promise<void> {
  const seconds = Number(change.value['seconds'])
  if (!Number.isFinite(seconds) || seconds <= 0 || change.phoneNumberId === null) return
  const aged = sql`make_interval(secs => ${Math.min(seconds, MOST_SECONDS)})`
  await sql`
    with aged as (
      update phone_number n set onboarded_at = coalesce(n.onboarded_at, n.created_at) - ${aged} from waba w
      where n.workspace_id = ${workspaceId} and n.phone_number_id = ${change.phoneNumberId} and w.workspace_id = n.workspace_id
        and w.id = n.waba and w.kind = 'sandbox'
      returning n.id
    )
    update phone_sync s set of_onboarding = s.of_onboarding - ${aged} from aged
    where s.workspace_id = ${workspaceId} and s.number_id = aged.id`.execute(tx)
}
