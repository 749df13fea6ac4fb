/** The 24-hour service window, as numbers. Words and colours are chosen by who shows it. */
export const WINDOW_MS = 24 * 3_600_000
const SOON_MS = 4 * 3_600_000
const LAST_MS = 3_600_000

/** never: the customer has not written yet, so only templates may be sent. */
export type WindowPhase = 'open' | 'soon' | 'last' | 'closed' | 'never'

export interface ServiceWindow {
  phase: WindowPhase
  /** How much of the 24 hours is left, 0 to 1. */
  fraction: number
  /** Until it closes; since it closed when negative. */
  msLeft: number
}

export function serviceWindow(expiresAt: string | null, now: number): ServiceWindow {
  if (expiresAt === null) return { phase: 'never', fraction: 0, msLeft: 0 }
  // Never more than the whole: our clock may lag behind the server's.
  const msLeft = Math.min(WINDOW_MS, Date.parse(expiresAt) - now)
  const fraction = Math.min(1, Math.max(0, msLeft / WINDOW_MS))
  if (msLeft <= 0) return { phase: 'closed', fraction: 0, msLeft }
  return { phase: msLeft < LAST_MS ? 'last' : msLeft < SOON_MS ? 'soon' : 'open', fraction, msLeft }
}

export function windowIsOpen(expiresAt: string | null, now: number): boolean {
  return expiresAt !== null && Date.parse(expiresAt) > now
}

export interface Duration {
  hours: number
  minutes: number
}

/** Rounds up, so that "0 min" is never shown for a window in which one may still write. */
export function timeLeft(ms: number): Duration {
  const minutes = Math.max(0, Math.ceil(ms / 60_000))
  return { hours: Math.floor(minutes / 60), minutes: minutes % 60 }
}

/** Rounds down, for how long ago something happened. */
export function timeSince(ms: number): Duration {
  const minutes = Math.max(0, Math.floor(ms / 60_000))
  return { hours: Math.floor(minutes / 60), minutes: minutes % 60 }
}
