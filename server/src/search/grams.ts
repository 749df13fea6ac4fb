/** What finds people by any part of a word: its runs of three letters. Pure. */
const LENGTH = 3
/** So many of a word's runs tell enough; what they find is compared with the whole word anyway. */
const MOST = 10

/** Every run of three letters, and the shorter ones at the ends of words, so that each part of a word is the beginning of a run. */
export function gramsOf(text: string): Set<string> {
  const grams = new Set<string>()
  for (const word of text.split(/\s+/)) {
    const letters = [...word]
    for (let at = 0; at < letters.length; at++) grams.add(letters.slice(at, at + LENGTH).join(''))
  }
  return grams
}

/** Runs that stand in every text which has `part` in one of its words; from `low` and before `high`. */
export interface GramRange {
  readonly low: string
  readonly high: string
}

const AFTER_ANY_LETTER = '\u{10ffff}'

/** All of them must be there; `part` is not empty. */
export function rangesOf(part: string): GramRange[] {
  const letters = [...part]
  if (letters.length < LENGTH) return [{ low: part, high: part + AFTER_ANY_LETTER }]
  const runs = [...gramsOf(part)].filter((gram) => [...gram].length === LENGTH)
  const step = Math.max(1, Math.ceil(runs.length / MOST))
  return runs.filter((_, nth) => nth % step === 0).map((gram) => ({ low: gram, high: `${gram}\u0001` }))
}
