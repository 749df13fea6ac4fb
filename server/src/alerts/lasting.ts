/** Which alerts the state of an account and its numbers calls for. Pure. */
import type { AlertKind } from '@recado/contract/alerts'
import { NEEDED_SCOPES } from '@recado/contract/number-token'
import type { Wish } from './wish.ts'

export interface AccountState {
  /** waba.id */
  readonly id: string
  readonly name: string
  readonly tokenState: 'ok' | 'expired' | 'revoked'
  readonly tokenScopes: readonly string[]
  readonly tokenExpiresAt: Date | null
  readonly tokenCheckedAt: Date | null
}

export interface NumberState {
  readonly id: string
  readonly displayPhoneNumber: string
  readonly qualityRating: string | null
  readonly pausedBecause: string | null
  /** What stands in the way by Meta's health of it: its codes, and our word for money (reconcile/keep-reading.ts). */
  readonly healthCodes: readonly string[]
  readonly webhookState: string | null
  /** Since when Meta does not list it in its account; null: it does. */
  readonly missingSince: Date | null
  /** Set while it is silent against its habit (silence.ts). */
  readonly silence: { readonly since: Date; readonly usual: number } | null
}

const DAY_MS = 86_400_000
/** Time enough for somebody to come back from holidays and make another one. */
export const EXPIRES_SOON_MS = 14 * DAY_MS

export function lastingAlerts(account: AccountState, numbers: readonly NumberState[], now: Date): Wish[] {
  return [...aboutToken(account, now), ...numbers.flatMap((number) => aboutNumber(account, number))]
}

function aboutToken(account: AccountState, now: Date): Wish[] {
  const { id, name, tokenState, tokenExpiresAt, tokenScopes, tokenCheckedAt } = account
  const wish = (kind: AlertKind, facts: Record<string, string> = {}): Wish => ({
    kind,
    subject: id,
    waba: id,
    numberId: null,
    facts: { account: name, ...facts },
  })
  if (tokenState !== 'ok') return [wish('token_refused')]
  const missing = tokenCheckedAt === null ? [] : NEEDED_SCOPES.filter((scope) => !tokenScopes.includes(scope))
  const endsSoon = tokenExpiresAt !== null && tokenExpiresAt.getTime() - now.getTime() < EXPIRES_SOON_MS
  return [
    ...(missing.length > 0 ? [wish('token_lacks_permission', { what: missing.join(', ') })] : []),
    ...(endsSoon ? [wish('token_expiring', { until: tokenExpiresAt.toISOString() })] : []),
  ]
}

/** 131042: Meta's error for a payment that is missing. */
const UNPAID = ['payment', '131042']
const LEADS_AWAY = ['elsewhere', 'not_subscribed']
const PAYMENT = ['payment_problem', 'payment_terms']
const BAN = ['account_restricted', 'account_locked']
/** Told once for the whole account, as token_refused. */
const TOKEN = ['token_invalid', 'permission_missing', 'access_denied']

function aboutNumber(account: AccountState, number: NumberState): Wish[] {
  const facts = { number: number.displayPhoneNumber, account: account.name }
  const wish = (kind: AlertKind, more: Readonly<Record<string, string>> = {}): Wish => ({
    kind,
    subject: number.id,
    waba: account.id,
    numberId: number.id,
    facts: { ...facts, ...more },
  })
  const because = number.pausedBecause
  const isUnpaid = number.healthCodes.some((code) => UNPAID.includes(code)) && (because === null || !PAYMENT.includes(because))
  const { silence } = number
  return [
    ...(number.missingSince === null ? [] : [wish('number_missing', { since: number.missingSince.toISOString() })]),
    ...(isUnpaid ? [wish('payment_missing')] : []),
    ...(LEADS_AWAY.includes(number.webhookState ?? '') ? [wish('webhooks_elsewhere')] : []),
    ...(silence === null ? [] : [wish('webhook_silent', { since: silence.since.toISOString(), usual: String(silence.usual) })]),
    ...(number.qualityRating === 'YELLOW' ? [wish('quality_medium')] : []),
    ...(number.qualityRating === 'RED' ? [wish('quality_low')] : []),
    ...(because !== null && !TOKEN.includes(because)
      ? [wish(PAYMENT.includes(because) ? 'payment_missing' : BAN.includes(because) ? 'account_banned' : 'number_held')]
      : []),
  ]
}
