/** What becomes of a template after its review: rated, paused and freed, moved to another category, disabled, put away. */
import type { Publisher } from '../../webhooks/publisher.ts'
import type { Account } from '../../world/account.ts'
import type { Json, TemplateRecord } from '../../world/records.ts'

const HOUR = 3600 * 1000
/** The third time a template is disabled for good. */
const PAUSES = [
  { title: 'FIRST_PAUSE', ms: 3 * HOUR },
  { title: 'SECOND_PAUSE', ms: 6 * HOUR },
] as const
const NOTICE_MS = 24 * HOUR
/** Node's timers end at 2^31 ms. */
const LONGEST_TIMER_MS = 20 * 24 * HOUR

export interface Place {
  readonly publisher: Publisher
  readonly account: Account
  readonly template: TemplateRecord
}

const seconds = (at: number): number => Math.floor(at / 1000)
const named = ({ id, name, language }: TemplateRecord): Json => ({
  message_template_id: Number(id),
  message_template_name: name,
  message_template_language: language,
})

function tell({ publisher, account, template }: Place, field: string, value: Json): void {
  account.tell('template', { id: template.id })
  publisher.publish(account, { phoneNumberId: null, chatId: null }, { kind: 'change', field, value, time: seconds(Date.now()) })
}

export function tellStatus(publisher: Publisher, account: Account, template: TemplateRecord, more: Json = {}): void {
  const { status, rejectedReason, category } = template
  tell({ publisher, account, template }, 'message_template_status_update', {
    event: status,
    ...named(template),
    reason: rejectedReason,
    message_template_category: category,
    ...more,
  })
}

export function rate(place: Place, score: string): void {
  const { account, template } = place
  const before = template.qualityScore
  if (before === score) return
  account.templates.patch(template, { qualityScore: score })
  tell(place, 'message_template_quality_update', { previous_quality_score: before, new_quality_score: score, ...named(template) })
}

/** Three hours, then six, then never again. */
export function pause(place: Place): void {
  const { publisher, account, template } = place
  const pauses = (template.pauses ?? 0) + 1
  const next = PAUSES[pauses - 1]
  if (!next) {
    disable(place)
    return
  }
  const pausedUntil = account.now() + next.ms
  account.templates.patch(template, { status: 'PAUSED', pauses, pausedUntil, reviewDueAt: null })
  const description = `Your template was paused for ${next.ms / HOUR} hours because customers gave it negative feedback.`
  tellStatus(publisher, account, template, { other_info: { title: next.title, description } })
  wake(place)
}

export function unpause({ publisher, account, template }: Place): void {
  account.templates.patch(template, { status: 'APPROVED', pausedUntil: null })
  tellStatus(publisher, account, template, { other_info: { title: 'UNPAUSE', description: 'Your template can be sent again.' } })
}

export function disable({ publisher, account, template }: Place): void {
  account.templates.patch(template, { status: 'DISABLED', pausedUntil: null, reviewDueAt: null })
  const other = { title: 'DISABLED', description: 'Your template was disabled because of recurring negative feedback.' }
  tellStatus(publisher, account, template, { disable_info: { disable_date: String(seconds(account.now())) }, other_info: other })
}

/** With a day's notice, as Meta does it. */
export function announceCategory(place: Place, category: string): void {
  const { account, template } = place
  const categoryDueAt = account.now() + NOTICE_MS
  account.templates.patch(template, { correctCategory: category, categoryDueAt })
  tell(place, 'template_category_update', {
    ...named(template),
    correct_category: category,
    new_category: template.category,
    category_update_timestamp: seconds(categoryDueAt),
  })
  wake(place)
}

export function moveCategory(place: Place, category: string): void {
  const { account, template } = place
  const before = template.category
  if (before === category) return
  account.templates.patch(template, { category, previousCategory: before, correctCategory: null, categoryDueAt: null })
  tell(place, 'template_category_update', { ...named(template), previous_category: before, new_category: category })
}

export function putAway({ publisher, account, template }: Place): void {
  account.templates.patch(template, { status: 'ARCHIVED', archivedFrom: template.status })
  tellStatus(publisher, account, template)
}

export function bringBack({ publisher, account, template }: Place): void {
  account.templates.patch(template, { status: template.archivedFrom ?? 'APPROVED', archivedFrom: null })
  tellStatus(publisher, account, template, { event: 'UNARCHIVED' })
}

/** Looks again when the next thing is due; called also when the simulator starts and when the account's clock is moved. */
export function wake(place: Place): void {
  const { account, template } = place
  const due = Math.min(template.pausedUntil ?? Number.POSITIVE_INFINITY, template.categoryDueAt ?? Number.POSITIVE_INFINITY)
  if (due === Number.POSITIVE_INFINITY) return
  account.remind(Math.min(LONGEST_TIMER_MS, Math.max(0, due - account.now())), () => {
    if (account.templates.get(template.id) === template) becomeDue(place)
  })
}

function becomeDue(place: Place): void {
  const { account, template } = place
  const now = account.now()
  if (template.status === 'PAUSED' && template.pausedUntil != null && template.pausedUntil <= now) unpause(place)
  if (template.correctCategory && template.categoryDueAt != null && template.categoryDueAt <= now)
    moveCategory(place, template.correctCategory)
  wake(place)
}
