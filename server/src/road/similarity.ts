/** How much of a text stands in another one: by every four words in a row, whatever the accents and the punctuation. */

const LENGTH = 4

function fingerprint(text: string): string {
  let hash = 0x811c9dc5 // FNV-1a, 32 bits
  for (const byte of Buffer.from(text)) hash = Math.imul(hash ^ byte, 0x01000193)
  return (hash >>> 0).toString(36)
}

export function shingles(text: string): ReadonlySet<string> {
  const plain = text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()
  const words = plain.match(/[a-z0-9]+/g) ?? []
  return new Set(
    Array.from({ length: Math.max(0, words.length - LENGTH + 1) }, (_, at) => fingerprint(words.slice(at, at + LENGTH).join(' '))),
  )
}

/** @returns 0 to 1: the share of the first one's pieces that the second one has */
export function shareOf(pieces: ReadonlySet<string>, known: ReadonlySet<string>): number {
  if (pieces.size === 0) return 0
  return [...pieces].filter((piece) => known.has(piece)).length / pieces.size
}
