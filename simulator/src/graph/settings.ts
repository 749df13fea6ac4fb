/** Settings of a number: calling, identity check and storage, one feature at a time. */
import type { Json } from '../world/records.ts'
import { requireManagement } from './access.ts'
import { isObject, type NumberCall, structure, word } from './call.ts'
import { GraphRefusal, parameter } from './refusal.ts'

const SETTINGS_AT_FIRST = {
  calling: { status: 'DISABLED', call_icon_visibility: 'DEFAULT', callback_permission_status: 'DISABLED' },
  payload_encryption: { status: 'DISABLED' },
  storage_configuration: { status: 'DEFAULT' },
  user_identity_change: { enable_identity_key_check: false },
}
type Feature = keyof typeof SETTINGS_AT_FIRST
type Value = Readonly<Record<string, unknown>>

export function getSettings({ number, token }: NumberCall): Json {
  requireManagement(token)
  return { ...SETTINGS_AT_FIRST, ...number.settings }
}

export function updateSettings(call: NumberCall): Json {
  const { account, number, params, token } = call
  requireManagement(token)
  const names = Object.keys(SETTINGS_AT_FIRST)
  const [name, another] = names.filter((feature) => params[feature] !== undefined)
  if (name === undefined || another !== undefined) throw parameter(`Exactly one of ${names.join(', ')} must be given.`)
  const value = structure(params, name)
  if (!isObject(value)) throw parameter(`Param ${name} must be an object.`)
  const feature = Object.keys(CHECKS).find((known): known is Feature => known === name)
  if (feature) CHECKS[feature](value, call)
  const before = number.settings[name]
  // A way of storing is told as a whole; what is not said of calls stays.
  const kept = name !== 'storage_configuration' && isObject(before) ? before : {}
  account.numbers.patch(number, { settings: { ...number.settings, [name]: { ...kept, ...value } } })
  return { success: true }
}

const CHECKS: Readonly<Record<Feature, (value: Value, call: NumberCall) => void>> = {
  calling,
  payload_encryption: (value) => oneOf(value, 'status', SWITCH),
  storage_configuration: storage,
  user_identity_change: (value) => {
    if (typeof value.enable_identity_key_check !== 'boolean') throw parameter('Param enable_identity_key_check must be a boolean.')
  },
}

const SWITCH = ['ENABLED', 'DISABLED']
const DAYS = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY']
const REGIONS = 'AU ID IN JP SG KR DE CH GB BR BH ZA AE CA'.split(' ')
const FEW_PEOPLE = ['TIER_50', 'TIER_250', 'TIER_1K']

function calling(value: Value, { account, number }: NumberCall): void {
  oneOf(value, 'status', SWITCH)
  if (value.status === 'ENABLED' && number.coexistence) throw new GraphRefusal(138015)
  if (value.status === 'ENABLED' && FEW_PEOPLE.includes(account.waba.tier ?? '')) throw new GraphRefusal(138015)
  oneOf(value, 'call_icon_visibility', ['DEFAULT', 'DISABLE_ALL'])
  oneOf(value, 'callback_permission_status', SWITCH)
  if (value.call_hours !== undefined) callHours(value.call_hours)
}

function callHours(hours: unknown): void {
  if (!isObject(hours)) throw parameter('Param call_hours must be an object.')
  oneOf(hours, 'status', SWITCH)
  if (hours.status !== 'ENABLED') return
  if (word(hours.timezone_id) === '') throw parameter('Param timezone_id is required in call_hours.')
  const week = hours.weekly_operating_hours
  if (!Array.isArray(week) || week.length === 0) throw parameter('Param weekly_operating_hours must be a list of at least one entry.')
  for (const day of week) {
    const [open, close] = isObject(day) ? [word(day.open_time), word(day.close_time)] : ['', '']
    const isDay = isObject(day) && DAYS.includes(word(day.day_of_week))
    if (!isDay || !isTime(open) || !isTime(close) || open >= close) throw parameter('An entry of weekly_operating_hours is not valid.')
  }
  const perDay = (name: string) => week.filter((day) => isObject(day) && day.day_of_week === name).length
  if (DAYS.some((day) => perDay(day) > 2)) throw parameter('A day has at most two entries in weekly_operating_hours.')
  const holidays = hours.holiday_schedule ?? []
  if (!Array.isArray(holidays) || holidays.length > 20) throw parameter('Param holiday_schedule must be a list of at most 20 entries.')
}

function storage(value: Value): void {
  oneOf(value, 'status', ['DEFAULT', 'IN_COUNTRY_STORAGE_ENABLED', 'NO_STORAGE_ENABLED'])
  if (value.status === 'IN_COUNTRY_STORAGE_ENABLED' && !REGIONS.includes(word(value.data_localization_region)))
    throw parameter(`Param data_localization_region must be one of {${REGIONS.join(', ')}}`)
}

const isTime = (text: string): boolean => /^(?:[01]\d|2[0-3])[0-5]\d$/.test(text)

function oneOf(value: Value, name: string, words: readonly string[]): void {
  if (value[name] !== undefined && !words.includes(word(value[name]))) throw parameter(`Param ${name} must be one of {${words.join(', ')}}`)
}
