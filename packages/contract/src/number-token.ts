import { z } from 'zod'

/** Without both, an account can neither be read nor written for. */
export const NEEDED_SCOPES = ['whatsapp_business_management', 'whatsapp_business_messaging'] as const

/** GET /api/v1/numbers/:id/token: what Meta said of the account's token when it was last asked. The token itself is never shown. */
export const numberToken = z.object({
  state: z.enum(['ok', 'expired', 'revoked']),
  hint: z.string().describe('last four characters; empty where the token was destroyed'),
  scopes: z.array(z.string()),
  /** Needed permissions it lacks; only known once it was looked at. */
  missing: z.array(z.string()),
  /** null: it does not expire, or Meta was not asked yet (then checkedAt is null, too) */
  expiresAt: z.iso.datetime().nullable(),
  checkedAt: z.iso.datetime().nullable(),
})
export type NumberToken = z.infer<typeof numberToken>

/** PUT /api/v1/numbers/:id/token. Kept only after Meta confirmed that it is the same app's and sees the same number. */
export const newToken = z.strictObject({ accessToken: z.string().trim().min(1).max(1000) })
export type NewToken = z.infer<typeof newToken>
