import { z } from 'zod'

export const templateAnalyticsQuery = z.object({ days: z.enum(['7', '30', '90']).default('30') })

export const templateFigures = z.object({
  /** Days without a send are left out. UTC, as Meta counts them. */
  days: z.array(z.object({ day: z.iso.date(), sent: z.number(), delivered: z.number(), read: z.number() })),
  /** Meta's word for the kind of button, and what it says. */
  clicks: z.array(z.object({ kind: z.string(), text: z.string(), count: z.number() })),
  /** In the account's currency; null where Meta does not tell. */
  spent: z.number().nullable(),
})
export type TemplateFigures = z.infer<typeof templateFigures>

/** GET /api/v1/templates/:id/analytics */
export const templateAnalytics = z.object({
  /** false: Meta counts nothing for this account until somebody switches it on, which cannot be undone. */
  isEnabled: z.boolean(),
  currency: z.string().nullable(),
  figures: templateFigures.nullable(),
})
export type TemplateAnalytics = z.infer<typeof templateAnalytics>

/** POST /api/v1/templates/:id/insights. `forGood` says that whoever asks knows that it stays on. */
export const insightsConsent = z.strictObject({ forGood: z.literal(true) })
