/** What Embedded Signup hands over, as Graph answers it. Read tolerantly, like everything of Meta's. */
import { z } from 'zod'

/** GET /oauth/access_token. `expires_in` only from a configuration whose tokens live for 60 days. */
export const exchangeAnswer = z.object({ access_token: z.string().min(1) })

const word = z.coerce
  .string()
  .nullish()
  .catch(null)
  .transform((value) => value || null)

/** GET /debug_token, with what it says about the objects that were shared. */
export const grantAnswer = z.object({
  data: z.object({
    app_id: word,
    type: word,
    is_valid: z.boolean(),
    expires_at: z.number().catch(0),
    scopes: z.array(z.string()).catch([]),
    granular_scopes: z
      .array(z.object({ scope: z.string(), target_ids: z.array(z.coerce.string()).nullish().catch(null) }))
      .nullish()
      .catch(null),
  }),
})
export type GrantFacts = z.infer<typeof grantAnswer>['data']

const sharedNumber = z.object({
  id: z.coerce.string().min(1),
  display_phone_number: z.string().catch(''),
  is_on_biz_app: z.boolean().nullish().catch(null),
  last_onboarded_time: word,
})
export type SharedNumber = z.infer<typeof sharedNumber>
export const SHARED_NUMBER_FIELDS = 'id,display_phone_number,is_on_biz_app,last_onboarded_time'
export const sharedNumbersAnswer = z.object({ data: z.array(sharedNumber) })

/** GET /{app-id}/subscriptions */
export const appSubscriptionsAnswer = z.object({
  data: z.array(
    z.object({
      object: z.string(),
      callback_url: word,
      active: z.boolean().nullish().catch(null),
      fields: z.array(z.object({ name: z.string() })).catch([]),
    }),
  ),
})
