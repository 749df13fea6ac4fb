/** Places within a segment, as they are stored: two bytes each, high byte first. */

export const SEGMENT_SIZE = 4096

export function encodePlaces(places: readonly number[]): string {
  const bytes = Buffer.alloc(places.length * 2)
  for (const [at, place] of places.entries()) bytes.writeUInt16BE(place, at * 2)
  return bytes.toString('hex')
}

/** Marks in `into` every place that `bytes` names. */
export function markPlaces(into: Uint8Array, bytes: Buffer): void {
  for (let at = 0; at + 1 < bytes.length; at += 2) into[bytes.readUInt16BE(at)] = 1
}

/** The places that are marked in all, highest first. */
export function placesInAll(marks: readonly (Uint8Array | undefined)[]): number[] {
  const [first, ...others] = marks
  if (first === undefined || others.includes(undefined)) return []
  const found: number[] = []
  for (let place = SEGMENT_SIZE - 1; place >= 0; place--) {
    if (first[place] === 1 && others.every((other) => other?.[place] === 1)) found.push(place)
  }
  return found
}
