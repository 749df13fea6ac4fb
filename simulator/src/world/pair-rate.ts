/**
 * One message per six seconds from one business number to one customer; up to 45 at once, borrowed from the time that follows. Kept as
 * the moment at which the pair owes nothing any more.
 */
const PER_MESSAGE_MS = 6000
const BURST = 45

/** The new moment of freedom, or null when the pair has borrowed all it may. */
export function borrowPair(freeAt: number, now: number): number | null {
  const next = Math.max(freeAt, now) + PER_MESSAGE_MS
  return next - now > BURST * PER_MESSAGE_MS ? null : next
}
