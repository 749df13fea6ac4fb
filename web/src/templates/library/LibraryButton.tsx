import { Button } from '@mantine/core'
import { IconBooks } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useAbility } from '../../session/me.ts'

export function LibraryButton() {
  const { t } = useTranslation('library')
  const navigate = useNavigate()
  const mayCreate = useAbility('templates.create')
  if (!mayCreate) return null
  return (
    <Button variant="default" leftSection={<IconBooks size={16} stroke={2} />} onClick={() => void navigate({ to: '/templates/library' })}>
      {t('open')}
    </Button>
  )
}
