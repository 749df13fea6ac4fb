import type { OnboardingDeps } from '../onboarding/deps.ts'
import { runNextOnboarding } from '../onboarding/run-onboardings.ts'
import { ONBOARDING_DUE } from '../onboarding/settle-step.ts'
import type { Listener } from '../platform/listener.ts'

/** What waits for its next try, and what a process that died left behind, is found by looking. */
const LOOK_EVERY_MS = 2_000

/** Carries onboardings on, step after step, as they become due. */
export async function startOnboardings(deps: OnboardingDeps, listener: Listener): Promise<{ stop(): Promise<void> }> {
  let stopped = false
  let again = false
  let running: Promise<void> | null = null

  function wake(): void {
    again = true
    if (!stopped) running ??= drain().finally(() => (running = null))
  }

  async function drain(): Promise<void> {
    while (again && !stopped) {
      again = false
      again ||= await runNextOnboarding(deps).catch((err: unknown) => {
        deps.log.error({ outcome: 'onboarding_interrupted', err }, 'onboarding')
        return false
      })
    }
  }

  await listener.on(ONBOARDING_DUE, wake, wake)
  const clock = setInterval(wake, LOOK_EVERY_MS)
  wake()
  return {
    async stop() {
      stopped = true
      clearInterval(clock)
      await running
    },
  }
}
