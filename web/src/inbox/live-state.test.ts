import { applyEvent, type Event, type InboxState } from '@recado/contract/events'
import { compareMessages } from '@recado/contract/message-order'
import type { MessageStatus, MessageView } from '@recado/contract/messages'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { applyChanges, type Change, changesSince, extendLog, withAnswer, withOpenThread } from './live-state.ts'
import { at, conversation, idOf, inbox, message } from './test/made.ts'

const created = (n: number, conversationNumber = 1, rest: Partial<MessageView> = {}): Event => ({
  type: 'message.created',
  message: message(n, { conversationId: idOf(conversationNumber), ...rest }),
  conversation: conversation(conversationNumber, { lastMessageAt: at(n), unreadCount: n }),
})
const updated = (n: number, status: MessageStatus, conversationNumber = 1): Event => ({
  type: 'message.updated',
  conversationId: idOf(conversationNumber),
  messageId: idOf(n),
  wamid: null,
  status,
  statusTimes: {},
  error: null,
})

const anyEvent: fc.Arbitrary<Event> = fc.oneof(
  fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 4 })).map(([n, c]) => created(n * 10 + c, c)),
  fc
    .tuple(
      fc.integer({ min: 1, max: 12 }),
      fc.integer({ min: 1, max: 4 }),
      fc.constantFrom<MessageStatus>('sent', 'delivered', 'read', 'failed'),
    )
    .map(([n, c, status]) => updated(n * 10 + c, status, c)),
  fc.integer({ min: 1, max: 4 }).map((c): Event => ({ type: 'conversation.updated', conversation: conversation(c, { unreadCount: 7 }) })),
  fc.integer({ min: 1, max: 4 }).map((c): Event => ({ type: 'conversation.hidden', conversationId: idOf(c) })),
  fc
    .integer({ min: 1, max: 4 })
    .map((c): Event => ({ type: 'contact.updated', contact: { ...conversation(c).contact, displayName: 'Nova' } })),
  fc.constant<Event>({ type: 'number.removed', numberId: idOf(9) }),
)
const numbered = (events: readonly Event[], from = 0): Change[] => events.map((event, n) => ({ prev: from + n, seq: from + n + 1, event }))
const oneByOne = (state: InboxState, changes: readonly Change[]) =>
  changes.reduce((known, { seq, event }) => applyEvent(known, seq, event), state)
const start = () =>
  inbox({
    conversations: Object.fromEntries([1, 2, 3].map((n) => [idOf(n), conversation(n)])),
    threads: { [idOf(1)]: [], [idOf(2)]: [message(22, { conversationId: idOf(2) })] },
  })

test('a batch is the same as its events one by one, wherever it is cut and however often it repeats', () => {
  fc.assert(
    fc.property(fc.array(anyEvent, { maxLength: 30 }), fc.nat(30), fc.nat(30), (events, cut, repeat) => {
      const changes = numbered(events)
      const batched = applyChanges(applyChanges(start(), changes.slice(0, cut)), changes.slice(Math.max(0, cut - repeat)))
      expect(batched).toEqual(oneByOne(start(), changes))
    }),
  )
})

test('what is not touched keeps its identity, so that nothing redraws for nothing', () => {
  const before = start()
  const after = applyChanges(before, numbered([created(5, 1)]))
  expect(after.conversations[idOf(2)]).toBe(before.conversations[idOf(2)])
  expect(after.threads[idOf(2)]).toBe(before.threads[idOf(2)])
})

/** The truth on the server at a number: the thread as a request answered at that moment would give it. */
function serverAt(events: readonly Event[], seq: number) {
  const state = oneByOne(withOpenThread(start(), idOf(1)), numbered(events).slice(0, seq))
  return { conversations: Object.values(state.conversations), messages: { conversationId: idOf(1), items: state.threads[idOf(1)] ?? [] } }
}

test('an answer taken at any moment between asking and receiving never undoes an event', () => {
  const untilHidden = fc.array(anyEvent, { maxLength: 25 }).map((events) => events.filter((event) => event.type !== 'conversation.hidden'))
  fc.assert(
    fc.property(untilHidden, fc.nat(25), fc.nat(25), fc.nat(25), (events, a, b, c) => {
      const [asked = 0, looked = 0, received = 0] = [a, b, c].map((n) => Math.min(n, events.length)).sort((x, y) => x - y)
      const changes = numbered(events)
      const log = extendLog([], changes.slice(0, received))
      const state = applyChanges(withOpenThread(start(), idOf(1)), changes.slice(0, received))
      const since = changesSince(log, asked, received)
      const merged = withAnswer(state, serverAt(events, looked), since ?? [])
      const final = applyChanges(merged, changes.slice(received))
      const truth = oneByOne(withOpenThread(start(), idOf(1)), changes)
      expect(since).not.toBeNull()
      expect(final.threads[idOf(1)]).toEqual(truth.threads[idOf(1)])
      expect(final.conversations).toEqual(truth.conversations)
      expect([...(final.threads[idOf(1)] ?? [])].sort(compareMessages)).toEqual(final.threads[idOf(1)])
    }),
  )
})

test('an answer that was late does not bring back an older state of a message', () => {
  const changes = numbered([created(5), updated(5, 'read')])
  const state = applyChanges(withOpenThread(start(), idOf(1)), changes)
  const stale = { messages: { conversationId: idOf(1), items: [message(5, { status: 'queued' })] } }
  expect(withAnswer(state, stale, changes).threads[idOf(1)]?.[0]?.status).toBe('read')
})

test('a message of a thread that is not open is not kept by an answer', () => {
  const state = start()
  expect(withAnswer(state, { messages: { conversationId: idOf(3), items: [message(5)] } }, []).threads).toBe(state.threads)
})

test('the log says when it does not reach back far enough', () => {
  const log = extendLog([], numbered([created(1), created(2), created(3)], 10))
  expect(changesSince(log, 10, 13)?.map(({ seq }) => seq)).toEqual([11, 12, 13])
  expect(changesSince(log, 12, 13)?.map(({ seq }) => seq)).toEqual([13])
  expect(changesSince(log, 13, 13)).toEqual([])
  expect(changesSince(log, 9, 13)).toBeNull()
  expect(changesSince([], 9, 13)).toBeNull()
})

test('the log forgets the oldest and takes nothing twice', () => {
  const many = numbered(Array.from({ length: 4_100 }, (_, n) => updated(n, 'sent')))
  const log = extendLog(extendLog([], many), many.slice(-5))
  expect(log).toHaveLength(4_000)
  expect(log[0]?.seq).toBe(101)
})
