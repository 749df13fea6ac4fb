import type { ItemView } from '@recado/contract/road'
import { expect, test } from 'vitest'
import { expiring } from './expiring.ts'

const NOW = Date.parse('2026-03-01T12:00:00Z')
const item = (id: string, more: Partial<ItemView>): ItemView => ({
  id,
  state: 'passed',
  finding: null,
  mark: null,
  expiresAt: null,
  files: [],
  ...more,
})
const found = (facts: Record<string, string>, state: 'passed' | 'failed' | 'unknown' = 'passed') => ({
  finding: { state, code: 'any', facts, at: '2026-03-01T11:00:00Z' },
})

test('calls, token, certificate and yearly check-up end on their days, the nearest first', () => {
  const items = [
    item('upkeep.datause', { state: 'done', expiresAt: '2026-12-01T12:00:00Z' }),
    item('review.callmessaging', found({ at: '2026-02-20T12:00:00Z' })),
    item('review.callmanagement', found({ at: '2026-01-20T12:00:00Z' }, 'failed')),
    item('upkeep.token', found({ until: '2026-03-03T00:00:00Z' }, 'failed')),
    item('upkeep.certificate', found({ until: '2026-05-01T12:00:00Z' })),
  ]
  expect(expiring(items, NOW).map(({ id, days }) => [id, days])).toEqual([
    ['review.callmanagement', -10],
    ['upkeep.token', 2],
    ['review.callmessaging', 21],
    ['upkeep.certificate', 61],
    ['upkeep.datause', 275],
  ])
})

test('what is not known, lasts for ever or was never said has no day', () => {
  const items = [
    item('upkeep.token', found({})),
    item('upkeep.certificate', found({ until: '2026-05-01T12:00:00Z' }, 'unknown')),
    item('upkeep.datause', { state: 'open' }),
  ]
  expect(expiring(items, NOW)).toEqual([])
})
