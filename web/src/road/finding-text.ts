import { useTranslation } from 'react-i18next'
import type codes from '../i18n/pt-BR/roadCodes.ts'

type Code = Exclude<keyof typeof codes, 'word'>
type Word = keyof (typeof codes)['word']

export interface Said {
  readonly code: string
  readonly facts: Readonly<Record<string, string | number>>
}

/** Facts that are lists of our own words, and are said in the person's language. */
const LISTS = new Set(['lacks', 'scenes', 'level'])

/** What a check found, as a sentence. A code of a newer server is shown as it is. */
export function useFindingText(): (said: Said) => string {
  const { t, i18n } = useTranslation('roadCodes')
  const isCode = (code: string): code is Code => code !== 'word' && i18n.exists(code, { ns: 'roadCodes' })
  const isWord = (word: string): word is Word => i18n.exists(`word.${word}`, { ns: 'roadCodes' })
  const inWords = (list: string) =>
    list
      .split(', ')
      .map((word) => (isWord(word) ? t(`word.${word}`) : word))
      .join(', ')
  return ({ code, facts }) => {
    if (!isCode(code)) return code
    const spoken = Object.fromEntries(
      Object.entries(facts).map(([name, value]) => [name, LISTS.has(name) ? inWords(String(value)) : value]),
    )
    return t(code, spoken)
  }
}
