/** How customers know a number, as Graph answers it. */
import { z } from 'zod'

const word = z
  .string()
  .nullish()
  .catch(null)
  .transform((value) => value || null)

export const NAME_FIELDS = 'verified_name,name_status,new_display_name,new_name_status,new_certificate,official_business_account'
export const nameAnswer = z.object({
  verified_name: word,
  name_status: word,
  new_display_name: word,
  new_name_status: word,
  /** Only whether there is one is of interest: it is what the number is registered with again. */
  new_certificate: word,
  official_business_account: z.object({ oba_status: word, status_message: word }).nullish().catch(null),
})
export type NameFacts = z.infer<typeof nameAnswer>

/** Both absent: the number has none. */
export const usernameAnswer = z.object({ username: word, status: word })
export type UsernameFacts = z.infer<typeof usernameAnswer>
export const usernameTaken = z.object({ status: word })
export const suggestionsAnswer = z.object({
  data: z.array(z.object({ username_suggestions: z.array(z.string()).catch([]) })).catch([]),
})
