/**
 * What was written here and is not confirmed by the server yet. An item leaves only when the server shows the message, by answer or
 * by event, or when the person who wrote it drops it. Sending the same item twice is safe: the server knows its `clientId`.
 */
import type { MediaView } from '@recado/contract/media'
import type { DraftMessage } from '@recado/contract/messages'

export interface OutboxItem {
  clientId: string
  conversationId: string
  draft: DraftMessage
  /** What the bubble shows meanwhile. */
  text: string
  /** The file that goes with it, which the server has already. */
  media?: MediaView | null
  at: string
  /** Order of writing within this browser. */
  order: number
  attempts: number
  /** Why the server will not take it, when it said so. A refused item does not hold back those after it. */
  refused: { code: string; detail: string } | null
}

export type PostOutcome =
  | { kind: 'taken' }
  /** The server understood and said no; sending the same again changes nothing. */
  | { kind: 'refused'; code: string; detail: string }
  /** No answer, or one that says to come back later. */
  | { kind: 'later'; afterMs: number }

const RETRIES_MS = [1_000, 2_000, 5_000, 10_000, 30_000] as const

export function nextToSend(items: readonly OutboxItem[], conversationId: string): OutboxItem | null {
  const waiting = items.filter((item) => item.conversationId === conversationId && item.refused === null)
  return waiting.reduce<OutboxItem | null>((first, item) => (first === null || item.order < first.order ? item : first), null)
}

export function waitingIn(items: readonly OutboxItem[], conversationId: string): OutboxItem[] {
  return items.filter((item) => item.conversationId === conversationId).sort((a, b) => a.order - b.order)
}

/** The last thing written in a conversation. */
export function lastWaitingIn(items: readonly OutboxItem[], conversationId: string): OutboxItem | undefined {
  return waitingIn(items, conversationId).at(-1)
}

export function afterPost(items: readonly OutboxItem[], clientId: string, outcome: PostOutcome): OutboxItem[] {
  if (outcome.kind === 'taken') return items.filter((item) => item.clientId !== clientId)
  return items.map((item) => {
    if (item.clientId !== clientId) return item
    const refused = outcome.kind === 'refused' ? { code: outcome.code, detail: outcome.detail } : null
    return { ...item, attempts: item.attempts + 1, refused }
  })
}

/** How long to wait before trying again; a shop full of agents must not come back in the same instant. */
export function retryDelay(attempts: number, random: number): number {
  const base = RETRIES_MS[Math.min(attempts, RETRIES_MS.length - 1)] ?? 30_000
  return Math.round(base * (0.8 + 0.4 * random))
}

/** Refusals that mean "not now": the item stays and is sent again. */
const PASSING: ReadonlySet<string> = new Set(['rate_limited', 'unavailable', 'not_signed_in', 'meta_unreachable', 'unknown'])

/** @param retryAfter seconds, where the answer says when to come back */
export function outcomeOf(status: number, code: string, detail: string, retryAfter: number | null = null): PostOutcome {
  if (retryAfter !== null) return { kind: 'later', afterMs: retryAfter * 1000 }
  if (status === 0 || status >= 500 || status === 408 || PASSING.has(code)) return { kind: 'later', afterMs: 0 }
  return { kind: 'refused', code, detail }
}
