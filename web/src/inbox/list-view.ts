/**
 * Which conversations a view shows, in what order, and how far it has been read. A view is never stored as a list: it is everything
 * we know that fits and lies before its boundary, the sort key of the last row a page has given us. So live changes move rows in and
 * out, and can never show a row beyond a stretch that was not read yet.
 */
import type { ConversationView, Page } from '@recado/contract/conversations'
import { windowIsOpen } from './service-window.ts'

export const TABS = ['mine', 'unassigned', 'all'] as const
export type Tab = (typeof TABS)[number]
export const CHIPS = ['active', 'pending', 'closed'] as const
/** active: pending and open together. */
export type Chip = (typeof CHIPS)[number]
export const SORTS = ['waiting', 'recent'] as const
export type Sort = (typeof SORTS)[number]
export const WINDOW_FILTERS = ['closing', 'closed'] as const
export type WindowFilter = (typeof WINDOW_FILTERS)[number]

export interface ListView {
  tab: Tab
  chip: Chip
  sort: Sort
  window: WindowFilter | null
  numberId: string | null
  /** a team's id, or 'none' */
  teamId: string | null
}

export const DEFAULT_VIEW: ListView = { tab: 'mine', chip: 'active', sort: 'waiting', window: null, numberId: null, teamId: null }

/** Smaller comes first: by rank, then by time, then by id in the given direction. */
export interface SortKey {
  rank: number
  at: number
  id: string
  ids: 1 | -1
}

const [WAITING, NOT_WAITING] = [0, 1]
/** Behind everybody who waits, before everybody else. */
const ALL_WHO_WAIT: SortKey = { rank: NOT_WAITING, at: Number.NEGATIVE_INFINITY, id: '', ids: -1 }
const CLOSING_MS = 4 * 3_600_000

export function viewKey(view: ListView): string {
  return [view.tab, view.chip, view.sort, view.window ?? '', view.numberId ?? '', view.teamId ?? ''].join('|')
}

/**
 * The server's own waiting list holds only those who wait. So that order is read in two stretches: those who wait, then everybody,
 * newest first, of whom the first stretch is already there.
 */
export interface NextPage {
  sort: Sort
  cursor: string | null
}

export function firstPage(view: ListView): NextPage {
  return { sort: view.chip === 'closed' ? 'recent' : view.sort, cursor: null }
}

/** Where a view stands after a page, and what to read next; 'end' when there is nothing further. */
export function afterPage(read: NextPage, page: Page<ConversationView>): { boundary: SortKey | 'end'; next: NextPage | null } {
  const last = page.items.at(-1)
  if (last && page.nextCursor !== null) {
    return { boundary: sortKey(read.sort, last), next: { sort: read.sort, cursor: page.nextCursor } }
  }
  if (read.sort === 'waiting') return { boundary: ALL_WHO_WAIT, next: { sort: 'recent', cursor: null } }
  return { boundary: 'end', next: null }
}

export function viewQuery(view: ListView): Record<string, string> {
  return {
    ...(view.tab === 'mine' ? { assignee: 'me' } : view.tab === 'unassigned' ? { assignee: 'none' } : {}),
    status: view.chip === 'active' ? 'pending,open' : view.chip,
    ...(view.window ? { window: view.window } : {}),
    ...(view.numberId ? { number: view.numberId } : {}),
    ...(view.teamId ? { team: view.teamId } : {}),
  }
}

export function fits(view: ListView, conversation: ConversationView, me: string, now: number): boolean {
  const { assignee, status, windowExpiresAt } = conversation
  if (view.tab === 'mine' && assignee?.id !== me) return false
  if (view.tab === 'unassigned' && assignee !== null) return false
  if (view.chip === 'active' ? status === 'closed' : status !== view.chip) return false
  if (view.numberId && conversation.numberId !== view.numberId) return false
  if (view.teamId && (conversation.teamId ?? 'none') !== view.teamId) return false
  if (view.window === null) return true
  const isOpen = windowIsOpen(windowExpiresAt, now)
  if (view.window === 'closed') return !isOpen
  return isOpen && windowExpiresAt !== null && Date.parse(windowExpiresAt) - now <= CLOSING_MS
}

/** Waiting: who has waited longest first, then those who wait for nothing, newest first. */
export function sortKey(sort: Sort, conversation: ConversationView): SortKey {
  const known = keys[sort].get(conversation)
  if (known) return known
  const { waitingSince, lastMessageAt, id } = conversation
  const key: SortKey =
    sort === 'waiting' && waitingSince !== null
      ? { rank: WAITING, at: Date.parse(waitingSince), id, ids: 1 }
      : { rank: NOT_WAITING, at: -Date.parse(lastMessageAt), id, ids: -1 }
  keys[sort].set(conversation, key)
  return key
}

/** A conversation never changes, it is replaced: so its key is worked out once. */
const keys: Readonly<Record<Sort, WeakMap<ConversationView, SortKey>>> = { waiting: new WeakMap(), recent: new WeakMap() }

export function compareKeys(a: SortKey, b: SortKey): number {
  if (a.rank !== b.rank) return a.rank - b.rank
  if (a.at !== b.at) return a.at < b.at ? -1 : 1
  return a.id === b.id ? 0 : a.id < b.id ? -a.ids : a.ids
}

export interface Listing {
  /** How far pages have been read; null until the first one, 'end' when there is nothing further. */
  boundary: SortKey | 'end' | null
  view: ListView
}

/**
 * The rows of a view. `before` is the order shown so far: sorting what is nearly sorted already is cheap, which matters with ten
 * thousand conversations and an event every few milliseconds.
 */
export function rowsOf(
  listing: Listing,
  conversations: Readonly<Record<string, ConversationView>>,
  who: { me: string; now: number; before: readonly string[] },
): string[] {
  const { view, boundary } = listing
  if (boundary === null) return []
  const placed = new Map<string, SortKey>()
  for (const conversation of Object.values(conversations)) {
    if (!fits(view, conversation, who.me, who.now)) continue
    const key = sortKey(view.sort, conversation)
    if (boundary === 'end' || compareKeys(key, boundary) <= 0) placed.set(conversation.id, key)
  }
  const kept = who.before.filter((id) => placed.has(id))
  const known = new Set(kept)
  const fresh = [...placed.keys()].filter((id) => !known.has(id))
  return [...kept, ...fresh].sort((a, b) => compareKeys(placed.get(a) ?? ALL_WHO_WAIT, placed.get(b) ?? ALL_WHO_WAIT))
}
