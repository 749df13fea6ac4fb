import type { MessageView } from '@recado/contract/messages'
import { describe, expect, test } from 'vitest'
import type { OutboxItem } from './outbox-queue.ts'
import { at, idOf, message } from './test/made.ts'
import { keepRows, type ThreadRow, type ThreadSource, threadRows } from './thread-rows.ts'

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

describe('what belongs to another message', () => {
  const rowsOf = (messages: MessageView[], waiting: OutboxItem[] = []) =>
    threadRows({ messages, waiting, windowExpiresAt: null, now: 0, dayOf: () => 'day' }).filter((row) => row.kind === 'bubble')
  const waiting = (draft: OutboxItem['draft'], refused: OutboxItem['refused'] = null): OutboxItem => ({
    clientId: idOf(900),
    conversationId: idOf(1),
    draft,
    text: '',
    at: at(9),
    order: 1,
    attempts: 0,
    refused,
  })

  test('an edit and a deletion show on the message, and by themselves only while it is not there', () => {
    const edit = message(2, { type: 'edit', contextWamid: 'wamid.1' })
    expect(rowsOf([message(1, { editedAt: at(2) }), edit])).toHaveLength(1)
    expect(rowsOf([edit])).toHaveLength(1)
    expect(rowsOf([message(1, { revokedAt: at(2) }), message(2, { type: 'revoke', contextWamid: 'wamid.1' })])).toHaveLength(1)
  })

  test('our reaction shows at once, moves with the newest, and one that failed is told', () => {
    const reaction = { type: 'reaction' as const, reaction: { message_id: 'wamid.1', emoji: '👍' } }
    expect(rowsOf([message(1)], [waiting(reaction)])).toMatchObject([{ reactions: [{ emoji: '👍', by: 'out' }] }])
    const sent = message(2, { type: 'reaction', direction: 'out', contextWamid: 'wamid.1', content: { emoji: '❤️' }, status: 'sent' })
    const taken = message(3, { ...sent, id: idOf(3), wamid: 'wamid.3', content: { emoji: '' } })
    expect(rowsOf([message(1), sent])).toMatchObject([{ reactions: [{ emoji: '❤️', by: 'out' }] }])
    expect(rowsOf([message(1), sent, taken])).toMatchObject([{ reactions: [] }])
    expect(rowsOf([message(1), { ...sent, status: 'failed' }])).toHaveLength(2)
    expect(rowsOf([message(1)], [waiting(reaction, { code: 'window_closed', detail: '' })])).toHaveLength(2)
  })

  test('a quotation is the message where it has been read, its id where it is further back, and neither for a product', () => {
    const reply = message(2, { contextWamid: 'wamid.1' })
    expect(rowsOf([message(1), reply])[1]).toMatchObject({ quoted: { wamid: 'wamid.1' }, quotedElsewhere: null })
    expect(rowsOf([reply])[0]).toMatchObject({ quoted: null, quotedElsewhere: 'wamid.1' })
    const about = { ...reply, marks: { product: { catalogId: 'c', retailerId: 'sku' } } }
    expect(rowsOf([about])[0]).toMatchObject({ quoted: null, quotedElsewhere: null })
    const text = { type: 'text' as const, text: { body: 'sim' }, context: { message_id: 'wamid.1' } }
    expect(rowsOf([message(1)], [waiting(text)])[1]).toMatchObject({ quoted: { wamid: 'wamid.1' } })
  })
})

test('a row that says what it said before is the same object; one that changed is not', () => {
  const quoting = message(3, { contextWamid: 'wamid.1' })
  const reaction = message(4, { type: 'reaction', contextWamid: 'wamid.2', content: { emoji: '👍' } })
  const before = rows({ messages: [message(1), message(2), quoting].map((one) => ({ ...one, at: at(1) })) })
  const known = bubbles(before).map((row) => row.entry.kind === 'stored' && row.entry.message)
  const messages = [...known.filter((one) => one !== false), reaction, message(5)]
  const after = keepRows(before, rows({ messages }))
  const kept = after.map((row) => before.includes(row))
  expect(after.map((row) => row.kind)).toEqual(['day', 'bubble', 'bubble', 'bubble', 'bubble'])
  expect(kept).toEqual([true, true, false, true, false])
})
