/** Everything a client company has at Meta: portfolio, account, numbers, and how they are, as Meta told it last. */
import { z } from 'zod'
import { alertKind } from './alerts.ts'

/** The worst of what is open about it; unknown: it was never read, or the last reading failed. */
export const assetHealth = z.enum(['good', 'warning', 'broken', 'unknown'])
export type AssetHealth = z.infer<typeof assetHealth>

export const assetNumber = z.object({
  id: z.uuid(),
  phoneNumberId: z.string(),
  displayPhoneNumber: z.string(),
  verifiedName: z.string().nullable(),
  status: z.string().nullable(),
  qualityRating: z.string().nullable(),
  messagingLimit: z.string().nullable(),
  /** Where its messages go: ours, elsewhere, no_address, not_subscribed; null: not read yet. */
  webhookState: z.string().nullable(),
  isCoexistence: z.boolean(),
  missingSince: z.iso.datetime().nullable(),
  health: assetHealth,
  /** What is open about it, the worst first. */
  alerts: z.array(alertKind),
})
export type AssetNumber = z.infer<typeof assetNumber>

export const assetAccount = z.object({
  /** Meta's ids. */
  wabaId: z.string(),
  business: z.object({ id: z.string(), name: z.string().nullable() }).nullable(),
  name: z.string(),
  kind: z.enum(['meta', 'sandbox']),
  /** APPROVED, PENDING, REJECTED, …: Meta's words, as are `canSend`'s. */
  reviewStatus: z.string().nullable(),
  canSend: z.string().nullable(),
  /** Our app gets its webhooks; null: nobody told us which app is ours. */
  isSubscribed: z.boolean().nullable(),
  tokenState: z.enum(['ok', 'expired', 'revoked']),
  tokenExpiresAt: z.iso.datetime().nullable(),
  metaReadAt: z.iso.datetime().nullable(),
  /** Why the last reading failed: a stable word; null: it did not. */
  metaProblem: z.string().nullable(),
  templates: z.object({ total: z.number().int(), approved: z.number().int() }),
  health: assetHealth,
  /** What is open about the account itself. */
  alerts: z.array(alertKind),
  numbers: z.array(assetNumber),
})
export type AssetAccount = z.infer<typeof assetAccount>

/** GET /api/v1/assets: by portfolio, then by name. */
export const assetQuery = z.object({
  /** Part of a name, or of an id or phone number. */
  q: z.string().trim().max(100).optional(),
  /** Only accounts about which, or about a number of which, something bad is open. */
  attention: z.enum(['true', 'false']).default('false'),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z.string().max(2000).optional(),
})
export type AssetQuery = z.infer<typeof assetQuery>

/** GET /api/v1/assets/summary: the client companies that the reader belongs to, this one first. */
export const assetCompany = z.object({
  workspaceId: z.uuid(),
  name: z.string(),
  isHere: z.boolean(),
  accounts: z.number().int(),
  numbers: z.number().int(),
  /** Accounts that need attention. */
  attention: z.number().int(),
})
export type AssetCompany = z.infer<typeof assetCompany>

/** GET /api/v1/assets/{wabaId}/flows, asked of Meta now. */
export const assetFlow = z.object({ id: z.string(), name: z.string(), status: z.string().describe("Meta's word: DRAFT, PUBLISHED, …") })
export type AssetFlow = z.infer<typeof assetFlow>
