/** Whom a number blocks: `/{phone_number_id}/block_users`. */
import { z } from 'zod'

const text = z.string().catch('')
const failed = z.object({
  input: text,
  errors: z
    .array(z.object({ code: z.coerce.number().catch(0), message: text, error_data: z.object({ details: text }).catch({ details: '' }) }))
    .catch([]),
})
export const blockAnswer = z.object({ block_users: z.object({ failed_users: z.array(failed).catch([]) }) })

const name = z.string().min(1).nullable().catch(null)
export const blockedPage = z.object({
  data: z.array(z.object({ wa_id: name, user_id: name })),
  paging: z
    .object({ next: z.string().optional(), cursors: z.object({ after: z.string().optional() }).optional() })
    .optional()
    .catch(undefined),
})
