import { expect, test } from 'vitest'
import { at, idOf, message } from './test/made.ts'
import { type ThreadRow, type ThreadSource, threadRows } from './thread-rows.ts'

const rows = (source: Partial<ThreadSource>) =>
  threadRows({
    messages: [],
    waiting: [],
    windowExpiresAt: null,
    now: Date.parse(at(0)),
    dayOf: (moment) => moment.slice(0, 10),
    ...source,
  })
const bubbles = (all: readonly ThreadRow[]) => all.filter((row) => row.kind === 'bubble')
const ours = { direction: 'out', origin: 'inbox', status: 'sent', author: { id: idOf(77), name: 'Bia' } } as const

test('a day is said once, before its first message', () => {
  const kinds = rows({ messages: [message(1), message(2), message(3, { at: at(24 * 60) })] }).map((row) => row.kind)
  expect(kinds).toEqual(['day', 'bubble', 'bubble', 'day', 'bubble'])
})

test('messages of one side within two minutes join; another side, author or origin does not', () => {
  const joined = bubbles(
    rows({
      messages: [
        message(1, { at: at(0) }),
        message(2, { at: at(2) }),
        message(3, { at: at(4.1) }),
        message(4, { ...ours, at: at(4.2) }),
        message(5, { ...ours, at: at(4.3), author: { id: idOf(78), name: 'Caio' } }),
        message(6, { ...ours, at: at(4.4), author: { id: idOf(78), name: 'Caio' }, origin: 'api' }),
      ],
    }),
  ).map((row) => row.joined)
  expect(joined).toEqual([false, true, false, false, false, false])
})

test('a waiting message keeps its key when the server shows it, so nothing flickers', () => {
  const clientId = idOf(500)
  const item = {
    clientId,
    conversationId: idOf(1),
    draft: { type: 'text', text: { body: 'oi' } },
    text: 'oi',
    at: at(1),
    order: 1,
    attempts: 0,
    refused: null,
  } as const
  const before = bubbles(rows({ messages: [message(1)], waiting: [item] }))
  const after = bubbles(rows({ messages: [message(1), message(2, { ...ours, clientId })], waiting: [item] }))
  expect(before.map((row) => row.key)).toEqual(after.map((row) => row.key))
  expect(after).toHaveLength(2)
})

test('what repeats a failed message stands beside it, and the failed one offers no second repeat', () => {
  const failed = message(1, { ...ours, status: 'failed' })
  const again = message(2, { ...ours, clientId: failed.id })
  const [first, second] = bubbles(rows({ messages: [failed, again] }))
  expect([first?.isRepeated, second?.isRepeated]).toEqual([true, false])
  expect(first?.key).not.toBe(second?.key)
})

test('a reaction hangs on its message; the last of each side counts, and an empty one takes it away', () => {
  const react = (n: number, emoji: string, direction: 'in' | 'out' = 'in') =>
    message(n, { type: 'reaction', content: { emoji }, contextWamid: 'wamid.1', direction })
  const shown = (...more: ReturnType<typeof react>[]) =>
    bubbles(rows({ messages: [message(1), ...more] })).map((row) => row.reactions.map((one) => one.emoji))
  expect(shown(react(2, '👍'), react(3, '❤️'), react(4, '🎉', 'out'))).toEqual([['❤️', '🎉']])
  expect(shown(react(2, '👍'), react(3, ''))).toEqual([[]])
})

test('a reaction to a message we do not have is shown as a message, so nothing is blank', () => {
  expect(bubbles(rows({ messages: [message(2, { type: 'reaction', content: { emoji: '👍' }, contextWamid: 'other' })] }))).toHaveLength(1)
})

test('a quote finds its message', () => {
  const [, second] = bubbles(rows({ messages: [message(1), message(2, { contextWamid: 'wamid.1' })] }))
  expect(second?.quoted?.id).toBe(idOf(1))
})

test('the closing of the window stands where it happened', () => {
  const messages = [message(1), message(2, { ...ours, at: at(100) })]
  const kinds = (now: number) => rows({ messages, windowExpiresAt: at(50), now: Date.parse(at(now)) }).map((row) => row.kind)
  expect(kinds(120)).toEqual(['day', 'bubble', 'window_closed', 'bubble'])
  expect(kinds(40)).toEqual(['day', 'bubble', 'bubble'])
})
