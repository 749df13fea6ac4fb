import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useAbility } from '../session/me.ts'

export function NewTemplateButton() {
  const { t } = useTranslation('builder')
  const navigate = useNavigate()
  const mayCreate = useAbility('templates.create')
  if (!mayCreate) return null
  return (
    <Button leftSection={<IconPlus size={16} stroke={2} />} onClick={() => void navigate({ to: '/templates/new' })}>
      {t('new')}
    </Button>
  )
}
