import { IconBan } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import classes from './kinds.module.css'

/** Its author took it back: nothing of it is left, here as on the phone. */
export function RevokedBody() {
  const { t } = useTranslation('inbox')
  return (
    <span className={classes.kind}>
      <IconBan size={16} stroke={1.75} aria-hidden="true" />
      {t('kind.revoke')}
    </span>
  )
}
