/** POST /api/v1/templates/samples: files that Meta's reviewers look at. The body is the file itself. */
import { z } from 'zod'
import { FILE_FORMATS } from './template-draft/draft.ts'

export const sampleQuery = z
  .object({
    format: z.enum(FILE_FORMATS).describe('the format of the header or card it is for'),
    wabaId: z.string().max(30).optional(),
    numberId: z.uuid().optional(),
  })
  .refine((query) => query.wabaId !== undefined || query.numberId !== undefined, {
    message: 'wabaId or numberId is needed',
    path: ['wabaId'],
  })

export const templateSample = z.object({
  handle: z.string().describe('goes into example.header_handle; Meta forgets it within about a day'),
  format: z.enum(FILE_FORMATS),
  mimeType: z.string(),
  size: z.number(),
})
export type TemplateSample = z.infer<typeof templateSample>
