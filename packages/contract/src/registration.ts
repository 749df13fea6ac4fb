import { z } from 'zod'

/** GET /api/v1/numbers/:id/registration: where a number stands on its way onto Cloud API, asked of Meta now. */
export const numberRegistration = z.object({
  /** Meta's word, e.g. CONNECTED. */
  status: z.string().nullable(),
  /** VERIFIED, NOT_VERIFIED, EXPIRED, or a word Meta adds. */
  verification: z.string().nullable(),
  /** null: Meta did not say. */
  hasPin: z.boolean().nullable(),
  /** The PIN is kept here, sealed; it is never shown. */
  isPinKept: z.boolean(),
  isOnPhoneApp: z.boolean(),
})
export type NumberRegistration = z.infer<typeof numberRegistration>

export const pin = z.string().regex(/^\d{6}$/)
export const pinWish = z.object({ pin })
export const codeRequest = z.object({ method: z.enum(['SMS', 'VOICE']), language: z.string().regex(/^[a-z]{2}(_[A-Z]{2})?$/) })
export const codeGiven = z.object({
  code: z
    .string()
    .trim()
    .regex(/^\d{3}-?\d{3}$/),
})

/** POST /api/v1/numbers: one more number in an account that is connected. `moves`: it is in use in another account and comes over. */
export const newNumber = z.object({
  wabaId: z.string().regex(/^\d{5,20}$/),
  countryCode: z.string().regex(/^[1-9]\d{0,3}$/),
  phoneNumber: z
    .string()
    .trim()
    .regex(/^[\d ()-]{4,20}$/),
  verifiedName: z.string().trim().min(3).max(100),
  moves: z.boolean().default(false),
})
export type NewNumber = z.infer<typeof newNumber>

export const connectedAccount = z.object({ wabaId: z.string(), name: z.string(), kind: z.enum(['meta', 'sandbox']), numbers: z.number() })
export type ConnectedAccount = z.infer<typeof connectedAccount>
