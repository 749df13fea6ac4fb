import fc from 'fast-check'
import { expect, test } from 'vitest'
import { emptiedState, joinedFields, joinedState, separatedFields } from './join-rules.ts'
import type { ContactFields, ConversationState } from './merge-record.ts'

const word = fc.option(fc.string({ maxLength: 5 }), { nil: null })
const fields: fc.Arbitrary<ContactFields> = fc.record({
  name: word,
  profile_name: word,
  username: word,
  phone: word,
  bsuid: word,
  email: word,
  company: word,
  notes: fc.string({ maxLength: 5 }),
  language: word,
  owner_id: word,
  attributes: fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.integer()),
  consent: fc.constantFrom('unknown', 'opted_in', 'opted_out'),
})
const instant = fc.constantFrom('2026-11-01T10:00:00+00:00', '2026-11-02T10:00:00+00:00', '2026-11-03T10:00:00+00:00')
const state: fc.Arbitrary<ConversationState> = fc.record({
  status: fc.constantFrom('pending', 'open', 'closed'),
  assignee_id: word,
  window_expires_at: fc.option(instant, { nil: null }),
  unread_count: fc.nat(5),
  waiting_since: fc.option(instant, { nil: null }),
  last_message_at: instant,
  last_message_arrival: fc.nat(5),
  last_message: fc.constant(null),
  last_inbound_wamid: word,
  read_reported_wamid: word,
  closed_at: fc.option(instant, { nil: null }),
})

test('nothing that was known of the one that stays is lost, and whoever opted out stays out', () => {
  fc.assert(
    fc.property(fields, fields, (kept, merged) => {
      const joined = joinedFields(kept, merged)
      for (const key of ['name', 'email', 'phone', 'owner_id'] as const) expect(joined[key]).toBe(kept[key] ?? merged[key])
      expect(joined.attributes).toMatchObject(kept.attributes)
      expect(joined.consent === 'opted_out').toBe(kept.consent === 'opted_out' || merged.consent === 'opted_out')
    }),
  )
})

test('taken back, everything is as it was; what was changed since stays changed', () => {
  fc.assert(
    fc.property(fields, fields, fc.string({ minLength: 6 }), (kept, merged, email) => {
      const joined = joinedFields(kept, merged)
      expect(separatedFields(joined, kept, joined)).toEqual(kept)
      expect(separatedFields({ ...joined, email }, kept, joined).email).toBe(email)
    }),
  )
})

test('a joined conversation is as open, as unread and as late as both together, and what stays behind waits for nobody', () => {
  const openness = ['closed', 'pending', 'open']
  fc.assert(
    fc.property(state, state, (into, from) => {
      const joined = joinedState(into, from)
      expect(joined.unread_count).toBe(into.unread_count + from.unread_count)
      expect(openness.indexOf(joined.status)).toBe(Math.max(openness.indexOf(into.status), openness.indexOf(from.status)))
      expect(joined.last_message_at >= into.last_message_at && joined.last_message_at >= from.last_message_at).toBe(true)
      expect((joined.window_expires_at ?? '') >= (from.window_expires_at ?? '')).toBe(true)
      expect(emptiedState(from, 'now')).toMatchObject({ status: 'closed', unread_count: 0, waiting_since: null, assignee_id: null })
    }),
  )
})
