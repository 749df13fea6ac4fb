import { useTranslation } from 'react-i18next'
import { Card } from '../ui/Card.tsx'
import classes from './road.module.css'

const PARTS = ['before', 'videoOne', 'videoTwo', 'settings', 'textOne', 'textTwo', 'final'] as const

/** The road as it was first asked for, part by part, and what Meta's rules have made of it since. */
export default function GuidePage() {
  const { t } = useTranslation('road')
  return (
    <>
      <p className={classes.quiet}>{t('guide.intro')}</p>
      {PARTS.map((part) => (
        <Card key={part} title={t(`guide.${part}.title`)}>
          <ol className={classes.guide}>
            {t(`guide.${part}.steps`)
              .split('\n')
              .map((line) => (
                <li key={line}>{line}</li>
              ))}
          </ol>
          <p className={classes.change}>
            <strong>{t('guide.today')}</strong> {t(`guide.${part}.today`)}
          </p>
        </Card>
      ))}
    </>
  )
}
