import type { OnboardingDeps } from '../onboarding/deps.ts'
import { runNextOnboarding } from '../onboarding/run-onboardings.ts'
import { ONBOARDING_DUE } from '../onboarding/settle-step.ts'
import type { Listener } from '../platform/listener.ts'
import { startDueLoop } from './due-loop.ts'

/** Carries onboardings on, step after step, as they become due. */
export function startOnboardings(deps: OnboardingDeps, listener: Listener): Promise<{ stop(): Promise<void> }> {
  const work = { channel: ONBOARDING_DUE, lookEveryMs: 2_000, next: () => runNextOnboarding(deps), outcome: 'onboarding_interrupted' }
  return startDueLoop(work, listener, deps.log)
}
