/** What Meta accepts as a display name and as a username. Pure, and without schemas, which a browser need not load. */

export const NAME_LENGTH = { least: 2, most: 75 } as const

/** `too_short` and `too_long` are refused by Meta's API; the others are what its reviewers decline by its display name guidelines. */
export type NameDoubt =
  | 'too_short'
  | 'too_long'
  | 'emoji'
  | 'symbols'
  | 'link'
  | 'spaces'
  | 'shouting'
  | 'brand_of_meta'
  | 'word_test'
  | 'only_numbers'

const SYMBOLS = /[~!@#$%^*_+=<>{}[\]|\\/"?;:]/
const LINK = /\bwww\.|https?:|\.(?:com|net|org|br)\b/i

export function nameDoubts(written: string): NameDoubt[] {
  const name = written.trim()
  const length = [...name].length
  const letters = name.replace(/[^\p{L}]/gu, '')
  const doubts: [NameDoubt, boolean][] = [
    ['too_short', length < NAME_LENGTH.least],
    ['too_long', length > NAME_LENGTH.most],
    ['emoji', /\p{Extended_Pictographic}/u.test(name)],
    ['link', LINK.test(name)],
    ['symbols', SYMBOLS.test(name) && !LINK.test(name)],
    ['spaces', /\s{2}/.test(name) || /\p{L} \p{L} \p{L}(?: |$)/u.test(name)],
    ['shouting', letters.length > 5 && letters === letters.toUpperCase() && letters !== letters.toLowerCase()],
    ['brand_of_meta', /whats\s*app|\bmeta\b|facebook|instagram/i.test(name)],
    ['word_test', /\b(?:test|teste|prueba|demo)\b/i.test(name)],
    ['only_numbers', length > 0 && letters === ''],
  ]
  return doubts.filter(([, isSo]) => isSo).map(([doubt]) => doubt)
}

/** Whether Meta's API would refuse to take the name at all. */
export const isNameRefused = (doubts: readonly NameDoubt[]): boolean => doubts.includes('too_short') || doubts.includes('too_long')

export const USERNAME_LENGTH = { least: 3, most: 35 } as const
export type UsernameProblem = 'length' | 'letters' | 'no_letter' | 'dots' | 'www' | 'domain'

const DOMAIN = /\.(?:com|net|org|br|io|app|dev|gov|edu|info|biz|co|me|ai|us|uk|de|es|mx|ar|pt|store|shop)$/

/** From 3 to 35 of a-z, 0-9, point and underscore, with a letter; no point at an end or beside another, no www, no ending of a domain. */
export function usernameProblem(username: string): UsernameProblem | null {
  if (/[^a-z0-9._]/.test(username)) return 'letters'
  if (username.length < USERNAME_LENGTH.least || username.length > USERNAME_LENGTH.most) return 'length'
  if (!/[a-z]/.test(username)) return 'no_letter'
  if (/^\.|\.$|\.\./.test(username)) return 'dots'
  if (username.startsWith('www')) return 'www'
  return DOMAIN.test(username) ? 'domain' : null
}
