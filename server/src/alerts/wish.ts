import type { AlertKind, AlertView } from '@recado/contract/alerts'

/** An alert that should be open. */
export interface Wish {
  readonly kind: AlertKind
  /** What it is about, within its kind: asked for twice it is still one alert. */
  readonly subject: string
  /** waba.id */
  readonly waba: string
  /** phone_number.id */
  readonly numberId: string | null
  readonly facts: Readonly<Record<string, string>>
}

const SEVERITY: Readonly<Record<AlertKind, AlertView['severity']>> = {
  quality_medium: 'warn',
  quality_low: 'danger',
  limit_raised: 'info',
  limit_lowered: 'warn',
  account_restricted: 'danger',
  account_violation: 'danger',
  account_banned: 'danger',
  ban_scheduled: 'danger',
  name_rejected: 'warn',
  template_paused: 'warn',
  payment_missing: 'danger',
  number_held: 'danger',
  number_missing: 'danger',
  webhooks_elsewhere: 'danger',
  webhook_silent: 'warn',
  token_refused: 'danger',
  token_expiring: 'warn',
  token_lacks_permission: 'danger',
  meta_notice: 'warn',
}
export const severityOf = (kind: AlertKind): AlertView['severity'] => SEVERITY[kind]
