import type { Event } from '@recado/contract/events'
import { describe, expect, test } from 'vitest'
import { alertIn } from './alert.ts'
import { at, conversation, ME, message } from './test/made.ts'

const NOW = Date.parse(at(1))
const spoken = (how: Parameters<typeof message>[1] = {}, where: Parameters<typeof conversation>[1] = {}): Event => ({
  type: 'message.created',
  message: message(1, how),
  conversation: conversation(1, { unreadCount: 1, ...where }),
})
const calls = (...news: readonly Event[]) => alertIn(news, ME, NOW)?.message.id

describe('somebody is called back', () => {
  test.each([
    ['for a conversation nobody has taken', spoken()],
    ['for one of their own', spoken({}, { assignee: { id: ME, name: 'Bia' } })],
  ])('%s', (_what, event) => expect(calls(event)).toBe(message(1).id))

  test('for the newest of several', () => {
    const later: Event = { type: 'message.created', message: message(2, { at: at(1) }), conversation: conversation(1, { unreadCount: 2 }) }
    expect(calls(spoken(), later)).toBe(message(2).id)
  })
})

describe('nobody is called back', () => {
  test.each([
    ['for what we wrote', spoken({ direction: 'out', origin: 'phone' })],
    ['for somebody else’s conversation', spoken({}, { assignee: { id: 'another', name: 'Caio' } })],
    ['for what was read meanwhile', spoken({}, { unreadCount: 0 })],
    ['for a notice of WhatsApp', spoken({ type: 'system' })],
    ['for an edit', spoken({ type: 'edit' })],
    ['for what is long past', spoken({ at: at(-30) })],
    ['for anything else', { type: 'conversation.updated', conversation: conversation(1, { unreadCount: 3 }) } as const],
  ])('%s', (_what, event) => expect(calls(event)).toBe(undefined))
})
