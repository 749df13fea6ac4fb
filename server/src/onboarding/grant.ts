/** Whether a token that came out of Embedded Signup is what it should be, and which account it is about. Pure. Source: debug_token. */
import type { GrantFacts } from '@recado/cloud-api/signup'
import type { SignupProblem } from '@recado/contract/onboarding'

const NEEDED = ['whatsapp_business_management', 'whatsapp_business_messaging'] as const

export type GrantVerdict =
  | { readonly ok: true; readonly wabaId: string }
  | { readonly ok: false; readonly problem: SignupProblem; readonly facts: Readonly<Record<string, string>> }

const no = (problem: SignupProblem, facts: Readonly<Record<string, string>> = {}): GrantVerdict => ({ ok: false, problem, facts })

/**
 * @param claimed the account that the browser named; null when it named none
 *
 * Meta lists the shared accounts under any of the WhatsApp permissions, newest first, and not always under the same one; where it lists
 * none at all, the claim stands until the account itself was read with this very token.
 */
export function judgeGrant(facts: GrantFacts, appId: string, claimed: string | null): GrantVerdict {
  if (!facts.is_valid) return no('grant_invalid')
  if (facts.app_id !== null && facts.app_id !== appId) return no('grant_of_other_app', { app: facts.app_id })
  if (facts.type === 'USER') return no('grant_of_person')
  const missing = NEEDED.filter((permission) => !facts.scopes.includes(permission))
  if (missing.length > 0) return no('permission_missing', { missing: missing.join(', ') })
  const shared = sharedAccounts(facts)
  if (claimed !== null && shared.length > 0 && !shared.includes(claimed)) return no('account_not_shared', { account: claimed })
  const wabaId = claimed ?? shared[0]
  return wabaId === undefined ? no('account_not_shared') : { ok: true, wabaId }
}

function sharedAccounts(facts: GrantFacts): string[] {
  const lists = (facts.granular_scopes ?? []).filter(({ scope }) => scope.startsWith('whatsapp_')).map(({ target_ids }) => target_ids ?? [])
  return [...new Set(lists.flat())]
}
