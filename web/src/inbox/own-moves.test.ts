import type { ConversationView } from '@recado/contract/conversations'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { heldMoves } from './own-moves.ts'
import { conversationIn, makeCell } from './store-cell.ts'
import { conversation, idOf, inbox } from './test/made.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const ID = idOf(1)
const BIA = { id: 'me', name: 'Bia' }
const ACCEPTED = { status: 'open', assignee: BIA } as const

/** A tab in which one conversation waits, and what the server tells of it. */
function tab() {
  const cell = makeCell(BIA)
  const tells = (rest: Partial<ConversationView>) =>
    cell.change(({ inbox: now }) => ({ inbox: { ...(now ?? inbox()), conversations: { [ID]: conversation(1, rest) } } }))
  tells({ status: 'pending', unreadCount: 1 })
  return { cell, tells, hold: heldMoves(cell), shown: () => conversationIn(cell.state(), ID)?.status }
}

test('what was done stays while an older event stands over its answer, and gives way to the event of it', () => {
  const { cell, tells, hold, shown } = tab()
  const accepted = hold(ID, ACCEPTED)
  tells(ACCEPTED)
  tells({ status: 'pending' })
  accepted.done()
  expect(shown()).toBe('open')
  tells(ACCEPTED)
  expect([shown(), cell.state().patches]).toEqual(['open', {}])
})

test('an earlier question that is answered later does not bring back how things were', () => {
  const { cell, tells, hold, shown } = tab()
  const read = hold(ID, { unreadCount: 0 })
  const accepted = hold(ID, ACCEPTED)
  tells(ACCEPTED)
  accepted.done()
  tells({ status: 'pending' })
  read.done()
  expect(shown()).toBe('open')
  tells(ACCEPTED)
  expect([shown(), cell.state().patches]).toEqual(['open', {}])
})

test('where somebody else was quicker, theirs is shown after a while', () => {
  const { tells, hold, shown } = tab()
  const accepted = hold(ID, ACCEPTED)
  tells({ status: 'closed' })
  accepted.done()
  expect(shown()).toBe('open')
  vi.advanceTimersByTime(10_000)
  expect(shown()).toBe('closed')
})

test('what was refused goes at once, and takes nothing with it that was done after it', () => {
  const { hold, shown } = tab()
  const accepted = hold(ID, ACCEPTED)
  const closed = hold(ID, { status: 'closed' })
  accepted.undone()
  expect(shown()).toBe('closed')
  closed.undone()
  expect(shown()).toBe('pending')
})
