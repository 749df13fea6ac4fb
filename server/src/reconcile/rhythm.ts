/** How often what is read. Pure. An account costs a call an hour and its templates one more every six: of 200 an hour that Meta allows. */
const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

export const READ_EVERY_MS = HOUR_MS
export const TEMPLATES_EVERY_MS = 6 * HOUR_MS
export const BLOCKS_EVERY_MS = 24 * HOUR_MS
export const TOKEN_EVERY_MS = 24 * HOUR_MS
const FIRST_RETRY_MS = 5 * MINUTE_MS
const LAST_RETRY_MS = 6 * HOUR_MS

/** read: it was · failed: Meta could not or would not · idle: there is nothing to read it with until somebody gives a token */
export type Outcome = 'read' | 'failed' | 'idle'

/** @param lot 0 to 1: readings drift apart, so that a thousand accounts connected in one hour are not read in one minute */
export function nextReading(outcome: Outcome, failures: number, lot: number): { readonly nextInMs: number; readonly failures: number } {
  const spread = (ms: number) => Math.round(ms * (0.9 + 0.2 * lot))
  if (outcome === 'read') return { nextInMs: spread(READ_EVERY_MS), failures: 0 }
  if (outcome === 'idle') return { nextInMs: spread(LAST_RETRY_MS), failures: 0 }
  return { nextInMs: spread(Math.min(FIRST_RETRY_MS * 2 ** Math.min(failures, 10), LAST_RETRY_MS)), failures: failures + 1 }
}

export const isOld = (readAt: Date | null, everyMs: number, now: Date): boolean =>
  readAt === null || readAt.getTime() <= now.getTime() - everyMs
