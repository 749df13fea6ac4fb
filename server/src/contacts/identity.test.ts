import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decideContact, type Identity, identityKey } from './identity.ts'

/** The directory as the database keeps it, with the verdict carried out. */
function directory() {
  const bearer = new Map<string, string>()
  const bsuid = new Map<string, string>()
  const withPhone = new Set<string>()
  const joined = new Map<string, string>()
  let made = 0
  const known = {
    contactOf: (identity: Identity) => bearer.get(identityKey(identity)),
    bsuidOf: (contactId: string) => bsuid.get(contactId) ?? null,
    hasPhone: (contactId: string) => withPhone.has(contactId),
  }
  return {
    made: () => made,
    joined,
    writes(waId: string | null, userId: string | null, parent: string | null = null): string {
      const verdict = decideContact({ waId, bsuid: userId, parentBsuid: parent }, known)
      const contactId = verdict.contactId ?? `contact ${++made}`
      for (const identity of verdict.claim) bearer.set(identityKey(identity), contactId)
      if (userId !== null) bsuid.set(contactId, userId)
      if (waId !== null) withPhone.add(contactId)
      if (verdict.sameAs !== null) joined.set(verdict.sameAs, contactId)
      return contactId
    },
  }
}

describe('who is writing', () => {
  test('by phone, then by phone and BSUID, then by BSUID alone is one person', () => {
    const d = directory()
    const first = d.writes('5511999990001', null)
    expect([d.writes('5511999990001', 'BR.1'), d.writes(null, 'BR.1'), d.writes('551199990001', null)]).toEqual([first, first, first])
  })

  test('a number that changed hands is a new person, and the number follows them', () => {
    const d = directory()
    const before = d.writes('5511999990001', 'BR.1')
    const after = d.writes('5511999990001', 'BR.2')
    expect(after).not.toBe(before)
    expect([d.writes('5511999990001', null), d.writes(null, 'BR.1')]).toEqual([after, before])
  })

  test('two contacts of which one was only a phone and the other only a BSUID are joined when both are seen together', () => {
    const d = directory()
    const byPhone = d.writes('5511999990001', null)
    const byBsuid = d.writes(null, 'BR.1')
    expect(byPhone).not.toBe(byBsuid)
    expect(d.writes('551199990001', 'BR.1')).toBe(byBsuid)
    expect([...d.joined]).toEqual([[byPhone, byBsuid]])
  })

  test('a phone that changes hands joins nobody', () => {
    const d = directory()
    d.writes('5511999990001', 'BR.1')
    d.writes('5511999990002', null)
    d.writes('5511999990001', 'BR.2')
    d.writes('5511999990002', 'BR.1')
    expect(d.joined.size).toBe(0)
  })

  test('whatever mix of names one person shows, and in whatever order, once all were seen together they are one contact for good', () => {
    const name = fc.constantFrom<[string | null, string | null, string | null]>(
      ['5511999990001', null, null],
      ['551199990001', null, null],
      [null, 'BR.1', null],
      ['5511999990001', 'BR.1', 'BR.ENT.1'],
      [null, null, 'BR.ENT.1'],
    )
    fc.assert(
      fc.property(fc.array(name, { maxLength: 12 }), (names) => {
        const d = directory()
        const whole = d.writes('5511999990001', 'BR.1', 'BR.ENT.1')
        expect(new Set([whole, ...names.map((n) => d.writes(...n))]).size).toBe(1)
        expect(d.made()).toBe(1)
      }),
    )
  })

  test('people who share no name are never one contact', () => {
    const person = fc.record({ n: fc.nat(5), shows: fc.constantFrom('phone', 'bsuid', 'both') })
    fc.assert(
      fc.property(fc.array(person, { maxLength: 30 }), (people) => {
        const d = directory()
        const owner = new Map<string, number>()
        for (const { n, shows } of people) {
          const contact = d.writes(shows === 'bsuid' ? null : `55119999900${10 + n}`, shows === 'phone' ? null : `BR.${n}`)
          expect(owner.get(contact) ?? n).toBe(n)
          owner.set(contact, n)
        }
      }),
    )
  })
})
