import { type AnalyticsPoint, WITHOUT_INSIGHTS } from '@recado/cloud-api/template-analytics'
import type { TemplateAnalytics } from '@recado/contract/template-analytics'
import type { MetaDeps } from '../../numbers/deps.ts'
import { graphRefusal } from '../../numbers/graph-refusal.ts'
import { enableInsightsAtMeta, readTemplateAnalytics } from '../../outbound/graph-template-analytics.ts'
import { requireAbility } from '../../platform/access.ts'
import { inTransaction, type Scope } from '../../platform/scope.ts'
import { templateAtMeta } from '../commands/template-at-meta.ts'
import { figuresOf } from './sum.ts'

const DAY = 86_400
/** A template has one point a day. */
const MOST_PAGES = 20

/** As Meta reports them, asked of Meta now. @param days up to 90, today among them */
export async function analyticsOfTemplate(scope: Scope, deps: MetaDeps, id: string, days: number): Promise<TemplateAnalytics> {
  requireAbility(scope, 'templates.read')
  const { template, target } = await templateAtMeta(scope, deps, id)
  const currency = await currencyOf(scope, template.waba)
  const end = Math.ceil(scope.now.getTime() / 1000 / DAY) * DAY
  const points: AnalyticsPoint[] = []
  let after: string | null = null
  for (let page = 0; page < MOST_PAGES; page++) {
    const answer: Awaited<ReturnType<typeof readTemplateAnalytics>> = await readTemplateAnalytics(deps.graph, target, {
      wabaId: template.waba_id,
      templateId: template.meta_template_id,
      start: end - days * DAY,
      end,
      after,
    })
    if (!answer.ok && WITHOUT_INSIGHTS.includes(answer.error?.code ?? 0)) return { isEnabled: false, currency, figures: null }
    if (!answer.ok) throw graphRefusal(answer, 'read the figures of the template')
    points.push(...answer.value.points)
    after = answer.value.after
    if (after === null) break
  }
  return { isEnabled: true, currency, figures: figuresOf(points) }
}

/** For the whole account, and for good: Meta has no way back. */
export async function enableInsights(scope: Scope, deps: MetaDeps, id: string): Promise<void> {
  requireAbility(scope, 'templates.create')
  const { template, target } = await templateAtMeta(scope, deps, id)
  const done = await enableInsightsAtMeta(deps.graph, target, template.waba_id)
  if (!done.ok) throw graphRefusal(done, 'switch on the figures of templates')
}

function currencyOf(scope: Scope, waba: string): Promise<string | null> {
  const { once: _once, ...reading } = scope
  return inTransaction(reading, async ({ db, workspaceId }) => {
    const row = await db
      .selectFrom('waba')
      .select('currency')
      .where('workspace_id', '=', workspaceId)
      .where('id', '=', waba)
      .executeTakeFirst()
    return row?.currency ?? null
  })
}
