import { useTranslation } from 'react-i18next'
import { Notice } from '../ui/Notice.tsx'
import classes from './Registration.module.css'

/** The order in which a number comes over from another provider, and what comes with it. Source: Meta's guide to migrating numbers. */
export function MoveGuide() {
  const { t } = useTranslation('registration')
  return (
    <Notice tone="info">
      <strong>{t('move.title')}</strong>
      <ol className={classes.steps}>
        {(['pin', 'add', 'code', 'register', 'after'] as const).map((step) => (
          <li key={step}>{t(`move.${step}`)}</li>
        ))}
      </ol>
      <p>
        <strong>{t('move.kept')}</strong> {t('move.keptWhat')}
      </p>
      <p>
        <strong>{t('move.lost')}</strong> {t('move.lostWhat')}
      </p>
    </Notice>
  )
}
