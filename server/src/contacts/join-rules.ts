/** What becomes of two contacts, or two conversations, that are joined. Pure. */
import type { ContactFields, ConversationState } from './merge-record.ts'

/** What is known of the one that stays wins; what it lacks comes from the other. Whoever took back their agreement stays out. */
export function joinedFields(kept: ContactFields, merged: ContactFields): ContactFields {
  const notes = [kept.notes, merged.notes].filter((note) => note.trim() !== '')
  return {
    name: kept.name ?? merged.name,
    profile_name: kept.profile_name ?? merged.profile_name,
    username: kept.username ?? merged.username,
    phone: kept.phone ?? merged.phone,
    bsuid: kept.bsuid ?? merged.bsuid,
    email: kept.email ?? merged.email,
    company: kept.company ?? merged.company,
    notes: notes.join('\n\n'),
    language: kept.language ?? merged.language,
    owner_id: kept.owner_id ?? merged.owner_id,
    attributes: { ...merged.attributes, ...kept.attributes },
    consent: strictest(kept.consent, merged.consent),
  }
}

function strictest(a: ContactFields['consent'], b: ContactFields['consent']): ContactFields['consent'] {
  if (a === 'opted_out' || b === 'opted_out') return 'opted_out'
  return a === 'opted_in' || b === 'opted_in' ? 'opted_in' : 'unknown'
}

/** Taking it back: a field goes back to what it was, unless somebody has changed it since. */
export function separatedFields(now: ContactFields, before: ContactFields, after: ContactFields): ContactFields {
  const same = (key: keyof ContactFields) => JSON.stringify(now[key]) === JSON.stringify(after[key])
  const entries = (Object.keys(now) as (keyof ContactFields)[]).map((key) => [key, same(key) ? before[key] : now[key]])
  return Object.fromEntries(entries) as ContactFields // the keys and values of one, taken one by one
}

const OPENNESS = { open: 2, pending: 1, closed: 0 } as const

/** One conversation in place of two: it is as open as the more open of them, and its last message is the later one. */
export function joinedState(into: ConversationState, from: ConversationState): ConversationState {
  const isFromLater =
    from.last_message_at > into.last_message_at ||
    (from.last_message_at === into.last_message_at && from.last_message_arrival > into.last_message_arrival)
  const last = isFromLater ? from : into
  const leading = OPENNESS[from.status] > OPENNESS[into.status] ? from : into
  const heardLast = (from.window_expires_at ?? '') > (into.window_expires_at ?? '') ? from : into
  const waiting = [into.waiting_since, from.waiting_since].filter((at) => at !== null).sort()
  return {
    status: leading.status,
    assignee_id: leading.assignee_id ?? (leading === into ? from : into).assignee_id,
    window_expires_at: heardLast.window_expires_at,
    unread_count: into.unread_count + from.unread_count,
    waiting_since: waiting[0] ?? null,
    last_message_at: last.last_message_at,
    last_message_arrival: last.last_message_arrival,
    last_message: last.last_message,
    last_inbound_wamid: heardLast.last_inbound_wamid,
    read_reported_wamid: heardLast.read_reported_wamid,
    closed_at: leading.closed_at,
  }
}

/** What stays behind of the other: nothing to see, nothing to answer. */
export function emptiedState(state: ConversationState, at: string): ConversationState {
  return {
    ...state,
    status: 'closed',
    assignee_id: null,
    window_expires_at: null,
    unread_count: 0,
    waiting_since: null,
    last_message: null,
    last_inbound_wamid: null,
    closed_at: at,
  }
}
