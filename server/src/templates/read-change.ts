/** What one webhook about a template says, in our words. Pure and tolerant: what it does not understand says nothing. */
import { isObject, type JsonObject, word } from '@recado/cloud-api/json'
import type { TemplateEntryDetail, TemplateEntryKind } from '@recado/contract/template-life'

export interface Said {
  readonly kind: TemplateEntryKind
  readonly from?: string | null
  readonly to: string | null
  readonly detail: TemplateEntryDetail
  /** What it makes of the row; nothing for announcements. */
  readonly set: {
    readonly status?: string
    readonly category?: string
    readonly quality?: string
    readonly rejected_reason?: string | null
    readonly removed_at?: Date
  }
}

/** Events that are not the name of a status. */
const STATUS_AFTER: Readonly<Record<string, string>> = { REINSTATED: 'APPROVED', UNARCHIVED: 'APPROVED' }

/** message_template_status_update */
export function readStatus(value: JsonObject, now: Date): Said | null {
  const event = word(value['event'])
  if (event === null) return null
  const detail = detailOf(value)
  if (event === 'DELETED') return { kind: 'deleted', to: event, detail: {}, set: { status: event, removed_at: now } }
  // Announces a disabling with a date; until then it can be sent.
  if (event === 'FLAGGED') return { kind: 'flagged', to: null, detail, set: {} }
  const status = STATUS_AFTER[event] ?? event
  const rejected = status === 'REJECTED' ? (detail.reason ?? detail.why ?? null) : null
  return { kind: 'status', to: status, detail, set: { status, rejected_reason: rejected } }
}

/** message_template_quality_update */
export function readQuality(value: JsonObject): Said | null {
  const quality = typeof value['new_quality_score'] === 'string' ? word(value['new_quality_score']) : null
  return quality === null
    ? null
    : { kind: 'quality', from: word(value['previous_quality_score']), to: quality, detail: {}, set: { quality } }
}

/** template_category_update: announced 24 hours ahead with `correct_category`, done when it comes with `previous_category`. */
export function readCategory(value: JsonObject): Said | null {
  const next = word(value['new_category'])
  if (value['previous_category'] !== undefined)
    return next === null
      ? null
      : { kind: 'category', from: word(value['previous_category']), to: next, detail: {}, set: { category: next } }
  const correct = word(value['correct_category'])
  if (correct === null) return null
  return { kind: 'category_announced', from: next, to: correct, detail: untilOf(value['category_update_timestamp']), set: {} }
}

/** template_correct_category_detection */
export function readSuggestion(value: JsonObject): Said | null {
  const suggested = word(value['suggested_category'])
  return suggested === null
    ? null
    : { kind: 'category_suggested', from: word(value['current_category']), to: suggested, detail: {}, set: {} }
}

function detailOf(value: JsonObject): TemplateEntryDetail {
  const rejection = objectOf(value['rejection_info'])
  const reason = word(value['reason'])
  const why = word(rejection['reason'])
  const recommendation = word(rejection['recommendation'])
  const title = word(objectOf(value['other_info'])['title'])
  return {
    ...(reason !== null && reason !== 'NONE' && { reason }),
    ...(why !== null && { why }),
    ...(recommendation !== null && { recommendation }),
    ...(title !== null && { title }),
    ...untilOf(objectOf(value['disable_info'])['disable_date']),
  }
}

const objectOf = (value: JsonObject[string] | undefined): JsonObject => (isObject(value) ? value : {})

/** Meta's seconds, as text or number. */
function untilOf(value: JsonObject[string] | undefined): TemplateEntryDetail {
  const seconds = Number(word(value) ?? Number.NaN)
  return seconds > 0 && seconds < 4e9 ? { until: new Date(seconds * 1000).toISOString() } : {}
}
