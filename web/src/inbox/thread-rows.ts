/** A thread as it is drawn: days, bubbles that join, reactions on what they react to, and the line that says the window closed. */
import type { MessageView } from '@recado/contract/messages'
import type { OutboxItem } from './outbox-queue.ts'

const JOIN_MS = 2 * 60_000

/** A message we have, or one that still waits in this browser. */
export type ThreadMessage = { kind: 'stored'; message: MessageView } | { kind: 'waiting'; item: OutboxItem }

export type ThreadRow =
  | { kind: 'day'; key: string; at: string }
  | { kind: 'system'; key: string; at: string; message: MessageView }
  | { kind: 'window_closed'; key: string; at: string }
  | {
      kind: 'bubble'
      key: string
      at: string
      entry: ThreadMessage
      joined: boolean
      reactions: Reaction[]
      quoted: MessageView | null
      /** What it answers, where that is not among the messages read so far. */
      quotedElsewhere: string | null
      /** It failed and was sent once more, as another message. */
      isRepeated: boolean
    }

export interface Reaction {
  emoji: string
  by: 'in' | 'out'
}

export interface ThreadSource {
  messages: readonly MessageView[]
  waiting: readonly OutboxItem[]
  windowExpiresAt: string | null
  now: number
  /** The day an instant belongs to, in the time zone of the reader. */
  dayOf: (at: string) => string
}

export function threadRows({ messages, waiting, windowExpiresAt, now, dayOf }: ThreadSource): ThreadRow[] {
  const byWamid = new Map(messages.flatMap((message) => (message.wamid ? [[message.wamid, message] as const] : [])))
  const stored = new Set(messages.map((message) => message.clientId))
  const unsent = waiting.filter((one) => !stored.has(one.clientId))
  const reactions = reactionsOf(messages, unsent, byWamid)
  const ids = new Set(messages.map((message) => message.id))
  const rows: ThreadRow[] = []
  let before: { at: number; side: string; day: string } | null = null

  const place = (at: string, side: string): boolean => {
    const its = { at: Date.parse(at), side, day: dayOf(at) }
    if (its.day !== before?.day) rows.push({ kind: 'day', key: `day ${its.day}`, at })
    const joins = before !== null && before.side === side && its.at - before.at <= JOIN_MS && its.day === before.day
    before = its
    return joins
  }

  for (const message of messages) {
    if (reactions.placed.has(message.id) || isFolded(message, byWamid)) continue
    if (message.type === 'system') {
      place(message.at, 'system')
      rows.push({ kind: 'system', key: message.id, at: message.at, message })
      continue
    }
    rows.push({
      kind: 'bubble',
      joined: place(message.at, sideOf(message)),
      // What repeats a failed message bears that message's id as its clientId.
      key: message.clientId && !ids.has(message.clientId) ? message.clientId : message.id,
      at: message.at,
      entry: { kind: 'stored', message },
      reactions: [...(reactions.on.get(message.wamid ?? '')?.values() ?? [])],
      ...quoteOf(message.contextWamid, message.type, byWamid, message.marks?.product !== undefined),
      isRepeated: stored.has(message.id),
    })
  }
  for (const item of unsent) {
    if (reactions.placed.has(item.clientId)) continue
    const joined = place(item.at, 'out inbox')
    rows.push({
      kind: 'bubble',
      joined,
      key: item.clientId,
      at: item.at,
      entry: { kind: 'waiting', item },
      reactions: [],
      ...quoteOf('context' in item.draft ? (item.draft.context?.message_id ?? null) : null, item.draft.type, byWamid),
      isRepeated: false,
    })
  }
  return withClosing(rows, windowExpiresAt, now)
}

/** Rows that say what they said before are the same objects, so that a thousand bubbles are not drawn again for one that came. */
export function keepRows(before: readonly ThreadRow[], next: readonly ThreadRow[]): ThreadRow[] {
  const known = new Map(before.map((row) => [row.key, row]))
  return next.map((row) => {
    const old = known.get(row.key)
    return old !== undefined && isSameRow(old, row) ? old : row
  })
}

