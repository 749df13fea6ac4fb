/** What a webhook tells that no column of ours holds, as lines of the history. Pure and tolerant: an unknown word is no line. */
import { isObject, type Json, type JsonObject, list, word } from '@recado/cloud-api/json'
import type { Change } from '@recado/cloud-api/webhook'
import type { NumberChangeKind } from '@recado/contract/number-history'

export interface ToldLine {
  /** Digits of the one number of the account it concerns; null: the account. */
  readonly about: string | null
  readonly what: NumberChangeKind
  readonly to: string
  readonly facts: Readonly<Record<string, string>>
}

/** A map: a field may be called anything, "constructor" too. */
const TELLS: ReadonlyMap<string, (value: JsonObject) => ToldLine[]> = new Map([
  ['phone_number_name_update', nameReview],
  ['business_username_update', username],
  ['account_review_update', (value) => account('review', word(value['decision']))],
  ['account_update', accountUpdate],
])

export const toldLines = (change: Change): ToldLine[] => TELLS.get(change.field)?.(change.value) ?? []

function nameReview(value: JsonObject): ToldLine[] {
  const decision = word(value['decision'])
  const about = digits(value['display_phone_number'])
  if (decision === null || about === '') return []
  const reason = word(value['rejection_reason'])
  const facts = { ...fact('name', word(value['requested_verified_name'])), ...(reason !== 'NONE' && fact('reason', reason)) }
  return [{ about, what: 'name_review', to: decision, facts }]
}

function username(value: JsonObject): ToldLine[] {
  const [status, about] = [word(value['status']), digits(value['display_phone_number'])]
  if (status === null || about === '') return []
  return [{ about, what: 'username', to: status.toUpperCase(), facts: fact('name', word(value['username'])) }]
}

function accountUpdate(value: JsonObject): ToldLine[] {
  switch (value['event']) {
    case 'ACCOUNT_RESTRICTION': {
      const limits = list(value['restriction_info']).filter(isObject)
      const kinds = limits.flatMap((limit) => word(limit['restriction_type']) ?? [])
      return account('restriction', kinds.length === 0 ? 'NONE' : kinds.sort().join(','), fact('until', latest(limits)))
    }
    case 'ACCOUNT_VIOLATION':
      return account('violation', inside(value['violation_info'], 'violation_type'))
    case 'DISABLED_UPDATE':
      return account('standing', inside(value['ban_info'], 'waba_ban_state'), fact('until', inside(value['ban_info'], 'waba_ban_date')))
    case 'ACCOUNT_DELETED':
      return account('standing', 'ACCOUNT_DELETED')
    default:
      return []
  }
}

function account(what: NumberChangeKind, to: string | null, facts: Readonly<Record<string, string>> = {}): ToldLine[] {
  return to === null ? [] : [{ about: null, what, to, facts }]
}

/** The instant after which all restrictions are over, where Meta says so. */
function latest(limits: readonly JsonObject[]): string | null {
  const last = Math.max(
    0,
    ...limits.map((limit) => Number(word(limit['expiration']))).filter((second) => second > 0 && second < LAST_SECOND),
  )
  return last === 0 ? null : new Date(last * 1000).toISOString()
}
const LAST_SECOND = 253_402_300_800

const inside = (value: Json | undefined, name: string): string | null => (isObject(value) ? word(value[name]) : null)
const fact = (name: string, value: string | null): Readonly<Record<string, string>> => (value === null ? {} : { [name]: value })
const digits = (value: Json | undefined): string => (word(value) ?? '').replace(/\D/g, '')
