/**
 * Which contact a person is. BSUID first, phone second, either may be missing. Pure: decides over what was found, writes nothing.
 */
import type { Person } from '@recado/cloud-api/webhook'
import { phoneKey } from './phone-key.ts'

export type IdentityKind = 'bsuid' | 'parent_bsuid' | 'phone'
export interface Identity {
  readonly kind: IdentityKind
  readonly value: string
}

/** Strongest first: a BSUID names one person, a telephone may change hands. */
export function identitiesOf(person: Pick<Person, 'waId' | 'bsuid' | 'parentBsuid'>): Identity[] {
  const phone = person.waId === null ? null : (phoneKey(person.waId) ?? person.waId)
  const named: [IdentityKind, string | null][] = [
    ['bsuid', person.bsuid],
    ['parent_bsuid', person.parentBsuid],
    ['phone', phone],
  ]
  return named.flatMap(([kind, value]) => (value === null ? [] : [{ kind, value: value.slice(0, 256) }]))
}

export const identityKey = (identity: Identity): string => `${identity.kind}:${identity.value}`

/** What the database and this batch already know: identity → contact, and which contacts have a BSUID of their own. */
export interface Known {
  contactOf(identity: Identity): string | undefined
  bsuidOf(contactId: string): string | null
  hasPhone(contactId: string): boolean
}

export interface Verdict {
  /** null: nobody we know; make a contact */
  readonly contactId: string | null
  /** identities to point at that contact, new or taken from another */
  readonly claim: readonly Identity[]
  /** another contact that is proven to be the same person: known by nothing but the phone, while ours was known by nothing but the BSUID */
  readonly sameAs: string | null
}

/**
 * - A known BSUID decides; the phone it comes with follows it (numbers move between people, BSUIDs do not).
 * - A known phone decides when the person shows no BSUID, or when its contact has none yet: the same person, seen before usernames.
 * - A known phone whose contact has another BSUID is somebody else on a number that changed hands.
 * - A BSUID we knew without a phone that now shows the phone of a contact without a BSUID: both were this person all along.
 */
export function decideContact(person: Pick<Person, 'waId' | 'bsuid' | 'parentBsuid'>, known: Known): Verdict {
  const identities = identitiesOf(person)
  const bearer = identities.map((identity) => ({ identity, contactId: known.contactOf(identity) }))
  const byBsuid = bearer.find(({ identity, contactId }) => identity.kind !== 'phone' && contactId !== undefined)?.contactId
  const byPhone = bearer.find(({ identity, contactId }) => identity.kind === 'phone' && contactId !== undefined)?.contactId
  const phoneIsTheirs = byPhone !== undefined && (person.bsuid === null || (known.bsuidOf(byPhone) ?? person.bsuid) === person.bsuid)
  const contactId = byBsuid ?? (phoneIsTheirs ? byPhone : undefined) ?? null
  const isProof = byBsuid !== undefined && byPhone !== undefined && byBsuid !== byPhone
  const sameAs = isProof && known.bsuidOf(byPhone) === null && !known.hasPhone(byBsuid) ? byPhone : null
  return { contactId, claim: identities.filter((identity) => contactId === null || known.contactOf(identity) !== contactId), sameAs }
}
