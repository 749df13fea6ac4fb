/** Text as a search compares it: without case, accents and typographic variants, in any script. */

/** Letters that Unicode does not take apart into a base letter and a mark. */
const WHOLE: Readonly<Record<string, string>> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', đ: 'd', ð: 'd', ł: 'l', þ: 'th', ı: 'i', ħ: 'h' }
/** Accents, and the points of Hebrew and Arabic. Vowel signs of other scripts are letters and stay. */
const MARKS = /\p{Script=Inherited}|(?=\p{M})\p{Script=Hebrew}/gu

/** Idempotent: what was folded once stays as it is. */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .normalize('NFKD')
    .replace(MARKS, '')
    .replace(/[ßæœøđðłþıħ]/g, (letter) => WHOLE[letter] ?? letter)
    .normalize('NFC')
}
