/** What may stand behind the ? of an address; anything else is left out. */
import type { SignupMode } from '@recado/contract/onboarding'
import type { Ground } from '@recado/contract/road'

export const returnPath = (search: { to?: unknown }) => (typeof search.to === 'string' ? { to: search.to } : {})

/** Links carry their token in the path, or behind `?token=` as the console prints it. */
export const linkToken = (search: { token?: unknown }) => (typeof search.token === 'string' ? { token: search.token } : {})

export const popupSearch = (search: { client_id?: unknown; config_id?: unknown; extras?: unknown; ticket?: unknown }) => {
  // Ids come as numbers where they look like one.
  const text = (value: unknown) => (typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value))
  return { client_id: text(search.client_id), config_id: text(search.config_id), extras: text(search.extras), ticket: text(search.ticket) }
}

export const groundSearch = (search: { ground?: unknown }): { ground?: Ground } =>
  search.ground === 'meta' || search.ground === 'sandbox' ? { ground: search.ground } : {}

interface SignupSearch {
  ground?: Ground
  mode?: SignupMode
  /** a number whose account is granted again */
  again?: string
}
export const signupSearch = (search: { ground?: unknown; mode?: unknown; again?: unknown }): SignupSearch => ({
  ...groundSearch(search),
  ...(search.mode === 'coexistence' && { mode: search.mode }),
  ...(typeof search.again === 'string' && { again: search.again }),
})

export const copySearch = (search: { copy?: unknown }): { copy?: string } => (typeof search.copy === 'string' ? { copy: search.copy } : {})

export const importSearch = (search: { id?: unknown }): { id?: string } => (typeof search.id === 'string' ? { id: search.id } : {})

export const assetsSearch = (search: { q?: unknown; attention?: unknown }): { q?: string; attention?: true } => ({
  ...((typeof search.q === 'string' || typeof search.q === 'number') && search.q !== '' && { q: String(search.q) }),
  ...(search.attention === true && { attention: true }),
})
