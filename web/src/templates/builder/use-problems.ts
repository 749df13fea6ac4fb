import type { DraftProblem, Place } from '@recado/contract/template-draft/problem'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../i18n/format.ts'

/** What is merely not written yet is no fault until somebody wants to send it. */
const UNWRITTEN = /_missing$/

export type ProblemAt = (place: Place) => string | undefined

/** The sentence for a field, as soon as there is something to say about it. @param isAsked sending was tried */
export function useProblems(problems: readonly DraftProblem[], isAsked: boolean): ProblemAt {
  const { t } = useTranslation('builder')
  const format = useFormat()
  return useCallback(
    (place) => {
      const found = problems.find((problem) => problem.place === place && (isAsked || !UNWRITTEN.test(problem.rule)))
      if (!found) return undefined
      const { rule, count = 0, until = '' } = found
      if (rule === 'name_held') return t('rule.name_held', { date: format.dateTime(until) })
      return rule === 'too_long' || rule === 'body_ratio' ? t(`rule.${rule}`, { count }) : t(`rule.${rule}`)
    },
    [problems, isAsked, t, format],
  )
}
