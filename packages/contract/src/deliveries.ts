import { z } from 'zod'

/** GET /api/v1/numbers/{id}/deliveries: Meta's webhook calls about a number and its account, newest first, as long as they are kept. */
export const deliveryQuery = z.object({
  field: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(30),
  cursor: z.string().max(2000).optional(),
})
export type DeliveryQuery = z.infer<typeof deliveryQuery>

const deliveryId = z.string().regex(/^\d{1,18}\.\d{1,6}$/)

export const deliveryLine = z.object({
  id: deliveryId,
  receivedAt: z.iso.datetime(),
  /** Meta's fields; `statuses` for reports about messages, which Meta sends as `messages` too. */
  fields: z.array(z.string()),
  bytes: z.number().int(),
  /** waiting: not processed yet, or to be tried again · given_up: after five attempts, kept for a person */
  state: z.enum(['processed', 'waiting', 'given_up']),
  /** why the last attempt failed */
  problem: z.string().nullable(),
  /** One of ours, made by POST …/webhooks/test: it changed nothing. */
  isTest: z.boolean(),
})
export type DeliveryLine = z.infer<typeof deliveryLine>
/** A page may be short, or empty, and still have a next one: so far was looked back. */
export const deliveryPage = z.object({ items: z.array(deliveryLine), nextCursor: z.string().nullable() })

export const deliveryNamed = z.object({ id: z.uuid(), delivery: deliveryId })

export const deliveryBody = z.object({
  id: deliveryId,
  receivedAt: z.iso.datetime(),
  body: z.string(),
  /** What people wrote, and who they are, is covered: the reader may not see it here. */
  isMasked: z.boolean(),
  /** The call held other accounts' news, too; they are left out, and the rest is written anew. */
  isPart: z.boolean(),
})
export type DeliveryBody = z.infer<typeof deliveryBody>

/** POST …/deliveries/replay: processed again by the same worker; changes nothing that is already right. */
export const replayWish = z.strictObject({ ids: z.array(deliveryId).min(1).max(100) })
export const replayed = z.object({ queued: z.number().int() })

/** GET …/webhooks/seen */
export const webhooksSeen = z.object({
  fields: z.array(
    z.object({ field: z.string(), lastAt: z.iso.datetime(), lastDay: z.number().int().describe('how many within 24 hours') }),
  ),
  /** Calls without a valid signature at this process, since it started; anybody may make them, so they belong to no number. */
  refused: z.object({ count: z.number().int(), lastAt: z.iso.datetime().nullable() }),
})
export type WebhooksSeen = z.infer<typeof webhooksSeen>

/**
 * POST …/webhooks/test: Meta's own call to our address (its handshake, which it makes when an address is set), and for every field a
 * delivery of ours, signed with the app's secret, through the very address that Meta uses. Meta has no call that makes it send an event.
 */
export const webhookTest = z.object({
  url: z.string().describe('the address that was tried'),
  at: z.iso.datetime(),
  handshake: z.object({
    state: z.enum(['passed', 'failed', 'skipped']),
    /** Why it was not asked for: no public https address; our app gets nothing of this account; the number leads elsewhere. */
    because: z.enum(['not_public', 'not_subscribed', 'elsewhere']).nullable(),
    said: z.string().nullable().describe("Meta's words, or why it could not be asked"),
  }),
  fields: z.array(
    z.object({
      field: z.string(),
      isSubscribed: z.boolean().nullable().describe('whether the app is subscribed to it at Meta; null: could not be asked'),
      /** stored: taken, and not processed within half a minute */
      state: z.enum(['processed', 'stored', 'refused', 'unreachable']),
      status: z.number().int().nullable(),
      cause: z.string().nullable(),
      ms: z.number().int().nullable().describe('until the answer'),
    }),
  ),
})
export type WebhookTest = z.infer<typeof webhookTest>
