/** Template analytics as Graph answers them (WhatsApp Business Management API, analytics). Tolerant: what cannot be read is left out. */
import { z } from 'zod'

const count = z.coerce.number().nonnegative().catch(0)
const many = <T extends z.ZodType>(one: T) =>
  z
    .array(one.nullable().catch(null))
    .catch([])
    .transform((all) => all.filter((each) => each !== null))

const click = z.object({ type: z.string(), button_content: z.coerce.string().catch(''), count })
/** amount_spent, cost_per_delivered, cost_per_url_button_click; without a value where there is none to tell. */
const cost = z.object({ type: z.string(), value: z.coerce.number() })

const point = z.object({
  template_id: z.coerce.string(),
  /** Unix seconds. */
  start: z.coerce.number().positive(),
  sent: count,
  delivered: count,
  read: count,
  clicked: many(click),
  cost: many(cost),
})
export type AnalyticsPoint = z.infer<typeof point>

export const analyticsAnswer = z.object({
  data: z.array(z.object({ data_points: many(point) })),
  paging: z
    .object({ next: z.string().nullish(), cursors: z.object({ after: z.string().nullish() }).nullish() })
    .nullish()
    .catch(null),
})

/** Graph's codes: not available, and not switched on. */
export const WITHOUT_INSIGHTS: readonly number[] = [200005, 200007]
