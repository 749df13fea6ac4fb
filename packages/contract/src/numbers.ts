import { z } from 'zod'
import { awayText, openingHours } from './number-hours.ts'

export const numberView = z.object({
  id: z.uuid(),
  /** Meta's ids. */
  phoneNumberId: z.string(),
  wabaId: z.string(),
  wabaName: z.string(),
  /** A sandbox number reaches nobody's WhatsApp and is marked as such wherever it appears. */
  kind: z.enum(['meta', 'sandbox']),
  displayPhoneNumber: z.string(),
  verifiedName: z.string().nullable(),
  status: z.string().nullable(),
  qualityRating: z.string().nullable(),
  throughputLevel: z.string().nullable(),
  messagingLimit: z.string().nullable(),
  isCoexistence: z.boolean(),
  tokenState: z.enum(['ok', 'expired', 'revoked']),
  tokenHint: z.string().describe('last four characters of the access token; the token itself is never shown'),
  pausedUntil: z.iso.datetime().nullable(),
  pausedBecause: z.string().nullable(),
  metaReadAt: z.iso.datetime().nullable(),
  /** Since when Meta does not list it in its account; what is shown of it is what was last known. null: it does. */
  missingSince: z.iso.datetime().nullable(),
  templatesSyncedAt: z.iso.datetime().nullable(),
  /** Whose line conversations join when they open. */
  defaultTeamId: z.uuid().nullable(),
  /** When it is answered; null: nobody said, so always. */
  hours: openingHours.nullable(),
  /** What customers are answered while it is closed, once per conversation and closed period. */
  awayText: z.string().nullable(),
  createdAt: z.iso.datetime(),
})
export type NumberView = z.infer<typeof numberView>

/** PATCH /api/v1/numbers/{id}: what is left out stays as it is. */
export const numberSettings = z.object({
  defaultTeamId: z.uuid().nullable().optional(),
  hours: openingHours.nullable().optional(),
  awayText: awayText.nullable().optional(),
})
export type NumberSettings = z.infer<typeof numberSettings>

/** The manual connect form. Every field may be checked alone, as soon as it is filled. */
export const numberCredentials = z.object({
  accessToken: z.string().trim().min(1).max(1000),
  wabaId: z
    .string()
    .trim()
    .regex(/^\d{5,20}$/),
  phoneNumberId: z
    .string()
    .trim()
    .regex(/^\d{5,20}$/),
  appSecret: z
    .string()
    .trim()
    .regex(/^[0-9a-fA-F]{32}$/),
  verifyToken: z.string().trim().min(8).max(200),
})
export type NumberCredentials = z.infer<typeof numberCredentials>
export const credentialField = z.enum(['accessToken', 'wabaId', 'phoneNumberId', 'appSecret', 'verifyToken'])
export type CredentialField = z.infer<typeof credentialField>

/** Every word `problem` may take. Screens translate each to a cause and a mend. */
export const credentialProblem = z.enum([
  /** accessToken */
  'token_invalid',
  'token_expired',
  /** facts.missing: the permissions it lacks */
  'token_lacks_permission',
  /** wabaId */
  'waba_not_visible',
  'waba_is_something_else',
  'waba_connected_elsewhere',
  /** phoneNumberId */
  'number_not_in_waba',
  'number_connected_elsewhere',
  /** appSecret: facts.appId is the app the token belongs to */
  'secret_of_other_app',
  /** Any field: the shape alone is wrong, e.g. letters in an id. */
  'malformed',
  /** state unknown: another field must be right first; facts.field names it */
  'needs_other_field',
  /** state unknown: Meta did not answer, or not now */
  'graph_unreachable',
  'graph_busy',
  /** state unknown: Meta refused in words we have no meaning for; facts.meta holds them */
  'graph_refused',
])
export type CredentialProblem = z.infer<typeof credentialProblem>

/** Result of checking one field live. */
export const fieldCheck = z.object({
  field: credentialField,
  state: z.enum(['ok', 'wrong', 'unknown', 'missing']),
  problem: credentialProblem.nullable(),
  /** Facts to show beside a field: the WABA's name, the number's display phone, the app's name, until when the token lives. */
  facts: z.record(z.string(), z.string()),
})
export type FieldCheck = z.infer<typeof fieldCheck>

/** POST /api/v1/numbers/check: any of the five, as typed. What is absent or empty comes back as `missing`. */
export const partialCredentials = z.object({
  accessToken: z.string().max(1000).optional(),
  wabaId: z.string().max(100).optional(),
  phoneNumberId: z.string().max(100).optional(),
  appSecret: z.string().max(200).optional(),
  verifyToken: z.string().max(200).optional(),
})
export type PartialCredentials = z.infer<typeof partialCredentials>
export const credentialChecks = z.object({ checks: z.array(fieldCheck) })

