import { useTranslation } from 'react-i18next'
import { categoryWord, QUALITIES, statusWord } from './template-words.ts'

/** Meta's words as a person reads them; what Meta adds later as Meta says it. */
export function useTemplateWords() {
  const { t } = useTranslation('templates')
  return {
    status: (status: string) => (statusWord(status) === 'OTHER' ? status : t(`status.${statusWord(status)}`)),
    category: (category: string) => (categoryWord(category) === 'OTHER' ? category : t(`category.${categoryWord(category)}`)),
    quality: (quality: string | null) => t(`quality.${QUALITIES.find((known) => known === quality) ?? 'UNKNOWN'}`),
  }
}
