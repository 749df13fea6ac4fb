import type { OnboardingView } from '@recado/contract/onboarding'
import { requireAbility } from '../platform/access.ts'
import type { TxScope } from '../platform/scope.ts'
import { accessOnboarding, onboardings } from './access.ts'
import { presentOnboarding } from './present.ts'

const SHOWN = 20

/** The latest, newest first: a workspace connects a handful of times. */
export async function listOnboardings(scope: TxScope): Promise<OnboardingView[]> {
  requireAbility(scope, 'numbers.connect')
  const rows = await onboardings(scope).orderBy('created_at', 'desc').orderBy('id', 'desc').limit(SHOWN).execute()
  const views: OnboardingView[] = []
  for (const row of rows) views.push(await presentOnboarding(scope, row))
  return views
}

export async function readOnboarding(scope: TxScope, id: string): Promise<OnboardingView> {
  return presentOnboarding(scope, await accessOnboarding(scope, id))
}
