/**
 * Reads the body of a webhook call, in Meta's own words (Cloud API webhooks reference). Tolerant on purpose: an unknown field, type,
 * enum or a value of the wrong type never makes the rest unreadable, because Meta adds kinds without notice and the delivery is
 * already ours to keep. Only what has no place to go is reported as an oddity.
 */

import { isObject, type Json, type JsonObject, list, word } from './json.ts'
import { type Marks, marksOf } from './marks.ts'

/** Who wrote or receives, under every name Meta may give. Any of them may be missing (usernames: `from` is omitted, not empty). */
export interface Person {
  /** Digits, as Meta's wa_id; kept as given when it is not a number. */
  readonly waId: string | null
  readonly bsuid: string | null
  readonly parentBsuid: string | null
  readonly profileName: string | null
  readonly username: string | null
}

export interface InboundMessage {
  readonly kind: 'message'
  readonly field: string
  readonly wabaId: string
  readonly phoneNumberId: string
  readonly wamid: string
  readonly person: Person
  /** Unix seconds. */
  readonly timestamp: number
  readonly type: string
  /** The object under the type's name; contacts, which is an array at Meta, arrives as {contacts}. */
  readonly content: JsonObject
  /** The message it quotes, reacts to, edits or takes back. */
  readonly contextWamid: string | null
  readonly marks: Marks | null
  /** Sent from the phone app of a coexistence number: ours, not the customer's. */
  readonly isEcho: boolean
  readonly raw: JsonObject
}

export interface StatusReport {
  readonly kind: 'status'
  readonly wabaId: string
  readonly phoneNumberId: string
  readonly wamid: string
  /** Meta's word; unknown words are kept. */
  readonly status: string
  readonly timestamp: number
  /** What we put into the send request, handed back. */
  readonly callbackData: string | null
  readonly error: { readonly code: number; readonly title: string; readonly details: string | null } | null
  readonly pricing: JsonObject | null
  readonly recipient: Person
  readonly raw: JsonObject
}

/** Any other field: templates, account, quality, history, … or a `messages` value without messages. */
export interface Change {
  readonly kind: 'change'
  readonly field: string
  readonly wabaId: string
  readonly phoneNumberId: string | null
  readonly value: JsonObject
  /** Unix seconds at which Meta says that it changed; null where the envelope does not say. */
  readonly at: number | null
}

export type Update = InboundMessage | StatusReport | Change

export class UnreadableDelivery extends Error {
  override readonly name = 'UnreadableDelivery'
  /** not_json, not_an_object, not_whatsapp, no_entries */
  readonly code: string
  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}

/** Every update of every change of every entry, in the order given. Throws UnreadableDelivery when there is no envelope to read. */
export function readDelivery(body: string): Update[] {
  const root = parse(body)
  if (!isObject(root)) throw new UnreadableDelivery('not_an_object', 'the body is not a JSON object')
  if (root['object'] !== 'whatsapp_business_account')
    throw new UnreadableDelivery('not_whatsapp', 'object is not whatsapp_business_account')
  const entries = root['entry']
  if (!Array.isArray(entries)) throw new UnreadableDelivery('no_entries', 'entry is not a list')
  const updates: Update[] = []
  for (const entry of entries) {
    if (!isObject(entry)) continue
    const from = { wabaId: word(entry['id']) ?? '', at: seconds(entry['time']) || null }
    for (const change of list(entry['changes'])) if (isObject(change)) readChange(updates, from, change)
  }
  return updates
}

function parse(body: string): unknown {
  try {
    const value: Json = JSON.parse(body.charCodeAt(0) === 0xfeff ? body.slice(1) : body)
    return mayHoldUnstorable.test(body) ? storable(value) : value
  } catch (error) {
    throw new UnreadableDelivery('not_json', error instanceof Error ? error.message : 'not JSON')
  }
}

const mayHoldUnstorable = /\\u(?:0000|d[89a-f])/i

/** U+0000 and lone surrogates, which no database text can hold, become U+FFFD. The raw bytes are kept elsewhere. */
function storable(value: Json): Json {
  if (typeof value === 'string') return value.toWellFormed().replaceAll('\u0000', '\ufffd')
  if (Array.isArray(value)) return value.map(storable)
  if (!isObject(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, held]) => [key.toWellFormed().replaceAll('\u0000', '\ufffd'), storable(held)]))
}

