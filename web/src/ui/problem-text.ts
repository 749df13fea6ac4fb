import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiProblem } from '../api.ts'
import { useFormat } from '../i18n/format.ts'

/** What went wrong, said to a person: cause and way out. */
export function useProblemText(): (error: unknown) => string {
  const { t, i18n } = useTranslation('problems')
  const format = useFormat()
  return useCallback(
    (error) => {
      if (!(error instanceof ApiProblem)) return t('unexpected')
      const known: boolean = i18n.exists(error.code, { ns: 'problems' })
      const text = known ? t(error.code) : t('unexpected')
      return error.retryAfter === null ? text : `${text} ${t('wait', { time: format.duration(error.retryAfter * 1000) })}`
    },
    [t, i18n, format],
  )
}
