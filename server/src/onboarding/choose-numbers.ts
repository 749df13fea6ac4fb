/** Which numbers of a shared account a run is about. Pure. */
import type { SharedNumber } from '@recado/cloud-api/signup'
import type { SignupMode } from '@recado/contract/onboarding'

/**
 * The number that the browser named, where it is one of the account. Where it named none: in coexistence, the numbers that live in the
 * Business app; else the only one there is. Of several, nobody said which, so none is touched: each can be added from the account.
 * @returns null when a number was named that the account does not have
 */
export function chooseNumbers(listed: readonly SharedNumber[], mode: SignupMode, claimed: string | null): SharedNumber[] | null {
  if (claimed !== null) {
    const named = listed.find(({ id }) => id === claimed)
    return named ? [named] : null
  }
  if (mode === 'coexistence') return listed.filter((number) => number.is_on_biz_app === true)
  return listed.length === 1 ? [...listed] : []
}