function isSameRow(a: ThreadRow, b: ThreadRow): boolean {
  if (a.kind !== 'bubble' || b.kind !== 'bubble')
    return a.kind === b.kind && a.at === b.at && (a.kind !== 'system' || b.kind !== 'system' || a.message === b.message)
  return (
    a.at === b.at &&
    saidBy(a.entry) === saidBy(b.entry) &&
    a.joined === b.joined &&
    a.quoted === b.quoted &&
    a.quotedElsewhere === b.quotedElsewhere &&
    a.isRepeated === b.isRepeated &&
    a.reactions.length === b.reactions.length &&
    a.reactions.every(({ emoji, by }, nth) => b.reactions[nth]?.emoji === emoji && b.reactions[nth]?.by === by)
  )
}

/** Messages and items are replaced when they change, never changed. */
const saidBy = (entry: ThreadMessage): MessageView | OutboxItem => (entry.kind === 'stored' ? entry.message : entry.item)

function sideOf(message: MessageView): string {
  return message.direction === 'in' ? 'in' : `out ${message.origin} ${message.author?.id ?? ''}`
}

/** An edit or a deletion is seen on the message itself, once that is on screen. */
function isFolded(message: MessageView, byWamid: ReadonlyMap<string, MessageView>): boolean {
  if (message.type !== 'edit' && message.type !== 'revoke') return false
  const target = byWamid.get(message.contextWamid ?? '')
  return target !== undefined && (target.editedAt !== null || target.revokedAt !== null)
}

/** @param isAboutProduct then what it refers to is a product, and its context no message */
function quoteOf(wamid: string | null, type: string, byWamid: ReadonlyMap<string, MessageView>, isAboutProduct = false) {
  if (wamid === null || isAboutProduct || QUOTES_NOTHING.has(type)) return { quoted: null, quotedElsewhere: null }
  const quoted = byWamid.get(wamid) ?? null
  return { quoted, quotedElsewhere: quoted === null ? wamid : null }
}
const QUOTES_NOTHING = new Set(['reaction', 'edit', 'revoke'])

/** The newest reaction of each side wins; an empty one takes it away. One that failed is told as a message of its own. */
function reactionsOf(messages: readonly MessageView[], unsent: readonly OutboxItem[], byWamid: ReadonlyMap<string, MessageView>) {
  const on = new Map<string, Map<string, Reaction>>()
  const placed = new Set<string>()
  const put = (id: string, target: string, reaction: Reaction) => {
    placed.add(id)
    const here = on.get(target) ?? new Map<string, Reaction>()
    if (reaction.emoji === '') here.delete(reaction.by)
    else here.set(reaction.by, reaction)
    on.set(target, here)
  }
  for (const message of messages) {
    const target = message.contextWamid ?? ''
    if (message.type !== 'reaction' || !byWamid.has(target) || message.status === 'failed') continue
    put(message.id, target, { emoji: typeof message.content.emoji === 'string' ? message.content.emoji : '', by: message.direction })
  }
  for (const { clientId, draft, refused } of unsent) {
    if (draft.type === 'reaction' && refused === null && byWamid.has(draft.reaction.message_id))
      put(clientId, draft.reaction.message_id, { emoji: draft.reaction.emoji, by: 'out' })
  }
  return { on, placed }
}

function withClosing(rows: ThreadRow[], windowExpiresAt: string | null, now: number): ThreadRow[] {
  if (windowExpiresAt === null || Date.parse(windowExpiresAt) > now || rows.length === 0) return rows
  const at = rows.findLastIndex((row) => row.at <= windowExpiresAt) + 1
  return [...rows.slice(0, at), { kind: 'window_closed', key: 'window', at: windowExpiresAt }, ...rows.slice(at)]
}
