import { VERTICALS } from '@recado/contract/number-limits'

export function isVertical(word: string): word is (typeof VERTICALS)[number] {
  return VERTICALS.some((known) => known === word)
}