function readChange(updates: Update[], from: { readonly wabaId: string; readonly at: number | null }, change: JsonObject): void {
  const field = word(change['field']) ?? ''
  const { wabaId } = from
  // Meta's sample of a rejection holds its explanation beside the value.
  const beside = isObject(change['rejection_info']) ? { rejection_info: change['rejection_info'] } : {}
  const value: JsonObject = { ...beside, ...(isObject(change['value']) ? change['value'] : {}) }
  const metadata = isObject(value['metadata']) ? value['metadata'] : {}
  const phoneNumberId = word(metadata['phone_number_id'])
  const before = updates.length
  // What a phone hands over of the past is no message that arrives: it is taken in as a whole.
  if (phoneNumberId !== null && field !== 'history') {
    const at = { field, wabaId, phoneNumberId, people: peopleOf(value) }
    for (const message of list(value['messages'])) if (isObject(message)) updates.push(readMessage(at, message, false))
    for (const echo of list(value['message_echoes'])) if (isObject(echo)) updates.push(readMessage(at, echo, true))
    for (const report of list(value['statuses'])) if (isObject(report)) updates.push(readStatus(at, report))
  }
  if (updates.length === before) updates.push({ kind: 'change', field, ...from, phoneNumberId, value })
}

interface Place {
  readonly field: string
  readonly wabaId: string
  readonly phoneNumberId: string
  readonly people: readonly Person[]
}

function peopleOf(value: JsonObject): Person[] {
  return list(value['contacts'])
    .filter(isObject)
    .map((contact) => {
      const profile = isObject(contact['profile']) ? contact['profile'] : {}
      return {
        waId: word(contact['wa_id']),
        bsuid: word(contact['user_id']),
        parentBsuid: word(contact['parent_user_id']),
        profileName: word(profile['name']),
        username: word(profile['username']),
      }
    })
}

/** @param isEcho ours, from the phone app */
export function readMessage(at: Place, message: JsonObject, isEcho: boolean): InboundMessage {
  const type = word(message['type']) ?? 'unknown'
  const context = isObject(message['context']) ? message['context'] : {}
  const content = contentOf(type, message)
  const who = isEcho ? ['to', 'to_user_id', 'to_parent_user_id'] : ['from', 'from_user_id', 'from_parent_user_id']
  return {
    kind: 'message',
    field: at.field,
    wabaId: at.wabaId,
    phoneNumberId: at.phoneNumberId,
    wamid: word(message['id']) ?? '',
    person: personOf(at.people, word(message[who[0] ?? '']), word(message[who[1] ?? '']), word(message[who[2] ?? ''])),
    timestamp: seconds(message['timestamp']),
    type,
    content,
    contextWamid: targetOf(type, content) ?? word(context['id']),
    marks: marksOf(message),
    isEcho,
    raw: message,
  }
}

function targetOf(type: string, content: JsonObject): string | null {
  if (type === 'reaction') return word(content['message_id'])
  return type === 'edit' || type === 'revoke' ? word(content['original_message_id']) : null
}

/** The sender with what `contacts` adds about them; a lone contact speaks for a message that names nobody. */
function personOf(people: readonly Person[], waId: string | null, bsuid: string | null, parentBsuid: string | null): Person {
  const named = people.find((p) => (bsuid !== null && p.bsuid === bsuid) || (waId !== null && p.waId === waId))
  const lone = people.length === 1 ? people[0] : undefined
  const known = named ?? lone
  return {
    waId: waId ?? known?.waId ?? null,
    bsuid: bsuid ?? known?.bsuid ?? null,
    parentBsuid: parentBsuid ?? known?.parentBsuid ?? null,
    profileName: known?.profileName ?? null,
    username: known?.username ?? null,
  }
}

function contentOf(type: string, message: JsonObject): JsonObject {
  const content = message[type]
  if (isObject(content)) return content
  if (Array.isArray(content)) return { [type]: content }
  return message['errors'] === undefined ? {} : { errors: message['errors'] }
}

function readStatus(at: Place, report: JsonObject): StatusReport {
  const error = list(report['errors']).find(isObject)
  const data = error && isObject(error['error_data']) ? error['error_data'] : {}
  return {
    kind: 'status',
    wabaId: at.wabaId,
    phoneNumberId: at.phoneNumberId,
    wamid: word(report['id']) ?? '',
    status: word(report['status']) ?? 'unknown',
    timestamp: seconds(report['timestamp']),
    callbackData: word(report['biz_opaque_callback_data']),
    error: error
      ? {
          code: Number(error['code']) || 0,
          title: word(error['title']) ?? word(error['message']) ?? '',
          details: word(data['details']) ?? word(error['details']),
        }
      : null,
    pricing: isObject(report['pricing']) ? report['pricing'] : null,
    recipient: personOf(
      at.people,
      word(report['recipient_id']),
      word(report['recipient_user_id']),
      word(report['parent_recipient_user_id']),
    ),
    raw: report,
  }
}

const MAX_SECONDS = 253_402_300_799 // year 9999: the last PostgreSQL and JavaScript both print with four digits

/** Unix seconds, 0 when absent or absurd; milliseconds are recognised by their size. */
function seconds(value: Json | undefined): number {
  const n = Math.trunc(Number(word(value) ?? 0))
  if (!Number.isFinite(n) || n < 0) return 0
  return n > MAX_SECONDS ? (n / 1000 <= MAX_SECONDS ? Math.trunc(n / 1000) : 0) : n
}
