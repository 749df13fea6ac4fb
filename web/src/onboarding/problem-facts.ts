import type { OnboardingView } from '@recado/contract/onboarding'

/** What a problem's words leave blanks for. */
export const problemFacts = (facts: OnboardingView['facts']) => ({
  missing: facts['missing'] ?? '',
  callbackUrl: facts['callbackUrl'] ?? '',
  address: facts['address'] ?? '',
  configuration: facts['configuration'] ?? '',
  account: facts['account'] ?? '',
})
