/** GET /api/v1/templates/names: in which languages a name is not free in an account. */
import { z } from 'zod'

export const takenNamesQuery = z
  .object({ name: z.string().min(1).max(512), wabaId: z.string().max(30).optional(), numberId: z.uuid().optional() })
  .refine((query) => query.wabaId !== undefined || query.numberId !== undefined, {
    message: 'wabaId or numberId is needed',
    path: ['wabaId'],
  })

export const takenName = z.object({
  language: z.string(),
  /** null: a template is called so. Otherwise one was, and Meta holds its name until then. */
  until: z.iso.datetime().nullable(),
})
export type TakenName = z.infer<typeof takenName>
