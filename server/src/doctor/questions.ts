/** What the doctor asks Meta besides the questions of the road. An answer that lacks what was asked for is no answer. */
import { healthAnswer } from '@recado/cloud-api/numbers'
import { z } from 'zod'

const id = z.union([z.string().min(1), z.number()]).transform(String)
const word = z
  .union([z.string(), z.number()])
  .transform(String)
  .nullish()
  .transform((value) => value || null)

const unixSeconds = z.number().int().min(0)
const dead = z.object({ is_valid: z.literal(false), error: z.object({ subcode: z.number().nullish() }).nullish() })
/** `expires_at` 0 is "never", so one that is missing must not read as 0. */
const live = z.object({
  is_valid: z.literal(true),
  app_id: id,
  expires_at: unixSeconds,
  data_access_expires_at: unixSeconds.nullish(),
  scopes: z.array(z.string()),
  granular_scopes: z.array(z.object({ scope: z.string(), target_ids: z.array(id).nullish() })).nullish(),
})
export const tokenSaid = z.object({ data: z.discriminatedUnion('is_valid', [live, dead]) })
export type TokenSaid = z.infer<typeof tokenSaid>
export type LiveToken = z.infer<typeof live>

export const PHONE_FIELDS = 'status,code_verification_status,name_status,quality_rating,account_mode,is_pin_enabled,is_on_biz_app'
export const phone = z.object({
  status: word,
  code_verification_status: word,
  name_status: word,
  quality_rating: word,
  account_mode: word,
  is_pin_enabled: z.boolean().nullish(),
  is_on_biz_app: z.boolean().nullish(),
})

export const OWNER_FIELDS = 'owner_business_info,account_review_status'
export const account = z.object({
  owner_business_info: z.object({ id, name: word }).nullish(),
  account_review_status: word,
})
export const business = z.object({ verification_status: word })
export const health = healthAnswer

/** Apps that get the account's webhooks, and whether one of them has an address of the account's own. */
export const subscriptions = z.object({
  data: z.array(z.object({ whatsapp_business_api_data: z.object({ id }).nullish(), id: id.nullish(), override_callback_uri: word })),
})
export const numberList = z.object({
  data: z.array(z.object({ id })),
  paging: z.object({ next: z.string().nullish() }).nullish(),
})
