import { LASTING } from '@recado/contract/alerts'
import type { TxScope } from '../platform/scope.ts'
import type { Publication } from '../realtime/event-log.ts'
import { lastingAlerts } from './lasting.ts'
import { CHANGED, endAlert, openAlert } from './open.ts'
import { silentNumbers } from './silence.ts'

/**
 * Makes the open alerts of an account those that its state calls for. Asked after every change of it, so that no change can forget to.
 * @param waba waba.id @returns what to publish with the change
 */
export async function reviewAccount(scope: TxScope, waba: string): Promise<Publication[]> {
  const account = await scope.db
    .selectFrom('waba')
    .select(['id', 'name', 'token_state as tokenState', 'token_scopes as tokenScopes'])
    .select(['token_expires_at as tokenExpiresAt', 'token_checked_at as tokenCheckedAt', 'disconnected_at as disconnectedAt'])
    .where('workspace_id', '=', scope.workspaceId)
    .where('id', '=', waba)
    .executeTakeFirst()
  if (!account) return []
  const numbers = await scope.db
    .selectFrom('phone_number')
    .select(['id', 'display_phone_number as displayPhoneNumber', 'quality_rating as qualityRating', 'paused_because as pausedBecause'])
    .select(['health_codes as healthCodes', 'webhook_state as webhookState', 'missing_since as missingSince'])
    .where('workspace_id', '=', scope.workspaceId)
    .where('waba', '=', waba)
    .where('disconnected_at', 'is', null)
    .execute()
  const silences = await silentNumbers(
    scope,
    numbers.map(({ id }) => id),
  )
  const states = numbers.map((number) => ({ ...number, silence: silences.get(number.id) ?? null }))
  const due = account.disconnectedAt === null ? lastingAlerts(account, states, scope.now) : []
  const open = await scope.db
    .selectFrom('alert')
    .select(['kind', 'subject'])
    .where('workspace_id', '=', scope.workspaceId)
    .where('waba', '=', waba)
    .where('ended_at', 'is', null)
    .execute()
  let changed = false
  for (const wish of due) changed = (await openAlert(scope, wish)) || changed
  for (const { kind, subject } of open) {
    const lasts = LASTING.find((known) => known === kind)
    if (lasts === undefined || due.some((wish) => wish.kind === lasts && wish.subject === subject)) continue
    changed = (await endAlert(scope, lasts, subject)) || changed
  }
  return changed ? [CHANGED] : []
}
