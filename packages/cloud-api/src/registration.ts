/** A number on its way onto Cloud API, as Graph answers it. */
import { z } from 'zod'

const word = z.coerce
  .string()
  .nullish()
  .catch(null)
  .transform((value) => value || null)

export const registrationAnswer = z.object({
  status: word,
  code_verification_status: word,
  is_pin_enabled: z.boolean().nullish().catch(null),
  is_on_biz_app: z.boolean().nullish().catch(null),
})
export type RegistrationFacts = z.infer<typeof registrationAnswer>
export const REGISTRATION_FIELDS = 'status,code_verification_status,is_pin_enabled,is_on_biz_app'

export const addedNumberAnswer = z.object({ id: z.coerce.string().min(1) })
