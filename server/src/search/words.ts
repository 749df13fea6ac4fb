/** What a message is found by, and what a search asks for. Pure. */
import { fold } from '../platform/fold.ts'

const LONGEST = 32
const WORD = /[\p{L}\p{N}\p{M}]+/gu
/** Scripts written without spaces: each pair of neighbours is a word, so that any part of a sentence is found. */
const UNSPACED = /([\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]+)/u

/** The distinct words of a text, folded, none longer than 32 characters. */
export function wordsOf(text: string): string[] {
  const words = new Set<string>()
  for (const [run] of fold(text).matchAll(WORD)) {
    for (const part of run.split(UNSPACED)) {
      if (part === '') continue
      if (UNSPACED.test(part)) for (const pair of pairsOf(part, true)) words.add(pair)
      else words.add(part.slice(0, LONGEST))
    }
  }
  return [...words]
}

/** The last character stands alone too, where a text is taken apart: a search for one character is a search for what begins with it. */
function pairsOf(run: string, withLast: boolean): string[] {
  const letters = [...run]
  const pairs = letters.slice(0, -1).map((letter, at) => letter + (letters[at + 1] ?? ''))
  return withLast || letters.length === 1 ? [...pairs, letters.at(-1) ?? ''] : pairs
}

/** One word of a search: found where any of these beginnings is. `exact` asks for the whole word. */
export interface Sought {
  readonly beginnings: readonly string[]
  readonly exact: boolean
}

const MOST_WORDS = 8

/** Every one of them must be in a message. A lone letter is no beginning worth looking for, unless it is all there is. */
export function soughtIn(query: string): Sought[] {
  const runs = [...fold(query).matchAll(WORD)].flatMap(([run]) => run.split(UNSPACED)).filter((part) => part !== '')
  const sought = runs.flatMap((part) =>
    UNSPACED.test(part)
      ? pairsOf(part, false).map((pair) => ({ beginnings: [pair], exact: false }))
      : [{ beginnings: formsOf(part.slice(0, LONGEST)), exact: part.length === 1 }],
  )
  const telling = sought.filter((word) => !word.exact)
  return (telling.length > 0 ? telling : sought).slice(0, MOST_WORDS)
}

/** Endings of the plural and what they stand for in the singular, in Portuguese, Spanish and English; the first that fits decides. */
const PLURALS: readonly (readonly [RegExp, readonly string[]])[] = [
  [/oes$/, ['ao', 'on', 'o']],
  [/aes$/, ['ao', 'a']],
  [/ais$/, ['al', 'ai']],
  [/eis$/, ['el', 'il', 'ei']],
  [/ois$/, ['ol', 'oi']],
  [/uis$/, ['ul', 'ui']],
  [/ies$/, ['y', 'ie']],
  [/ces$/, ['z', 'ce']],
  [/ns$/, ['m', 'n']],
  [/(?<=[rzsxhdljn])es$/, ['']],
  [/s$/, ['']],
]
const SINGULARS: readonly (readonly [RegExp, readonly string[]])[] = [
  [/ao$/, ['oes', 'aes']],
  [/al$/, ['ais']],
  [/el$/, ['eis']],
  [/ol$/, ['ois']],
  [/ul$/, ['uis']],
  [/il$/, ['is', 'eis']],
  [/m$/, ['ns']],
  [/z$/, ['ces']],
  [/(?<=[^aeiou])y$/, ['ies']],
]

/** A word, and how it looks with one more or one less of the thing. Words begin with one of them, so a form that another begins with is left out. */
export function formsOf(word: string): string[] {
  const forms = [word]
  if (word.length >= 4 && !/\d/.test(word)) {
    for (const table of [PLURALS, SINGULARS]) {
      const rule = table.find(([ending]) => ending.test(word))
      for (const ending of rule?.[1] ?? []) forms.push(word.replace(rule?.[0] ?? '', ending))
    }
  }
  const long = [...new Set(forms)].filter((form) => form.length >= Math.min(3, word.length))
  return long.filter((form) => !long.some((other) => other !== form && form.startsWith(other)))
}

const EXCERPT = 140

/** The part of a text around the first word that was sought; from its beginning where that cannot be told. */
export function excerptOf(text: string, sought: readonly Sought[]): string {
  const flat = text.replace(/\s+/g, ' ').trim()
  if (flat.length <= EXCERPT) return flat
  const hit = [...flat.matchAll(WORD)].find(([run]) => {
    const folded = fold(run)
    return sought.some(({ beginnings, exact }) =>
      beginnings.some((start) => (exact ? folded === start : folded.startsWith(start) || (UNSPACED.test(start) && folded.includes(start)))),
    )
  })
  const from = Math.max(0, Math.min((hit?.index ?? 0) - 40, flat.length - EXCERPT))
  const cut = flat
    .slice(from, from + EXCERPT)
    .toWellFormed()
    .replace(/^\ufffd|\ufffd$/g, '')
  return `${from > 0 ? '…' : ''}${cut.trim()}${from + EXCERPT < flat.length ? '…' : ''}`
}
