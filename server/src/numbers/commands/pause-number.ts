/** Holding a number's sending, and letting it go. The queue is kept; agents see the reason. */
import { reviewAccount } from '../../alerts/review.ts'
import type { TxScope } from '../../platform/scope.ts'
import { type Publication, publish } from '../../realtime/event-log.ts'
import { connectedNumbers } from '../access.ts'
import { presentNumber } from '../present.ts'

/** Until a person does something about it. Far away rather than infinite: every program can read it. */
export const UNTIL_MENDED = new Date('9999-12-31T23:59:59Z')

/** Reasons of Meta's error table that only another token, or more permission for this one, does away with. */
const TOKEN_REASONS = ['token_invalid', 'permission_missing', 'access_denied']

/** @param because stable word, a reason of Meta's error table */
export async function pauseNumber(scope: TxScope, numberId: string, until: Date, because: string): Promise<void> {
  await scope.db
    .updateTable('phone_number')
    .set({ paused_until: until, paused_because: because })
    .where('workspace_id', '=', scope.workspaceId)
    .where('id', '=', numberId)
    .where('disconnected_at', 'is', null)
    .execute()
  await announceNumbers(scope, { numberId })
}

interface Refused {
  /** waba.id */
  readonly waba: string
  readonly state: 'expired' | 'revoked'
  readonly because: string
  /** The token that was refused, by its last characters: what an answer that comes late says of an old one is not true of the new one. */
  readonly hint: string
}

/** Meta refused the token: every number of the account is held until somebody gives a new one (or a later reading finds it good). */
export async function refuseToken(scope: TxScope, { waba, state, because, hint }: Refused): Promise<void> {
  const refused = await scope.db
    .updateTable('waba')
    .set({ token_state: state })
    .where('workspace_id', '=', scope.workspaceId)
    .where('id', '=', waba)
    .where('token_hint', '=', hint)
    .returning('id')
    .executeTakeFirst()
  if (refused === undefined) return
  await holdAccount(scope, waba, because)
  await announceNumbers(scope, { waba })
}

async function holdAccount(scope: TxScope, waba: string, because: string): Promise<void> {
  await scope.db
    .updateTable('phone_number')
    .set({ paused_until: UNTIL_MENDED, paused_because: because })
    .where('workspace_id', '=', scope.workspaceId)
    .where('waba', '=', waba)
    .where('disconnected_at', 'is', null)
    .execute()
}

/** Whoever granted the token took that back: not even we can use it any more. @param waba waba.id */
export async function destroyToken(scope: TxScope, waba: string): Promise<void> {
  await scope.db
    .updateTable('waba')
    .set({ token: '', token_hint: '', token_state: 'revoked', granted_by: null, token_scopes: [], token_expires_at: null })
    .where('workspace_id', '=', scope.workspaceId)
    .where('id', '=', waba)
    .execute()
  await holdAccount(scope, waba, 'token_invalid')
}

/** The token is good again: what was held because of it may go, what is held for another cause stays held. */
export async function resumeAccount(scope: TxScope, waba: string): Promise<void> {
  await scope.db
    .updateTable('waba')
    .set({ token_state: 'ok' })
    .where('workspace_id', '=', scope.workspaceId)
    .where('id', '=', waba)
    .execute()
  const freed = await scope.db
    .updateTable('phone_number')
    .set({ paused_until: null, paused_because: null })
    .where('workspace_id', '=', scope.workspaceId)
    .where('waba', '=', waba)
    .where('paused_because', 'in', TOKEN_REASONS)
    .returning('id')
    .execute()
  for (const { id } of freed) await wakeSender(scope, id)
}

/** Tells whoever paces the number that it may go on. */
export async function wakeSender(scope: TxScope, numberId: string): Promise<void> {
  await scope.db.selectNoFrom((eb) => eb.fn('pg_notify', [eb.val('outbox'), eb.val(numberId)]).as('woken')).execute()
}

/** Tells every browser how a number, or all of an account, are now. Last in its transaction, as every publishing is. */
export async function announceNumbers(scope: TxScope, which: Which): Promise<void> {
  await publish(scope, ...(await numbersChanged(scope, which)))
}

type Which = { readonly numberId: string } | { readonly waba: string }

/** What there is to tell of numbers that changed: how they are now, and what that means for the alerts of their accounts. */
export async function numbersChanged(scope: TxScope, which: Which): Promise<Publication[]> {
  const numbers = connectedNumbers(scope)
  const rows = await ('waba' in which
    ? numbers.where('phone_number.waba', '=', which.waba)
    : numbers.where('phone_number.id', '=', which.numberId)
  ).execute()
  const accounts = 'waba' in which ? [which.waba] : [...new Set(rows.map((row) => row.waba))]
  const alerts: Publication[] = []
  for (const waba of accounts) alerts.push(...(await reviewAccount(scope, waba)))
  return [...rows.map((row) => ({ event: { type: 'number.updated', number: presentNumber(row) } as const, audience: null })), ...alerts]
}
