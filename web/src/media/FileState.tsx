import type { MediaView } from '@recado/contract/media'
import { IconAlertCircle, IconRefresh } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../api.ts'
import { useProblemText } from '../ui/problem-text.ts'
import { showToast } from '../ui/toasts.ts'
import classes from './media.module.css'

/** In a file's place while it is on its way, and when it did not come. */
export function FileState({ media }: { media: MediaView }) {
  const { t } = useTranslation('media')
  const problemText = useProblemText()
  const [isAsking, setAsking] = useState(false)
  if (media.state === 'waiting') {
    return (
      <span className={classes.state} role="status">
        <span className={classes.dots} aria-hidden="true" />
        {t('waiting')}
      </span>
    )
  }
  const fetchAgain = () => {
    setAsking(true)
    api
      .post(`/media/${media.id}/fetch`)
      .catch((problem: unknown) => showToast(problemText(problem), { tone: 'danger' }))
      .finally(() => setAsking(false))
  }
  return (
    <span className={classes.failed} role="alert">
      <IconAlertCircle size={16} stroke={2} aria-hidden="true" />
      <span>{t(`failed.${media.error ?? 'unknown'}`)}</span>
      <button type="button" className={classes.again} onClick={fetchAgain} aria-disabled={isAsking}>
        <IconRefresh size={14} stroke={2} aria-hidden="true" />
        {t('fetchAgain')}
      </button>
    </span>
  )
}
