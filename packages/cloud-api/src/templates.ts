/** Message templates as Graph answers them. */
import { z } from 'zod'

const word = z.coerce
  .string()
  .nullish()
  .catch(null)
  .transform((value) => value || null)

const paging = z
  .object({ next: word, cursors: z.object({ after: word }).nullish() })
  .nullish()
  .catch(null)

export const listedTemplate = z.object({
  id: z.coerce.string().min(1),
  name: z.string().min(1),
  language: z.string().min(1),
  category: z.string(),
  status: z.string(),
  parameter_format: word,
  components: z.array(z.looseObject({ type: z.string() })).catch([]),
  rejected_reason: word,
  quality_score: z.object({ score: word }).nullish().catch(null),
})
export type ListedTemplate = z.infer<typeof listedTemplate>

export const templatePage = z.object({
  /** One that cannot be read must not hide the others. */
  data: z.array(listedTemplate.nullable().catch(null)),
  paging,
})
/** What we ask for of a template. */
export const TEMPLATE_FIELDS = 'id,name,language,category,status,parameter_format,components,rejected_reason,quality_score'

const libraryEntry = z.object({
  id: z.coerce.string().min(1),
  name: z.string().min(1),
  language: z.string().min(1),
  category: z.string(),
  topic: word,
  usecase: word,
  industry: z.array(z.string()).catch([]),
  header: word,
  body: word,
  footer: word,
  body_params: z.array(z.coerce.string()).catch([]),
  body_param_types: z.array(z.string()).catch([]),
  buttons: z.array(z.looseObject({ type: z.string() })).catch([]),
})
export type LibraryEntry = z.infer<typeof libraryEntry>

/** GET message_template_library */
export const libraryPage = z.object({ data: z.array(libraryEntry.nullable().catch(null)), paging })

export const createdTemplate = z.object({
  id: z.coerce.string().min(1),
  status: z.string().catch('PENDING'),
  category: z.string().optional(),
})
export type CreatedTemplate = z.infer<typeof createdTemplate>

/** POST {waba}/message_templates/archive and …/unarchive: why each that was left could not be moved. */
export const putAwayAnswer = z.object({ failed_templates: z.record(z.string(), z.coerce.string()).catch({}) })
export type PutAway = z.infer<typeof putAwayAnswer>

/** POST {waba}/migrate_message_templates: Meta's words for each that was not copied. */
export const migratedAnswer = z.object({ failed_templates: z.record(z.string(), z.coerce.string()).catch({}) })
export type Migrated = z.infer<typeof migratedAnswer>
