import { z } from 'zod'

/** Every matter there is. The words for each are in alert-words/. */
export const alertKind = z.enum([
  'quality_medium',
  'quality_low',
  'limit_raised',
  'limit_lowered',
  'account_restricted',
  'account_violation',
  'account_banned',
  'ban_scheduled',
  'name_rejected',
  'template_paused',
  'payment_missing',
  'number_held',
  'number_missing',
  'webhooks_elsewhere',
  'webhook_silent',
  'token_refused',
  'token_expiring',
  'token_lacks_permission',
  'meta_notice',
])
export type AlertKind = z.infer<typeof alertKind>

/** What lasts as long as its cause does: nobody marks these as resolved, they end by themselves. */
export const LASTING: readonly AlertKind[] = [
  'quality_medium',
  'quality_low',
  'account_banned',
  'payment_missing',
  'number_held',
  'number_missing',
  'webhooks_elsewhere',
  'webhook_silent',
  'token_refused',
  'token_expiring',
  'token_lacks_permission',
]

export const alertView = z.object({
  id: z.uuid(),
  kind: alertKind,
  severity: z.enum(['danger', 'warn', 'info']),
  /** Where it can be looked at; null where it concerns a whole account, or more. */
  numberId: z.uuid().nullable(),
  /** Meta's id of the account. */
  wabaId: z.string().nullable(),
  /** It ends with its cause; nobody can mark it as resolved. */
  isLasting: z.boolean(),
  facts: z.record(z.string(), z.string()).describe('words for the sentence: number, account, template, until, …'),
  openedAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
  /** Who put it away; null where it ended by itself. */
  endedBy: z.string().nullable(),
})
export type AlertView = z.infer<typeof alertView>

/** GET /api/v1/alerts. Open ones are few and come all at once; past ones are paged, newest first. */
export const alertQuery = z.object({
  state: z.enum(['open', 'past']).default('open'),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z.string().max(2000).optional(),
})
export type AlertQuery = z.infer<typeof alertQuery>

/** title: what happened, in a line · mend: what to do. Holes are facts: {{number}}. */
export type AlertWords = Readonly<Record<'title' | 'body' | 'mend', Readonly<Record<AlertKind, string>>>>
