/** GET /api/v1/templates/library: Meta's own templates, from which others are made. */
import { z } from 'zod'

export const libraryQuery = z
  .object({
    wabaId: z.string().max(30).optional().describe('whose token asks; the library is the same for all'),
    numberId: z.uuid().optional(),
    q: z.string().max(200).optional().describe('words of its name or text'),
    /** Meta's words, which may become more. */
    topic: z.string().max(80).optional(),
    useCase: z.string().max(80).optional(),
    industry: z.string().max(80).optional(),
    language: z.string().max(15).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
    cursor: z.string().max(500).optional(),
  })
  .refine((query) => query.wabaId !== undefined || query.numberId !== undefined, {
    message: 'wabaId or numberId is needed',
    path: ['wabaId'],
  })
export type LibraryQuery = z.infer<typeof libraryQuery>

export const libraryTemplate = z.object({
  /** Meta's. The same name has another id in another language. */
  id: z.string(),
  name: z.string(),
  language: z.string(),
  category: z.string(),
  topic: z.string(),
  useCase: z.string(),
  industries: z.array(z.string()),
  /** In the shape that templates have, with Meta's samples. */
  components: z.array(z.looseObject({ type: z.string() })),
  /** What each variable may be (TEXT, AMOUNT, DATE, …), in their order. Meta refuses a send whose value is something else. */
  parameterTypes: z.array(z.string()),
})
export type LibraryTemplate = z.infer<typeof libraryTemplate>
