/**
 * Places of a segment, in memory a bit each; stored as two bytes each (high byte first) while there are few, and as the bits once that is
 * shorter, which the length tells: a list is never as long as the bits are.
 */
import { SEGMENT_SIZE } from './places.ts'

export type Marks = Uint8Array
const BYTES = SEGMENT_SIZE / 8

export const noMarks = (): Marks => new Uint8Array(BYTES)

export function mark(marks: Marks, place: number): void {
  marks[place >> 3] = (marks[place >> 3] ?? 0) | (1 << (place & 7))
}

export function placesOf(marks: Marks): number[] {
  const places: number[] = []
  for (const [at, byte] of marks.entries()) {
    for (let bit = 0; byte >> bit !== 0; bit++) if ((byte >> bit) & 1) places.push(at * 8 + bit)
  }
  return places
}

/** Adds to `into` what was stored. */
export function markStored(into: Marks, stored: Buffer): void {
  if (stored.length === BYTES) for (const [at, byte] of stored.entries()) into[at] = (into[at] ?? 0) | byte
  else for (let at = 0; at + 1 < stored.length; at += 2) mark(into, stored.readUInt16BE(at))
}

export function toStore(marks: Marks): Buffer {
  const places = placesOf(marks)
  if (places.length * 2 >= BYTES) return Buffer.from(marks)
  const bytes = Buffer.alloc(places.length * 2)
  for (const [nth, place] of places.entries()) bytes.writeUInt16BE(place, nth * 2)
  return bytes
}

/** By segment; a segment that is not there has nobody. */
export type Found = ReadonlyMap<number, Marks>

export function inAll([first, ...others]: readonly Found[]): Found {
  const found = new Map<number, Marks>()
  for (const [segment, marks] of first ?? []) {
    const rest = others.map((other) => other.get(segment))
    if (rest.every((there) => there !== undefined))
      found.set(
        segment,
        marks.map((byte, at) => rest.reduce((all, there) => all & (there[at] ?? 0), byte)),
      )
  }
  return found
}

export function inAny(several: readonly Found[]): Found {
  const found = new Map<number, Marks>()
  for (const one of several) {
    for (const [segment, marks] of one) {
      const known = found.get(segment)
      found.set(segment, known === undefined ? marks : marks.map((byte, at) => byte | (known[at] ?? 0)))
    }
  }
  return found
}
