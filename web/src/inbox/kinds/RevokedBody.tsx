import { IconBan } from '@tabler/icons-react'
import { useText } from '../../i18n/use-text.ts'
import classes from './kinds.module.css'

/** Its author took it back: nothing of it is left, here as on the phone. */
export function RevokedBody() {
  const t = useText('inbox')
  return (
    <span className={classes.kind}>
      <IconBan size={16} stroke={1.75} aria-hidden="true" />
      {t('kind.revoke')}
    </span>
  )
}
