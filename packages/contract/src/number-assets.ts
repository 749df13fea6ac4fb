/** What customers see of a number, as Meta keeps it. Nothing of it is stored by us: every answer was read just now. */
import { z } from 'zod'
import { LONGEST_PREFILL, PROFILE_LIMITS, VERTICALS } from './number-limits.ts'

/** GET /api/v1/numbers/{id}/profile. `''` and an empty list are "not filled in". */
export const numberProfile = z.object({
  about: z.string(),
  description: z.string(),
  address: z.string(),
  email: z.string(),
  websites: z.array(z.string()),
  vertical: z.string().describe("Meta's word for the line of business; UNDEFINED when none was chosen"),
  /** Whether there is a photo; its bytes are at …/profile/picture. */
  hasPicture: z.boolean(),
  readAt: z.iso.datetime(),
})
export type NumberProfile = z.infer<typeof numberProfile>

const website = z.url({ protocol: /^https?$/, hostname: z.regexes.domain }).max(PROFILE_LIMITS.website)
/** PATCH …/profile: what is absent stays. An empty text clears a field, except `about`, which Meta does not let be empty. */
export const profilePatch = z
  .strictObject({
    about: z.string().trim().min(1).max(PROFILE_LIMITS.about),
    description: z.string().trim().max(PROFILE_LIMITS.description),
    address: z.string().trim().max(PROFILE_LIMITS.address),
    email: z.union([z.literal(''), z.string().trim().pipe(z.email().max(PROFILE_LIMITS.email))]),
    websites: z.array(website).max(PROFILE_LIMITS.websites),
    vertical: z.enum(VERTICALS),
  })
  .partial()
  .refine((patch) => Object.values(patch).some((value) => value !== undefined), { message: 'nothing to change' })
export type ProfilePatch = z.infer<typeof profilePatch>

export const qrCodeView = z.object({
  code: z.string(),
  prefilledMessage: z.string(),
  link: z.string().describe('opens a chat with the message typed in; the QR code holds this address'),
  opened: z.number().int().describe('conversations that began with exactly its message, since Recado knows of the code'),
})
export type QrCodeView = z.infer<typeof qrCodeView>

const code = z.string().regex(/^[A-Za-z0-9]{1,64}$/)
/** POST …/qr-codes. With `code`: that code keeps its link and gets another message. */
export const qrCodeWish = z.strictObject({ prefilledMessage: z.string().trim().min(1).max(LONGEST_PREFILL), code: code.optional() })
export type QrCodeWish = z.infer<typeof qrCodeWish>
/** DELETE …/qr-codes?code= */
export const qrCodeNamed = z.object({ code })

/** Where one of the three levels sends this number's messages. */
export const webhookLevel = z.object({
  level: z.enum(['number', 'waba', 'app']),
  url: z.string().nullable(),
  isOurs: z.boolean(),
})

/**
 * GET /api/v1/numbers/{id}/webhooks. Meta sends messages to the first level that has an address: number, then account (WABA), then app.
 * `state`: ours; elsewhere: another address wins; not_subscribed: our app gets nothing of this account; no_address: no level has one.
 */
export const numberWebhooks = z.object({
  callbackUrl: z.string().describe('where we listen'),
  isPublic: z.boolean().describe('whether Meta can reach it: a public https address'),
  levels: z.array(webhookLevel),
  winner: z.enum(['number', 'waba', 'app']).nullable(),
  state: z.enum(['ours', 'elsewhere', 'not_subscribed', 'no_address']),
  /** Every app that gets this account's webhooks, ours among them. */
  apps: z.array(z.object({ id: z.string(), name: z.string().nullable(), isOurs: z.boolean() })),
  readAt: z.iso.datetime(),
})
export type NumberWebhooks = z.infer<typeof numberWebhooks>
