/**
 * What a phone hands over when its number comes to share Cloud API with the WhatsApp Business app (coexistence): its conversations, the
 * files of the latest of them, its address book. Read as tolerantly as any webhook.
 */
import { isObject, type JsonObject, list, word } from './json.ts'
import { type InboundMessage, type Person, readMessage } from './webhook.ts'

export interface HistoryChunk {
  /** 0: the last day, 1: up to 90 days, 2: up to 180. */
  readonly phase: number | null
  /** 0 to 100, of everything. */
  readonly progress: number | null
  /** Meta's objects, one for each person written with. */
  readonly threads: readonly JsonObject[]
  readonly error: { readonly code: number; readonly title: string } | null
}

/** Every chunk of one value of field `history`, in the order given. */
export function readHistory(value: JsonObject): HistoryChunk[] {
  return list(value['history'])
    .filter(isObject)
    .map((chunk) => {
      const metadata = isObject(chunk['metadata']) ? chunk['metadata'] : {}
      const error = list(chunk['errors']).find(isObject)
      return {
        phase: count(metadata['phase']),
        progress: count(metadata['progress']),
        threads: list(chunk['threads']).filter(isObject),
        error: error ? { code: Number(error['code']) || 0, title: word(error['title']) ?? '' } : null,
      }
    })
}

function count(value: Parameters<typeof word>[0]): number | null {
  const text = word(value)
  const n = text === null ? Number.NaN : Number(text)
  return Number.isFinite(n) ? Math.max(0, Math.min(100, Math.trunc(n))) : null
}

export interface HistoryPlace {
  readonly wabaId: string
  readonly phoneNumberId: string
  /** Digits of the number itself. */
  readonly businessPhone: string
}

export interface HistoryMessage {
  readonly message: InboundMessage
  /** history_context.status: SENT, DELIVERED, READ, PLAYED, PENDING, ERROR */
  readonly status: string | null
}

/** The messages of one thread. Whose a message is, its `from` says; the other side is always the thread's person. */
export function readThread(thread: JsonObject, place: HistoryPlace): HistoryMessage[] {
  const context = isObject(thread['context']) ? thread['context'] : {}
  const person: Person = {
    waId: phoneIn(word(context['wa_id'])) ?? phoneIn(word(thread['id'])),
    bsuid: word(context['user_id']) ?? bsuidIn(word(thread['id'])),
    parentBsuid: word(context['parent_user_id']),
    profileName: null,
    username: word(context['username']),
  }
  return list(thread['messages'])
    .filter(isObject)
    .map((raw) => historyMessage(raw, place, person))
}

/** A message of its own, as files come: without its thread, the other side is `from` or `to`; null where neither tells. */
export function readHistoryFile(raw: JsonObject, place: HistoryPlace): HistoryMessage & { readonly isPlaced: boolean } {
  const other = isOurs(raw, place) ? word(raw['to']) : word(raw['from'])
  const person: Person = { waId: phoneIn(other), bsuid: bsuidIn(other), parentBsuid: null, profileName: null, username: null }
  return { ...historyMessage(raw, place, person), isPlaced: person.waId !== null || person.bsuid !== null }
}

function historyMessage(raw: JsonObject, place: HistoryPlace, person: Person): HistoryMessage {
  const said = isObject(raw['history_context']) ? raw['history_context'] : {}
  const { history_context: _said, ...bare } = raw
  const at = { field: 'history', wabaId: place.wabaId, phoneNumberId: place.phoneNumberId, people: [] }
  return { message: { ...readMessage(at, bare, isOurs(raw, place)), person }, status: word(said['status']) }
}

const isOurs = (raw: JsonObject, { businessPhone }: HistoryPlace): boolean => phoneIn(word(raw['from'])) === businessPhone

/** Digits, where the word is a telephone; a person who keeps theirs hidden is named by a BSUID instead, as in `BR.13491208655302741918`. */
const phoneIn = (value: string | null): string | null =>
  value !== null && /^\+?[\d ()-]{6,24}$/.test(value) ? value.replace(/\D/g, '') : null
const bsuidIn = (value: string | null): string | null => (value !== null && /^[A-Z]{2}\./.test(value) ? value : null)

export interface PhoneBookEntry {
  readonly person: Person
  /** null: it was taken out of the address book. */
  readonly name: string | null
  /** Unix seconds. */
  readonly at: number
}

/** Field smb_app_state_sync; entries of another kind than contacts, and those that name nobody, are left out. */
export function readPhoneBook(value: JsonObject): PhoneBookEntry[] {
  return list(value['state_sync']).flatMap((entry): PhoneBookEntry[] => {
    if (!isObject(entry) || entry['type'] !== 'contact' || !isObject(entry['contact'])) return []
    const { contact } = entry
    const metadata = isObject(entry['metadata']) ? entry['metadata'] : {}
    const waId = phoneIn(word(contact['phone_number']))
    const bsuid = word(contact['user_id'])
    if (waId === null && bsuid === null) return []
    const person: Person = {
      waId,
      bsuid,
      parentBsuid: word(contact['parent_user_id']),
      profileName: null,
      username: word(contact['username']),
    }
    const name = word(contact['full_name']) ?? word(contact['first_name'])
    const at = Math.trunc(Number(word(metadata['timestamp']) ?? 0)) || 0
    return [{ person, name: entry['action'] === 'remove' ? null : name, at }]
  })
}
