import { expect, test } from 'vitest'
import { contactsSearch, filterOf } from './contacts-url.ts'

test('an address keeps what is known and drops the rest', () => {
  const id = '019a0000-0000-7000-8000-000000000001'
  expect(contactsSearch({ q: 1198888, tag: id, owner: 'me', consent: 'maybe', seen: 'week', other: 'x', id: '../x' })).toEqual({
    q: '1198888',
    tag: id,
    owner: 'me',
    seen: 'week',
  })
})

test('"in the last 7 days" is a moment, "silent for 30 days" the other way round', () => {
  const today = Date.parse('2026-11-26T00:00:00Z')
  expect(filterOf({ seen: 'week', q: 'ana', id: 'open' }, today)).toEqual({ q: 'ana', seenAfter: '2026-11-19T00:00:00.000Z' })
  expect(filterOf({ seen: 'before' }, today)).toEqual({ seenBefore: '2026-10-27T00:00:00.000Z' })
})
