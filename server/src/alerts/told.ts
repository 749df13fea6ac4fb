/** What a webhook tells that is worth an alert. Pure and tolerant: a word we do not know is no alert, and the raw delivery is kept anyway. */
import { isObject, type Json, type JsonObject, list, word } from '@recado/cloud-api/json'
import type { Change } from '@recado/cloud-api/webhook'
import type { AlertKind } from '@recado/contract/alerts'

/** @property about digits of the one number of the account it concerns; null: the account */
export type Told =
  | {
      readonly does: 'open'
      readonly kind: AlertKind
      readonly subject: string | null
      readonly about: string | null
      readonly facts: Readonly<Record<string, string>>
    }
  | { readonly does: 'end'; readonly kind: AlertKind; readonly subject: string | null; readonly about: string | null }

type Tell = (value: JsonObject) => Told[]

/** A map: a field may be called anything, "constructor" too. */
const TELLS: ReadonlyMap<string, Tell> = new Map([
  ['phone_number_name_update', nameUpdate],
  ['account_update', accountUpdate],
  ['account_alerts', accountAlert],
  ['message_template_status_update', templateStatus],
])

/** `subject` null: the account's or the number's own id. */
export const toldBy = (change: Change): Told[] => TELLS.get(change.field)?.(change.value) ?? []

function nameUpdate(value: JsonObject): Told[] {
  const about = digits(value['display_phone_number'])
  if (value['decision'] === 'APPROVED') return [{ does: 'end', kind: 'name_rejected', subject: null, about }]
  if (value['decision'] !== 'REJECTED') return []
  const facts = { name: word(value['requested_verified_name']) ?? '?', reason: word(value['rejection_reason']) ?? '?' }
  return [{ does: 'open', kind: 'name_rejected', subject: null, about, facts }]
}

function accountUpdate(value: JsonObject): Told[] {
  const open = (kind: AlertKind, facts: Record<string, string>): Told[] => [{ does: 'open', kind, subject: null, about: null, facts }]
  const end = (kind: AlertKind): Told => ({ does: 'end', kind, subject: null, about: null })
  switch (value['event']) {
    case 'ACCOUNT_RESTRICTION': {
      const limits = list(value['restriction_info']).filter(isObject)
      if (limits.length === 0) return [end('account_restricted')]
      const what = limits.map((limit) => word(limit['restriction_type']) ?? '?').join(', ')
      return open('account_restricted', { what, until: latest(limits.map((limit) => Number(word(limit['expiration']) ?? 0))) })
    }
    case 'ACCOUNT_VIOLATION': {
      const info = value['violation_info']
      return open('account_violation', { what: (isObject(info) ? word(info['violation_type']) : null) ?? '?' })
    }
    case 'DISABLED_UPDATE': {
      const info = value['ban_info']
      const state = isObject(info) ? info['waba_ban_state'] : null
      if (state === 'SCHEDULE_FOR_DISABLE')
        return open('ban_scheduled', { until: (isObject(info) ? word(info['waba_ban_date']) : null) ?? '?' })
      return state === 'DISABLE' || state === 'REINSTATE' ? [end('ban_scheduled')] : []
    }
    default:
      return []
  }
}

/** The instant after which all of them are over; '?' where Meta names none. */
function latest(seconds: readonly number[]): string {
  const last = Math.max(0, ...seconds.filter((one) => Number.isFinite(one) && one < LAST_SECOND))
  return last === 0 ? '?' : new Date(last * 1000).toISOString()
}
const LAST_SECOND = 253_402_300_800

/** Meta's own notices; each of its kinds about one thing is one alert. */
function accountAlert(value: JsonObject): Told[] {
  const info = isObject(value['alert_info']) ? value['alert_info'] : value
  const type = word(info['alert_type'])
  if (type === null) return []
  const subject = `${word(value['entity_id']) ?? ''} ${type}`
  if (info['alert_status'] === 'NONE') return [{ does: 'end', kind: 'meta_notice', subject, about: null }]
  return [{ does: 'open', kind: 'meta_notice', subject, about: null, facts: { what: word(info['alert_description']) ?? type } }]
}

function templateStatus(value: JsonObject): Told[] {
  const state = word(value['event'])
  const subject = word(value['message_template_id'])
  if (state === null || subject === null) return []
  if (state !== 'PAUSED' && state !== 'DISABLED') return [{ does: 'end', kind: 'template_paused', subject, about: null }]
  const facts = { template: word(value['message_template_name']) ?? subject, state }
  return [{ does: 'open', kind: 'template_paused', subject, about: null, facts }]
}

const digits = (value: Json | undefined): string => (word(value) ?? '').replace(/\D/g, '')
