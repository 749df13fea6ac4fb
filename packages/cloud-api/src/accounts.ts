/** An account with everything that stands in it, as one answer of Graph's: field expansion, so that one call reads it whole. */
import { z } from 'zod'
import { subscribedAppsAnswer, webhookConfigurationAnswer } from './number-assets.ts'
import { healthAnswer, NUMBER_FIELDS, numberAnswer } from './numbers.ts'

const word = z.coerce
  .string()
  .nullish()
  .catch(null)
  .transform((value) => value || null)

const numberInAccount = numberAnswer.extend({
  webhook_configuration: webhookConfigurationAnswer.shape.webhook_configuration,
  health_status: healthAnswer.shape.health_status.nullish().catch(null),
})
export type NumberInAccount = z.infer<typeof numberInAccount>
export const NUMBER_IN_ACCOUNT_FIELDS = `${NUMBER_FIELDS},webhook_configuration,health_status`

export const numbersOfAccount = z.object({
  data: z.array(numberInAccount),
  paging: z.object({ next: word, cursors: z.object({ after: word }).nullish() }).nullish(),
})
export type NumbersPage = z.infer<typeof numbersOfAccount>

export const accountNode = z.object({
  id: z.coerce.string().min(1),
  name: z.string(),
  currency: word,
  timezone_id: word,
  account_review_status: word,
  owner_business_info: z.object({ id: word, name: word }).nullish().catch(null),
  health_status: healthAnswer.shape.health_status.nullish().catch(null),
})
export type AccountNode = z.infer<typeof accountNode>
/** Documented of an account, and nothing more than that. */
export const ACCOUNT_FIELDS = 'id,name,currency,timezone_id,account_review_status,owner_business_info,health_status'

/** An edge that is empty may be left out, and so may one that Meta did not look at. */
export const wholeAccount = accountNode.extend({
  phone_numbers: numbersOfAccount.nullish(),
  subscribed_apps: subscribedAppsAnswer.nullish(),
})
export const wholeAccountFields = (limit: number): string =>
  `${ACCOUNT_FIELDS},subscribed_apps,phone_numbers.limit(${limit}){${NUMBER_IN_ACCOUNT_FIELDS}}`
