import { signupResult } from '@recado/contract/onboarding'
import type { OnboardingRow } from './access.ts'

const shape = signupResult.shape.claimed

/** What the browser said it had been told. */
export function claimedIds(row: Pick<OnboardingRow, 'claimed'>): { readonly wabaId: string | null; readonly phoneNumberId: string | null } {
  const { wabaId, phoneNumberId } = shape.parse(row.claimed)
  return { wabaId: wabaId ?? null, phoneNumberId: phoneNumberId ?? null }
}
