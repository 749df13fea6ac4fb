/** Free-form messages may be sent for 24 hours after the customer last wrote (cloud-api: windows). */
export const WINDOW_MS = 24 * 3600 * 1000

export function windowAfter(known: Date | null, wroteAt: Date): Date {
  const until = wroteAt.getTime() + WINDOW_MS
  return known !== null && known.getTime() >= until ? known : new Date(until)
}

export function windowIsOpen(expiresAt: Date | null, now: Date): boolean {
  return expiresAt !== null && expiresAt.getTime() > now.getTime()
}
