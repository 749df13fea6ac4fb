/** What of a webhook call one number may see: Meta may put several accounts' news into one. Pure. */
import { isObject, type Json, type JsonObject, list, word } from '@recado/cloud-api/json'

export interface Whose {
  /** Meta's ids */
  readonly wabaId: string
  readonly phoneNumberId: string
}

export interface OwnPart {
  readonly fields: readonly string[]
  /** The call with nothing in it but what is theirs. */
  readonly body: JsonObject
  /** Something else was in it. */
  readonly isPart: boolean
}

/** @returns null where nothing of it is theirs, or where it cannot be read */
export function ownPart(body: string, whose: Whose): OwnPart | null {
  const root = parse(body)
  if (!isObject(root)) return null
  const fields = new Set<string>()
  let isPart = false
  const entries = list(root['entry']).flatMap((entry) => {
    if (!isObject(entry)) return []
    const all = list(entry['changes'])
    const changes = all.filter((change) => isObject(change) && isOwn(entry, change, whose))
    isPart ||= changes.length < all.length
    for (const change of changes) for (const field of fieldsOf(change)) fields.add(field)
    return changes.length === 0 ? [] : [{ ...entry, changes }]
  })
  return entries.length === 0 ? null : { fields: [...fields], body: { ...root, entry: entries }, isPart }
}

/** What names a number is that number's; what names none is its account's. */
function isOwn(entry: JsonObject, change: JsonObject, { wabaId, phoneNumberId }: Whose): boolean {
  const value = isObject(change['value']) ? change['value'] : {}
  const metadata = isObject(value['metadata']) ? value['metadata'] : {}
  const number = word(metadata['phone_number_id'])
  if (number !== null) return number === phoneNumberId
  const info = isObject(value['waba_info']) ? value['waba_info'] : {}
  return (word(info['waba_id']) ?? word(entry['id'])) === wabaId
}

function fieldsOf(change: Json): string[] {
  if (!isObject(change)) return []
  const field = word(change['field']) ?? ''
  const value = isObject(change['value']) ? change['value'] : {}
  if (field !== 'messages') return [field]
  const inIt = ['messages', 'statuses'].filter((name) => list(value[name]).length > 0)
  return inIt.length > 0 ? inIt : [field]
}

/** Words of Meta's own that say what a call is; everything else may be about a person. */
const SHOWN = new Set([
  'object',
  'field',
  'messaging_product',
  'phone_number_id',
  'display_phone_number',
  'type',
  'timestamp',
  'time',
  'status',
  'event',
  'message_template_id',
  'message_template_name',
  'message_template_language',
  'category',
  'pricing_model',
  'mime_type',
  'decision',
  'current_limit',
  'max_daily_conversations_per_business',
  'new_quality_score',
  'previous_quality_score',
  'waba_id',
])
const WIDTH = 4

/** The same shape, with what people wrote and who they are covered. */
export function masked(value: Json, key = ''): Json {
  if (Array.isArray(value)) return value.map((each) => masked(each, key))
  if (isObject(value)) return Object.fromEntries(Object.entries(value).map(([name, held]) => [name, masked(held, name)]))
  if (typeof value === 'boolean' || value === null || SHOWN.has(key)) return value
  return '•'.repeat(WIDTH)
}

function parse(body: string): Json | undefined {
  try {
    return JSON.parse(body) as Json // any JSON is one
  } catch {
    return undefined
  }
}
