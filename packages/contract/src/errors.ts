/** Every way a request can be refused. The code is stable; screens translate it; `detail` is English for developers. */
import { z } from 'zod'

export const REFUSALS = {
  not_signed_in: 401,
  wrong_credentials: 401,
  invalid_signature: 401,
  not_allowed: 403,
  origin_refused: 403,
  signed_request_wrong: 400,
  not_found: 404,
  conflict: 409,
  already_taken: 409,
  import_unreadable: 422,
  window_closed: 409,
  number_disconnected: 409,
  template_not_usable: 409,
  template_name_held: 409,
  idempotency_mismatch: 422,
  invalid: 422,
  template_parameters: 422,
  credentials_wrong: 422,
  payload_too_large: 413,
  headers_too_large: 431,
  unsupported_media_type: 415,
  file_refused: 422,
  setup_closed: 410,
  link_expired: 410,
  rate_limited: 429,
  meta_refused: 422,
  meta_unreachable: 502,
  unavailable: 503,
  storage_full: 507,
} as const
export type RefusalCode = keyof typeof REFUSALS

/** What can be wrong with one field. */
export const fieldCode = z.enum([
  'required',
  'wrong_type',
  'too_short',
  'too_long',
  'too_few',
  'too_many',
  'too_small',
  'too_big',
  'wrong_format',
  'not_an_option',
  'unknown_field',
  'not_unique',
  'one_of_two',
  'not_one_emoji',
  'wrong_sum',
  'unknown_message',
  'not_valid',
])
export type FieldCode = z.infer<typeof fieldCode>

/** RFC 9457. `type` is a documentation anchor under /docs. */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number(),
  code: z.string(),
  detail: z.string(),
  /** For `invalid`: where and what, one entry per field. `code` is stable, `message` is English for developers. */
  fields: z.array(z.object({ path: z.string(), code: fieldCode.optional(), message: z.string() })).optional(),
  details: z.record(z.string(), z.unknown()).optional(),
})
export type Problem = z.infer<typeof problem>
