import { useTranslation } from 'react-i18next'
import { isProblem } from '../api.ts'
import type words from '../i18n/pt-BR/registration.ts'
import { useMetaProblem } from './use-meta-problem.ts'

type Known = keyof (typeof words)['problem']
const KNOWN: readonly string[] = [
  'pin_wrong',
  'pin_guesses',
  'number_not_verified',
  'number_not_registered',
  'number_recently_deleted',
  'registrations_exhausted',
  'codes_exhausted',
  'code_wrong',
] satisfies Known[]
const isKnown = (word: unknown): word is Known => typeof word === 'string' && KNOWN.includes(word)

/** What stands in the way of a registration and the way out; else Meta's own words. */
export function useRegistrationProblem(): (error: unknown) => string {
  const { t } = useTranslation('registration')
  const metaProblem = useMetaProblem()
  return (error) => {
    const reason = isProblem(error, 'meta_refused') ? error.details['problem'] : undefined
    return isKnown(reason) ? t(`problem.${reason}`) : metaProblem(error)
  }
}
