/** Meta's points, as a screen reads them. Pure. */
import type { AnalyticsPoint } from '@recado/cloud-api/template-analytics'
import type { TemplateFigures } from '@recado/contract/template-analytics'

export function figuresOf(points: readonly AnalyticsPoint[]): TemplateFigures {
  const days = new Map<string, { sent: number; delivered: number; read: number }>()
  const clicks = new Map<string, { kind: string; text: string; count: number }>()
  let spent: number | null = null
  for (const point of points) {
    const day = new Date(point.start * 1000).toISOString().slice(0, 10)
    const before = days.get(day) ?? { sent: 0, delivered: 0, read: 0 }
    days.set(day, {
      sent: before.sent + point.sent,
      delivered: before.delivered + point.delivered,
      read: before.read + point.read,
    })
    for (const { type: kind, button_content: text, count } of point.clicked) {
      const key = JSON.stringify([kind, text])
      clicks.set(key, { kind, text, count: (clicks.get(key)?.count ?? 0) + count })
    }
    for (const { type, value } of point.cost) if (type === 'amount_spent') spent = (spent ?? 0) + value
  }
  return {
    days: [...days].sort(([a], [b]) => (a < b ? -1 : 1)).map(([day, figures]) => ({ day, ...figures })),
    clicks: [...clicks.values()].sort((a, b) => b.count - a.count),
    // Meta adds cents; binary fractions would show.
    spent: spent === null ? null : Math.round(spent * 10_000) / 10_000,
  }
}
