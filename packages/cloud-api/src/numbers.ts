/** Accounts, numbers and tokens as Graph answers them. Read tolerantly: Meta adds and omits fields freely, and writes ids both ways. */
import { z } from 'zod'

const word = z.coerce
  .string()
  .nullish()
  .catch(null)
  .transform((value) => value || null)
const id = z.coerce.string().min(1)

export const tokenAnswer = z.object({
  data: z.object({
    app_id: word,
    application: word,
    /** Who granted it, by Meta's id for this app. */
    user_id: word,
    is_valid: z.boolean(),
    /** Unix seconds; 0 means never. */
    expires_at: z.number().catch(0),
    /** Until when it may read data; Unix seconds, 0 means always. */
    data_access_expires_at: z.number().catch(0),
    scopes: z.array(z.string()).catch([]),
    error: z.object({ subcode: z.number().nullish() }).nullish().catch(null),
  }),
})
export type TokenFacts = z.infer<typeof tokenAnswer>['data']

export const wabaAnswer = z.object({ id, name: z.string(), currency: word })
export type WabaFacts = z.infer<typeof wabaAnswer>

export const numberAnswer = z.object({
  id,
  display_phone_number: z.string(),
  verified_name: word,
  status: word,
  quality_rating: word,
  throughput: z.object({ level: word }).nullish().catch(null),
  whatsapp_business_manager_messaging_limit: word,
  messaging_limit_tier: word,
  is_on_biz_app: z.boolean().nullish().catch(null),
  platform_type: word,
  name_status: word,
  code_verification_status: word,
  account_mode: word,
  /** ISO 8601, with an offset that has no colon. */
  last_onboarded_time: word,
})
export type NumberFacts = z.infer<typeof numberAnswer>
/** What we ask for of a number. */
export const NUMBER_FIELDS =
  'id,display_phone_number,verified_name,status,quality_rating,throughput,whatsapp_business_manager_messaging_limit,is_on_biz_app,platform_type,name_status,code_verification_status,account_mode,last_onboarded_time'

const listedNumber = z.object({ id, display_phone_number: word, verified_name: word, status: word })
export type ListedNumber = z.infer<typeof listedNumber>
export const numberPage = z.object({
  data: z.array(listedNumber),
  paging: z.object({ next: word, cursors: z.object({ after: word }).nullish() }).nullish(),
})

export const healthAnswer = z.object({
  health_status: z.object({
    can_send_message: z.string(),
    entities: z
      .array(
        z.object({
          entity_type: z.string(),
          id: z.coerce.string().catch(''),
          can_send_message: z.string().catch('UNKNOWN'),
          errors: z
            .array(
              z.object({ error_code: z.number().nullish().catch(null), error_description: z.string().catch(''), possible_solution: word }),
            )
            .nullish()
            .catch(null),
          additional_info: z.array(z.string()).nullish().catch(null),
        }),
      )
      .catch([]),
  }),
})
export type HealthFacts = z.infer<typeof healthAnswer>['health_status']

export const successAnswer = z.object({ success: z.literal(true) })
