import { VERTICALS } from '@recado/contract/number-assets'

export function isVertical(word: string): word is (typeof VERTICALS)[number] {
  return VERTICALS.some((known) => known === word)
}
