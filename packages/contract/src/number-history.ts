import { z } from 'zod'

/** What a line of a number's history is about. Restrictions and reviews concern the account, and so does `limit`. */
export const NUMBER_CHANGES = [
  'status',
  'quality',
  'limit',
  'throughput',
  'name',
  'name_status',
  /** Meta's decision about a name that was asked for */
  'name_review',
  'phone',
  'mode',
  'official',
  'username',
  'restriction',
  'violation',
  /** whether Meta is about to disable the account, did so, or took it back */
  'standing',
  'review',
  /** whether Meta lets it send, by its health */
  'sending',
  /** where its messages go */
  'webhooks',
  /** whether Meta lists it in its account */
  'listed',
  /** taken off Recado, or connected again, by somebody here */
  'connection',
] as const
export type NumberChangeKind = (typeof NUMBER_CHANGES)[number]

/** GET /api/v1/numbers/:id/history: what became of the number and its account at Meta, newest first. Words are Meta's own. */
export const numberChangeLine = z.object({
  /** Grows; also what the list is ordered by. */
  id: z.string(),
  /** Which number of the account; null: the account itself. */
  number: z.object({ id: z.uuid(), displayPhoneNumber: z.string() }).nullable(),
  what: z.enum(NUMBER_CHANGES),
  /** null: it was not known before */
  from: z.string().nullable(),
  to: z.string(),
  facts: z.object({
    /** The name that was asked for, or the username. */
    name: z.string().optional(),
    reason: z.string().optional(),
    /** When it ends: an instant, or a date in Meta's words. */
    until: z.string().optional(),
  }),
  /** Told by a webhook, found when Recado read it again, or done here. */
  source: z.enum(['webhook', 'reading', 'here']),
  at: z.iso.datetime().describe('when Recado learned of it'),
})
export type NumberChangeLine = z.infer<typeof numberChangeLine>

export const numberHistoryQuery = z.object({
  /** `account`: of all numbers of the account, disconnected ones too */
  of: z.enum(['number', 'account']).default('number'),
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.string().max(2000).optional(),
})
export type NumberHistoryQuery = z.infer<typeof numberHistoryQuery>