export const sandboxNumber = z.object({
  displayPhoneNumber: z
    .string()
    .trim()
    .regex(/^\+?[\d ()-]{8,24}$/)
    .optional(),
  name: z.string().trim().min(1).max(80).optional(),
})
export type SandboxNumber = z.infer<typeof sandboxNumber>

/** What to copy into the Meta app's webhook settings. */
export const webhookSettings = z.object({
  callbackUrl: z.string(),
  verifyToken: z.string(),
  /** Meta only calls public https addresses. */
  isPublic: z.boolean(),
})
export type WebhookSettings = z.infer<typeof webhookSettings>

/** Meta's health_status, by entity. */
export const numberHealth = z.object({
  canSend: z.string().describe('AVAILABLE, LIMITED, BLOCKED, or a word Meta adds'),
  entities: z.array(
    z.object({
      type: z.string(),
      id: z.string(),
      canSend: z.string(),
      problems: z.array(z.object({ code: z.number().nullable(), description: z.string(), solution: z.string().nullable() })),
      notes: z.array(z.string()),
    }),
  ),
  readAt: z.iso.datetime(),
})
export type NumberHealth = z.infer<typeof numberHealth>

export const templateView = z.object({
  id: z.uuid(),
  metaTemplateId: z.string(),
  wabaId: z.string(),
  name: z.string(),
  language: z.string(),
  category: z.string(),
  /** Meta's word; only APPROVED can be sent */
  status: z.string(),
  parameterFormat: z.enum(['POSITIONAL', 'NAMED']),
  /** Meta's own component list */
  components: z.array(z.looseObject({ type: z.string() })),
  rejectedReason: z.string().nullable(),
  quality: z.string().nullable(),
  syncedAt: z.iso.datetime(),
})
export type TemplateView = z.infer<typeof templateView>

/** GET /api/v1/templates. `status`: one or more of Meta's words, comma separated. Sorted by name, then language. */
export const templateQuery = z.object({
  wabaId: z.string().max(30).optional(),
  number: z.uuid().optional(),
  status: z.string().max(200).optional(),
  category: z.string().max(40).optional(),
  language: z.string().max(15).optional(),
  q: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z.string().max(2000).optional(),
})
export type TemplateQuery = z.infer<typeof templateQuery>

/** POST /api/v1/templates/sync, one entry per account that was asked for. */
export const templateSync = z.object({
  accounts: z.array(
    z.object({
      wabaId: z.string(),
      state: z.enum(['ok', 'failed']),
      /** How many there are at Meta now, and how many went away since. */
      templates: z.number(),
      removed: z.number(),
      /** Stable word when it failed: a reason of Meta's error table, or graph_unreachable. */
      problem: z.string().nullable(),
    }),
  ),
})
export type TemplateSync = z.infer<typeof templateSync>

/** POST /api/v1/templates: Meta's own create shape, and where to create it. */
export const newTemplate = z
  .looseObject({
    name: z.string().regex(/^[a-z0-9_]{1,512}$/),
    language: z.string().min(2).max(15),
    category: z.enum(['MARKETING', 'UTILITY', 'AUTHENTICATION']),
    components: z
      .array(z.looseObject({ type: z.string() }))
      .max(20)
      .optional(),
    parameter_format: z.enum(['POSITIONAL', 'NAMED', 'positional', 'named']).optional(),
    /** One of GET /api/v1/templates/library, in its language and category, instead of components. */
    library_template_name: z.string().max(512).optional(),
    /** One for each button that leads somewhere, in their order. */
    library_template_button_inputs: z
      .array(z.looseObject({ type: z.string() }))
      .max(10)
      .optional(),
    library_template_body_inputs: z.record(z.string(), z.unknown()).optional(),
    wabaId: z.string().max(30).optional(),
    numberId: z.uuid().optional(),
  })
  .refine((body) => body.wabaId !== undefined || body.numberId !== undefined, { message: 'wabaId or numberId is needed', path: ['wabaId'] })
export type NewTemplate = z.infer<typeof newTemplate>

/** PUT /api/v1/templates/:id: Meta's own edit shape. Components replace all there were; the category of an approved one cannot change. */
export const editedTemplate = z.strictObject({
  category: z.enum(['MARKETING', 'UTILITY', 'AUTHENTICATION']).optional(),
  components: z
    .array(z.looseObject({ type: z.string() }))
    .min(1)
    .max(20),
  /** How long Meta goes on trying to deliver; absent: as before. */
  message_send_ttl_seconds: z.number().int().optional(),
})
export type EditedTemplate = z.infer<typeof editedTemplate>
