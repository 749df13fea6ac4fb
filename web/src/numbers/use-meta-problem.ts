import { useTranslation } from 'react-i18next'
import { isProblem } from '../api.ts'
import { useProblemText } from '../ui/problem-text.ts'

/** Like useProblemText, but Meta's refusal in Meta's own words: they often say what to change. */
export function useMetaProblem(): (error: unknown) => string {
  const { t } = useTranslation('numberAssets')
  const problemText = useProblemText()
  return (error) => {
    if (!isProblem(error, 'meta_refused')) return problemText(error)
    const { details, title } = error.details
    const words = [details, title].find((text) => typeof text === 'string' && text !== '')
    return typeof words === 'string' ? t('metaSaid', { words }) : problemText(error)
  }
}
