import { IconPaperclip } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import classes from './composer.module.css'

export default function DropHere() {
  const { t } = useTranslation('media')
  return (
    <div className={classes.drop} aria-hidden="true">
      <IconPaperclip size={24} stroke={1.75} />
      {t('tray.drop')}
    </div>
  )
}
