import { IconDeviceMobile } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { BodyProps } from './drawable.ts'
import classes from './kinds.module.css'

/** A file of a phone's history: WhatsApp hands over those of the last 14 days, and says only that there was one of any other. */
export default function PhoneFileBody(_props: BodyProps) {
  const { t } = useTranslation('kinds')
  return (
    <span className={classes.card}>
      <span className={classes.kind}>
        <IconDeviceMobile size={16} stroke={1.75} aria-hidden="true" />
        {t('phoneFile.title')}
      </span>
      <span className={classes.second}>{t('phoneFile.where')}</span>
    </span>
  )
}
