import { describe, expect, test } from 'vitest'
import { mayAsk, type SyncFacts, stateAt, statusOf } from './sync-rules.ts'

const began = new Date('2026-03-01T10:00:00Z')
const after = (hours: number) => new Date(began.getTime() + hours * 3600_000)
const facts = (set: Partial<SyncFacts>): SyncFacts => ({ state: 'due', problem: null, of_onboarding: began, asked_at: null, ...set })

describe('the two requests', () => {
  test.each([
    ['due', null, 1, true, 'due'],
    ['due', null, 24, false, 'missed'],
    ['requested', null, 1, false, 'requested'],
    ['requested', null, 48, false, 'requested'],
    ['received', null, 1, false, 'received'],
    ['done', null, 1, false, 'done'],
    ['declined', null, 1, false, 'declined'],
    ['failed', 'busy', 1, true, 'failed'],
    ['failed', 'refused', 1, true, 'failed'],
    ['failed', 'busy', 25, false, 'missed'],
    ['failed', 'asked_before', 1, false, 'failed'],
    ['failed', 'too_late', 1, false, 'failed'],
  ] as const)('%s (%s) after %i h', (state, problem, hours, may, shown) => {
    expect(mayAsk(facts({ state, problem }), after(hours))).toBe(may)
    expect(stateAt(facts({ state, problem }), after(hours))).toBe(shown)
  })

  test('one under way is not made twice, and one whose process died is', () => {
    const asking = facts({ state: 'asking', asked_at: after(1) })
    expect(mayAsk(asking, new Date(after(1).getTime() + 5_000))).toBe(false)
    expect(mayAsk(asking, new Date(after(1).getTime() + 61_000))).toBe(true)
    expect([after(1), after(2), after(25)].map((now) => stateAt(asking, now))).toEqual(['asking', 'due', 'missed'])
  })
})

test('what the phone says of our messages is said in the words of reports', () => {
  expect(['PENDING', 'SENT', 'DELIVERED', 'READ', 'PLAYED', 'ERROR', 'NEW_WORD', null].map(statusOf)).toEqual([
    'accepted',
    'sent',
    'delivered',
    'read',
    'played',
    'failed',
    'sent',
    'sent',
  ])
})
