import { Button } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../i18n/format.ts'
import { useCopy } from '../ui/CopyField.tsx'
import { Denied } from '../ui/states.tsx'
import { useGranters } from './granters.ts'
import { useMe } from './me.ts'

/** Who owns this, what I have, who can grant it, and a way to ask. */
export function DeniedPage({ page, headingLevel = 1 }: { page: string; headingLevel?: 1 | 2 }) {
  const { t } = useTranslation()
  const format = useFormat()
  const me = useMe()
  const granters = useGranters()
  const { copied, copy } = useCopy()
  const role = me.active ? t(`role.${me.active.role}`) : ''
  const request = t('denied.request', { page, workspace: me.active?.workspace.name ?? '', email: me.user.email })
  return (
    <Denied
      headingLevel={headingLevel}
      actions={
        <Button variant="default" onClick={() => copy(request)} leftSection={copied ? <IconCheck size={16} /> : null}>
          {t('denied.askAccess')}
        </Button>
      }
    >
      {granters.length > 0 ? t('denied.body', { role, who: format.list(granters) }) : t('denied.bodyNobody', { role })}
    </Denied>
  )
}
