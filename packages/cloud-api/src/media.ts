/** GET /{media_id} (Cloud API reference, media). */
import { z } from 'zod'

/** `sha256` is hexadecimal in the examples, `file_size` a string there and a number in practice. */
export const mediaAnswer = z.object({
  url: z.string().min(1),
  mime_type: z.string().catch(''),
  sha256: z.string().nullable().catch(null),
  file_size: z.coerce.number().int().nonnegative().nullable().catch(null),
})
