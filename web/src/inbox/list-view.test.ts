import type { ConversationView } from '@recado/contract/conversations'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  afterPage,
  compareKeys,
  DEFAULT_VIEW,
  firstPage,
  fits,
  type Listing,
  type ListView,
  type NextPage,
  rowsOf,
  sortKey,
} from './list-view.ts'
import { at, conversation, idOf, ME } from './test/made.ts'

const NOW = Date.parse(at(0))
const ALL: ListView = { ...DEFAULT_VIEW, tab: 'all' }
const me = { id: ME, name: 'Bia' }

/** The server's side of the contract: a page of what fits, in order, after a cursor. */
function serverPage(all: readonly ConversationView[], view: ListView, { sort, cursor }: NextPage, limit: number) {
  const sorted = all
    .filter((one) => fits(view, one, ME, NOW) && (sort === 'recent' || one.waitingSince !== null))
    .sort((a, b) => compareKeys(sortKey(sort, a), sortKey(sort, b)))
  const from = cursor === null ? 0 : sorted.findIndex((one) => one.id === cursor) + 1
  const items = sorted.slice(from, from + limit)
  return { items, nextCursor: from + limit < sorted.length ? (items.at(-1)?.id ?? null) : null }
}

/** Reads so many pages, as the store does. */
function read(all: readonly ConversationView[], view: ListView, pages: number, limit: number) {
  const known: Record<string, ConversationView> = {}
  let next: NextPage | null = firstPage(view)
  let boundary: Listing['boundary'] = null
  for (let page = 0; page < pages && next; page += 1) {
    const answer = serverPage(all, view, next, limit)
    for (const one of answer.items) known[one.id] = one
    const after = afterPage(next, answer)
    boundary = after.boundary
    next = after.next
  }
  return { known, listing: { view, boundary } satisfies Listing }
}

const rows = (listing: Listing, known: Record<string, ConversationView>, before: readonly string[] = []) =>
  rowsOf(listing, known, { me: ME, now: NOW, before })

const anyConversation = fc.record({
  minutes: fc.integer({ min: -2000, max: 0 }),
  waits: fc.option(fc.integer({ min: -500, max: 0 }), { nil: null }),
  status: fc.constantFrom('pending' as const, 'open' as const, 'closed' as const),
  mine: fc.constantFrom(null, me),
  window: fc.option(fc.integer({ min: -600, max: 1400 }), { nil: null }),
  teamId: fc.constantFrom(null, idOf(7), idOf(8)),
})
const anyInbox = fc.array(anyConversation, { maxLength: 40 }).map((all) =>
  all.map(({ minutes, waits, status, mine, window, teamId }, n) =>
    conversation(n + 1, {
      lastMessageAt: at(minutes),
      waitingSince: waits === null || status === 'closed' ? null : at(waits),
      status,
      assignee: mine,
      teamId,
      windowExpiresAt: window === null ? null : at(window),
    }),
  ),
)
const anyView: fc.Arbitrary<ListView> = fc.record({
  tab: fc.constantFrom('mine', 'unassigned', 'all'),
  chip: fc.constantFrom('active', 'pending', 'closed'),
  sort: fc.constantFrom('waiting', 'recent'),
  window: fc.constantFrom(null, 'closing', 'closed'),
  numberId: fc.constant(null),
  teamId: fc.constantFrom(null, 'none', idOf(7)),
})

describe('reading pages', () => {
  test('to the end, a view holds exactly what fits, in order', () => {
    fc.assert(
      fc.property(anyInbox, anyView, fc.integer({ min: 1, max: 7 }), (all, view, limit) => {
        const { known, listing } = read(all, view, 200, limit)
        const expected = all
          .filter((one) => fits(view, one, ME, NOW))
          .sort((a, b) => compareKeys(sortKey(view.sort, a), sortKey(view.sort, b)))
          .map((one) => one.id)
        expect(listing.boundary).toBe('end')
        expect(rows(listing, known)).toEqual(expected)
      }),
    )
  })

  test('half way, the rows are the beginning of the whole, without a hole', () => {
    fc.assert(
      fc.property(anyInbox, anyView, fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 6 }), (all, view, limit, pages) => {
        const whole = rows(read(all, view, 200, limit).listing, Object.fromEntries(all.map((one) => [one.id, one])))
        const { known, listing } = read(all, view, pages, limit)
        const shown = rows(listing, known)
        expect(shown).toEqual(whole.slice(0, shown.length))
      }),
    )
  })

  test('a live change shows what the server would show, as far as the view was read', () => {
    fc.assert(
      fc.property(anyInbox, anyView, fc.nat(40), anyConversation, fc.integer({ min: 1, max: 4 }), (all, view, which, change, pages) => {
        const { known, listing } = read(all, view, pages, 4)
        const changed = conversation((which % (all.length + 1)) + 1, {
          lastMessageAt: at(change.minutes + 2000),
          waitingSince: change.waits === null || change.status === 'closed' ? null : at(change.waits),
          status: change.status,
          assignee: change.mine,
        })
        const later = [...all.filter((one) => one.id !== changed.id), changed]
        const whole = rows({ view, boundary: 'end' }, Object.fromEntries(later.map((one) => [one.id, one])))
        const shown = rows(listing, { ...known, [changed.id]: changed }, rows(listing, known))
        expect(shown).toEqual(whole.slice(0, shown.length))
      }),
    )
  })

  test('a conversation known from elsewhere does not show beyond what was read', () => {
    const all = [1, 2, 3, 4, 5, 6].map((n) => conversation(n, { lastMessageAt: at(-n) }))
    const { known, listing } = read(all, { ...ALL, sort: 'recent' }, 1, 3)
    expect(rows(listing, { ...known, [idOf(6)]: conversation(6, { lastMessageAt: at(-6) }) })).toEqual([idOf(1), idOf(2), idOf(3)])
  })
})

test('waiting longest comes first, then those who wait for nothing, newest first', () => {
  const all = [
    conversation(1, { lastMessageAt: at(-1) }),
    conversation(2, { lastMessageAt: at(-90), waitingSince: at(-90) }),
    conversation(3, { lastMessageAt: at(-50) }),
    conversation(4, { lastMessageAt: at(-2), waitingSince: at(-95) }),
  ]
  const { known, listing } = read(all, ALL, 9, 2)
  expect(rows(listing, known)).toEqual([4, 2, 1, 3].map(idOf))
})

test('the window filters follow the clock', () => {
  const soon = conversation(1, { windowExpiresAt: at(200) })
  expect(fits({ ...ALL, window: 'closing' }, soon, ME, NOW)).toBe(true)
  expect(fits({ ...ALL, window: 'closing' }, soon, ME, NOW + 201 * 60_000)).toBe(false)
  expect(fits({ ...ALL, window: 'closed' }, soon, ME, NOW + 201 * 60_000)).toBe(true)
  expect(fits({ ...ALL, window: 'closed' }, conversation(2), ME, NOW)).toBe(true)
})

test('before the first page nothing is shown, not even what is known', () => {
  expect(rows({ view: ALL, boundary: null }, { [idOf(1)]: conversation(1) })).toEqual([])
})
