/** GET {waba}/template_analytics: what became of the templates that were sent, by day; and what Meta charged for it. */
import type { Account } from '../../world/account.ts'
import type { Json, MessageRecord } from '../../world/records.ts'
import { requireManagement } from '../access.ts'
import { type AccountCall, required, structure, text } from '../call.ts'
import { GraphRefusal, parameter } from '../refusal.ts'

const DAY = 86_400
const MOST_DAYS = 90
const MOST_TEMPLATES = 10
/** Brazil's list prices in round numbers, in the account's currency. */
const PRICES: Readonly<Record<string, number>> = { MARKETING: 0.35, UTILITY: 0.04, AUTHENTICATION: 0.04 }
const WITHOUT_INSIGHTS = 200007

export function templateAnalytics({ account, params, token }: AccountCall): Json {
  requireManagement(token)
  if (!account.waba.insightsEnabled) throw new GraphRefusal(WITHOUT_INSIGHTS)
  const [start, end] = [Number(required(params, 'start')), Number(required(params, 'end'))]
  if (!(start > 0 && end > start) || end - start > MOST_DAYS * DAY) throw parameter('Param end must be after start, at most 90 days later.')
  if ((text(params, 'granularity') ?? 'daily').toLowerCase() !== 'daily') throw parameter('Param granularity must be daily.')
  const asked = structure(params, 'template_ids')
  if (!Array.isArray(asked) || asked.length === 0 || asked.length > MOST_TEMPLATES)
    throw parameter('Param template_ids must name 1 to 10 templates.')
  const sent = new Map<string, MessageRecord[]>()
  for (const message of account.messages.values()) {
    const id = message.sent?.templateId
    const at = Math.floor(message.timestamp / 1000)
    if (id == null || !asked.map(String).includes(id) || at < start || at >= end) continue
    const key = `${id} ${at - (at % DAY)}`
    sent.set(key, [...(sent.get(key) ?? []), message])
  }
  const points = [...sent].map(([key, messages]) => pointOf(account, key, messages))
  return { data: [{ granularity: 'DAILY', product_type: 'cloud_api', data_points: points }] }
}

const REACHED = new Set(['delivered', 'read', 'played'])
const SEEN = new Set(['read', 'played'])

function pointOf(account: Account, key: string, messages: readonly MessageRecord[]): Json {
  const [id = '', start = '0'] = key.split(' ')
  const template = account.templates.get(id)
  const delivered = messages.filter(({ status }) => REACHED.has(status)).length
  const clicks = clicksOn(account, new Set(messages.map((message) => message.id)))
  const spent = Number((delivered * (PRICES[template?.category ?? ''] ?? 0)).toFixed(2))
  return {
    template_id: id,
    start: Number(start),
    end: Number(start) + DAY,
    sent: messages.filter(({ status }) => status !== 'failed').length,
    delivered,
    read: messages.filter(({ status }) => SEEN.has(status)).length,
    clicked: [...clicks].map(([content, count]) => ({ type: 'quick_reply_button', button_content: content, count })),
    cost: [{ type: 'amount_spent', value: spent }, ...(delivered > 0 ? [{ type: 'cost_per_delivered', value: spent / delivered }] : [])],
  }
}

function clicksOn(account: Account, wamids: ReadonlySet<string>): Map<string, number> {
  const clicks = new Map<string, number>()
  for (const answer of account.messages.values()) {
    if (answer.type !== 'button' || answer.contextId === null || !wamids.has(answer.contextId)) continue
    const words = typeof answer.content.text === 'string' ? answer.content.text : ''
    clicks.set(words, (clicks.get(words) ?? 0) + 1)
  }
  return clicks
}
