import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../i18n/format.ts'
import { Stack } from '../ui/Card.tsx'
import { CopyField, CopyFields } from '../ui/CopyField.tsx'
import classes from './Rows.module.css'

export function LinkShownOnce({ link, expiresAt, children }: { link: string; expiresAt: string; children?: ReactNode }) {
  const { t } = useTranslation('settings')
  const format = useFormat()
  return (
    <Stack>
      <p role="status">{t('members.linkBody', { when: format.dateTime(expiresAt) })}</p>
      <CopyFields>
        <CopyField what={t('members.linkTitle')} value={link} />
      </CopyFields>
      <div className={classes.actions}>{children}</div>
    </Stack>
  )
}
