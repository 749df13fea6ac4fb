/** The doctor: everything that has to be right for one number, or an account, to work, asked of Meta and of our own doors just now. */
import { z } from 'zod'
import type { DoctorTodo } from './doctor-todo.ts'

/** Each is asked for by itself, so that a screen shows what is found as it is found. */
export const DOCTOR_AREAS = ['token', 'account', 'number', 'app', 'server'] as const
export const doctorArea = z.enum(DOCTOR_AREAS)
export type DoctorArea = z.infer<typeof doctorArea>

/** In the order in which they are read; the words for each are in doctor-words/. */
export const DOCTOR_CHECKS = {
  token: ['token_valid', 'token_scopes', 'token_account', 'token_expiry'],
  account: [
    'account_business',
    'account_review',
    'account_health',
    'account_payment',
    'account_subscribed',
    'account_override',
    'account_numbers',
    'account_templates',
  ],
  number: [
    'number_listed',
    'number_connected',
    'number_sends',
    'number_webhook',
    'number_held',
    'number_name',
    'number_quality',
    'number_mode',
    'number_pin',
    'number_profile',
  ],
  app: ['app_basics', 'app_permissions', 'app_webhook', 'app_configuration', 'app_clients'],
  server: ['server_tls', 'server_handshake', 'server_signature'],
} as const satisfies Record<DoctorArea, readonly string[]>
export type DoctorCheckId = (typeof DOCTOR_CHECKS)[DoctorArea][number]

/**
 * webhooks: take away what leads elsewhere, subscribe our app · read: read the number again and try what was held · register: with the PIN
 * that is kept · templates: read the list again · app: write our address into the app (operator)
 */
export const doctorMend = z.enum(['webhooks', 'read', 'register', 'templates', 'app'])
export type DoctorMend = z.infer<typeof doctorMend>

/** good is only what was answered clearly: an error, silence or nonsense is unknown. */
export const doctorItem = z.object({
  id: z.string(),
  state: z.enum(['good', 'warning', 'broken', 'unknown']),
  /** Stable word for what was found; screens make a sentence of it with the facts. */
  code: z.string(),
  facts: z.record(z.string(), z.union([z.string(), z.number()])),
  /** What one click does about it; null where a person has to do something elsewhere. */
  mend: doctorMend.nullable(),
})
export type DoctorItem = z.infer<typeof doctorItem>

/** GET /api/v1/numbers/{id}/doctor?area= and GET /api/v1/assets/{wabaId}/doctor?area= */
export const doctorQuery = z.object({ area: doctorArea.optional() })
export const doctorView = z.object({
  subject: z.object({
    /** phone_number.id; null where an account is looked at by itself. */
    numberId: z.uuid().nullable(),
    phone: z.string().nullable().describe('covered where the reader may not see phone numbers'),
    phoneNumberId: z.string().nullable(),
    wabaId: z.string(),
    wabaName: z.string(),
    kind: z.enum(['meta', 'sandbox']),
  }),
  items: z.array(doctorItem),
  at: z.iso.datetime(),
})
export type DoctorView = z.infer<typeof doctorView>

/** POST /api/v1/numbers/{id}/doctor/mends */
export const doctorWish = z.strictObject({ mend: doctorMend })

type Words<Keys extends string> = Readonly<Record<Keys, string>>
/** title, why: of each check · code: what only the doctor finds (the rest is in road-words) · todo: by what was found, what to do and where. */
export interface DoctorWords {
  readonly title: Words<DoctorCheckId>
  readonly why: Words<DoctorCheckId>
  readonly code: Readonly<Record<string, string>>
  readonly todo: Words<DoctorTodo>
}
