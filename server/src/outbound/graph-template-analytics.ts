/** The calls about what became of templates, as values. */
import { type AnalyticsPoint, analyticsAnswer } from '@recado/cloud-api/template-analytics'
import { z } from 'zod'
import type { CallResult, GraphClient, GraphTarget } from './graph-client.ts'

interface Asked {
  /** Meta's ids. */
  readonly wabaId: string
  readonly templateId: string
  /** Unix seconds, at most 90 days apart. */
  readonly start: number
  readonly end: number
  readonly after: string | null
}

export async function readTemplateAnalytics(
  graph: GraphClient,
  target: GraphTarget,
  { wabaId, templateId, start, end, after }: Asked,
): Promise<CallResult<{ readonly points: readonly AnalyticsPoint[]; readonly after: string | null }>> {
  const query = {
    start,
    end,
    granularity: 'daily',
    metric_types: 'cost,clicked,delivered,read,sent',
    template_ids: JSON.stringify([templateId]),
    after: after ?? undefined,
  }
  const result = await graph.call(target, { method: 'GET', path: [wabaId, 'template_analytics'], query }, analyticsAnswer)
  if (!result.ok) return result
  const { data, paging } = result.value
  const points = data.flatMap(({ data_points }) => data_points)
  return { ok: true, value: { points, after: (paging?.next && paging.cursors?.after) || null } }
}

const accepted = z.object({ id: z.coerce.string() }).or(z.object({ success: z.literal(true) }))

/** Cannot be taken back (WhatsApp Business Management API, template insights). */
export function enableInsightsAtMeta(
  graph: GraphClient,
  target: GraphTarget,
  wabaId: string,
): Promise<CallResult<z.infer<typeof accepted>>> {
  return graph.call(target, { method: 'POST', path: [wabaId], query: { is_enabled_for_insights: 'true' } }, accepted)
}
