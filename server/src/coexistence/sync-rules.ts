/** The clock of the two one-shot requests, and what a phone's words mean here. Pure. Source: Embedded Signup, WhatsApp Business app users. */
import type { SyncState } from '@recado/contract/coexistence'
import type { MessageStatus } from '@recado/contract/messages'

/** Both requests must be made within so long of the onboarding, each once. */
const CLOCK_MS = 24 * 3600_000
/** A request is given up after 15 seconds; whoever made it is gone. */
const ASKING_MS = 60_000

export const deadlineOf = (onboardedAt: Date): Date => new Date(onboardedAt.getTime() + CLOCK_MS)

export interface SyncFacts {
  readonly state: Exclude<SyncState, 'missed'>
  readonly problem: string | null
  readonly of_onboarding: Date
  readonly asked_at: Date | null
}

/** May pass by itself, so it may be asked again. */
const PASSES = ['busy', 'refused']

/** It was not asked, or it is not known to have heard: who asked died of it, or what stood in the way may have passed. */
function isOpen({ state, problem, asked_at }: SyncFacts, now: Date): boolean {
  if (state === 'asking') return asked_at === null || now.getTime() - asked_at.getTime() > ASKING_MS
  return state === 'due' || (state === 'failed' && problem !== null && PASSES.includes(problem))
}

/** Whether Meta can be asked now. */
export const mayAsk = (sync: SyncFacts, now: Date): boolean => now < deadlineOf(sync.of_onboarding) && isOpen(sync, now)

/** The state as it is now: time alone turns what is still to be asked into what was missed. */
export function stateAt(sync: SyncFacts, now: Date): SyncState {
  if (!isOpen(sync, now)) return sync.state
  if (now >= deadlineOf(sync.of_onboarding)) return 'missed'
  return sync.state === 'asking' ? 'due' : sync.state
}

/** What a phone says became of a message of ours, in the words of reports. What it could not send counts as failed, for ever. */
const STATUSES: Readonly<Record<string, MessageStatus>> = {
  PENDING: 'accepted',
  SENT: 'sent',
  DELIVERED: 'delivered',
  READ: 'read',
  PLAYED: 'played',
  ERROR: 'failed',
}
export const statusOf = (said: string | null): MessageStatus => (said === null ? undefined : STATUSES[said]) ?? 'sent'
