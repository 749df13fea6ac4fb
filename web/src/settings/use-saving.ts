import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useProblemText } from '../ui/problem-text.ts'

export interface Saving<T> {
  save(change: T): void
  /** Beside the field: saving, or why not. Success is the thing itself. */
  said: string
  failed: boolean
  saved: boolean
  busy: boolean
}

/** For settings that are saved one by one, as soon as they change. */
export function useSaving<T>(send: (change: T) => Promise<unknown>): Saving<T> {
  const { t } = useTranslation(['settings', 'common'])
  const problemText = useProblemText()
  const mutation = useMutation({ mutationFn: send })
  const said = () => {
    if (mutation.isPending) return t('saving')
    if (mutation.error) return t('notSaved', { why: problemText(mutation.error) })
    return mutation.isSuccess ? t('common:saved') : ''
  }
  return {
    save: (change) => mutation.mutate(change),
    said: said(),
    failed: mutation.isError,
    saved: mutation.isSuccess,
    busy: mutation.isPending,
  }
}
