import type { TokenFacts } from '@recado/cloud-api/numbers'

/**
 * Until when a token is good, as Meta's debug_token tells it: the token itself and the access to data end separately, and either end
 * stops our calls. @returns null when neither ever does
 */
export function tokenEnd({ expires_at, data_access_expires_at }: Pick<TokenFacts, 'expires_at' | 'data_access_expires_at'>): Date | null {
  const ends = [expires_at, data_access_expires_at].filter((seconds) => seconds > 0)
  return ends.length === 0 ? null : new Date(Math.min(...ends) * 1000)
}

/** Meta's facts under our column names. */
export const tokenColumns = (facts: TokenFacts, now: Date) => ({
  token_scopes: facts.scopes,
  token_expires_at: tokenEnd(facts),
  token_checked_at: now,
})
