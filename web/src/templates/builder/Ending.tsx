import { useTranslation } from 'react-i18next'
import { ApiProblem } from '../../api.ts'
import { Notice } from '../../ui/Notice.tsx'
import { useProblemText } from '../../ui/problem-text.ts'

/** Why it did not go, in our words and, where Meta had some, in Meta's. */
export function Ending({ error, missing }: { error: unknown; missing: number }) {
  const { t } = useTranslation('builder')
  const problemText = useProblemText()
  if (missing > 0)
    return (
      <Notice tone="warn" role="status">
        {t('mend', { count: missing })}
      </Notice>
    )
  if (!error) return null
  const words = error instanceof ApiProblem ? (error.details.details ?? error.details.title) : null
  return (
    <Notice tone="danger" role="alert">
      {problemText(error)} {typeof words === 'string' ? t('metaSays', { words }) : null}
    </Notice>
  )
}
