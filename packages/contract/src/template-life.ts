import { z } from 'zod'
import { templateQuery, templateView } from './numbers.ts'

/** What happened. `status`, `category` and `quality` carry Meta's words before and after in `from` and `to`. */
export const templateEntryKind = z.enum([
  /** Read from Meta for the first time, or again after it was gone. */
  'found',
  'submitted',
  'edited',
  'status',
  /** Meta announces that it will disable it: `detail.until`. */
  'flagged',
  'category',
  /** Meta will change the category: `detail.until`. */
  'category_announced',
  'category_suggested',
  'quality',
  /** Its words were changed at Meta, not here. */
  'components',
  'deleted',
  /** No longer in Meta's list. */
  'vanished',
  /** Copied into another account; `to` is its id at Meta. */
  'migrated',
])
export type TemplateEntryKind = z.infer<typeof templateEntryKind>

export const templateEntryDetail = z.object({
  /** Meta's word for a rejection. */
  reason: z.string().optional(),
  /** Meta's own sentences. */
  why: z.string().optional(),
  recommendation: z.string().optional(),
  /** FIRST_PAUSE, SECOND_PAUSE, RATE_LIMITING_PAUSE, UNPAUSE, DISABLED, or a word Meta adds */
  title: z.string().optional(),
  until: z.iso.datetime().optional(),
})
export type TemplateEntryDetail = z.infer<typeof templateEntryDetail>

/** One line of a template's history, newest first. */
export const templateEntry = z.object({
  id: z.uuid(),
  kind: templateEntryKind,
  from: z.string().nullable(),
  to: z.string().nullable(),
  detail: templateEntryDetail,
  /** Who told: somebody here, Meta by webhook, or a reading of Meta's list that found a difference. */
  source: z.enum(['person', 'api_key', 'meta', 'reading']),
  /** The person's name or the API key's. */
  by: z.string().nullable(),
  at: z.iso.datetime(),
})
export type TemplateEntry = z.infer<typeof templateEntry>

export const templateHistoryQuery = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z.string().max(2000).optional(),
})
export type TemplateHistoryQuery = z.infer<typeof templateHistoryQuery>

const used = z.object({ used: z.number(), most: z.number() })
export const editAllowance = z.object({
  inDay: used,
  inMonth: used,
  /** When the next edit is possible; null: now. */
  nextAt: z.iso.datetime().nullable(),
})
export type EditAllowance = z.infer<typeof editAllowance>

/** The lowest role that may send it; those below do not get to choose it. */
export const sendableFrom = z.enum(['agent', 'supervisor', 'admin'])
export type SendableFrom = z.infer<typeof sendableFrom>

/** One of GET /api/v1/templates */
export const listedTemplate = templateView.extend({
  /** The caller's own star. */
  isFavourite: z.boolean(),
  sendableFrom,
  /** The teams it is kept for; empty: everybody's. Who is in none of them neither sees nor sends it. */
  teamIds: z.array(z.uuid()),
  /** Whether the caller may send it, approved or not. */
  isForMe: z.boolean(),
  /** How often it was sent from here, and when last. */
  uses: z.number(),
  lastUsedAt: z.iso.datetime().nullable(),
})
export type ListedTemplate = z.infer<typeof listedTemplate>

const yes = z.enum(['true', 'false']).transform((word) => word === 'true')

/** GET /api/v1/templates, besides what it always took. */
export const templateListQuery = templateQuery.extend({
  /** One or more of GREEN, YELLOW, RED, UNKNOWN, comma separated. */
  quality: z.string().max(80).optional(),
  favourite: yes.optional(),
  /** Only what the caller may send. */
  mine: yes.optional(),
  limit: z.coerce.number().int().min(1).max(500).default(50),
})
export type TemplateListQuery = z.infer<typeof templateListQuery>

/** PATCH /api/v1/templates/:id: what is left out stays as it is. */
export const templateLimits = z.strictObject({ sendableFrom: sendableFrom.optional(), teamIds: z.array(z.uuid()).max(100).optional() })
export type TemplateLimits = z.infer<typeof templateLimits>

/** GET /api/v1/templates/:id */
export const templateDetail = listedTemplate.extend({
  /** Meta limits edits of what is approved; edits made elsewhere count as far as we heard of them. */
  edits: editAllowance,
})
export type TemplateDetail = z.infer<typeof templateDetail>

/** POST /api/v1/templates/migrate: copies templates into another account of the same business. */
export const templateMigration = z.strictObject({
  /** Meta's ids. */
  fromWabaId: z.string().min(1).max(30),
  toWabaId: z.string().min(1).max(30),
  templateIds: z.array(z.uuid()).min(1).max(100),
})
export type TemplateMigration = z.infer<typeof templateMigration>

export const migratedTemplates = z.object({
  items: z.array(
    z.object({
      templateId: z.uuid(),
      name: z.string(),
      language: z.string(),
      /** Meta's words for why it was not copied; null: it was. */
      problem: z.string().nullable(),
    }),
  ),
})
export type MigratedTemplates = z.infer<typeof migratedTemplates>
