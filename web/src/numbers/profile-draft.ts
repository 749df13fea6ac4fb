/** The form of a profile: what is in it, what is wrong with it, and what of it is to be sent. Pure. */
import type { NumberProfile, ProfilePatch } from '@recado/contract/number-assets'
import { PROFILE_LIMITS, VERTICALS } from '@recado/contract/number-limits'
import { EMAIL } from '../ui/form-errors.ts'

export interface Draft {
  about: string
  description: string
  address: string
  email: string
  website1: string
  website2: string
  vertical: string
}

export function draftOf(saved: NumberProfile): Draft {
  const { about, description, address, email, vertical, websites } = saved
  return { about, description, address, email, vertical, website1: websites[0] ?? '', website2: websites[1] ?? '' }
}

type Rule = 'about' | 'description' | 'address' | 'email' | 'websites'

export function draftProblems(draft: Draft): [keyof Draft, Rule][] {
  const problems: [keyof Draft, Rule][] = []
  const length = (field: keyof Draft) => draft[field].trim().length
  if (length('about') === 0 || length('about') > PROFILE_LIMITS.about) problems.push(['about', 'about'])
  if (length('description') > PROFILE_LIMITS.description) problems.push(['description', 'description'])
  if (length('address') > PROFILE_LIMITS.address) problems.push(['address', 'address'])
  if (length('email') > 0 && (!EMAIL.test(draft.email.trim()) || length('email') > PROFILE_LIMITS.email)) problems.push(['email', 'email'])
  for (const field of ['website1', 'website2'] as const) if (!isWebsite(draft[field].trim())) problems.push([field, 'websites'])
  return problems
}

function isWebsite(text: string): boolean {
  if (text === '') return true
  return text.length <= PROFILE_LIMITS.website && /^https?:\/\/[^\s/]+\.[^\s/]+/.test(text) && URL.canParse(text)
}

/** Only what differs: what somebody else changes at Meta meanwhile is not undone. */
export function changesOf(saved: NumberProfile, draft: Draft): ProfilePatch {
  const patch: ProfilePatch = {}
  for (const field of ['about', 'description', 'address', 'email'] as const) {
    if (draft[field].trim() !== saved[field]) patch[field] = draft[field].trim()
  }
  const vertical = VERTICALS.find((word) => word === draft.vertical)
  if (vertical !== undefined && vertical !== saved.vertical) patch.vertical = vertical
  const websites = [draft.website1, draft.website2].map((site) => site.trim()).filter((site) => site !== '')
  if (websites.join(' ') !== saved.websites.join(' ')) patch.websites = websites
  return patch
}
