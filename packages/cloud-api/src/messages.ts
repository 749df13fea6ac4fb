/** The answer to a send, and Graph's error envelope. */
import { z } from 'zod'

const text = z.string().catch('')
export const errorEnvelope = z.object({
  error: z.object({
    code: z.coerce.number().int(),
    error_subcode: z.coerce.number().int().nullable().catch(null),
    message: text,
    error_user_title: text,
    error_user_msg: text,
    fbtrace_id: text,
    error_data: z.object({ details: text }).catch({ details: '' }),
  }),
})
export const acceptedMessage = z.object({
  messages: z.tuple([z.looseObject({ id: z.string().min(1), message_status: z.string().optional() })], z.unknown()),
  contacts: z
    .array(z.object({ wa_id: z.string().min(1).nullable().catch(null), user_id: z.string().min(1).nullable().catch(null) }))
    .catch([]),
})
