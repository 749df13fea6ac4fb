import { ActionIcon, Tooltip } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import type { ComponentProps } from 'react'
import { useText } from '../i18n/use-text.ts'

export function AddButton(props: ComponentProps<typeof ActionIcon<'button'>>) {
  const t = useText('inbox')
  return (
    <Tooltip label={t('composer.add')}>
      <ActionIcon aria-label={t('composer.add')} {...props}>
        <IconPlus size={20} stroke={1.75} />
      </ActionIcon>
    </Tooltip>
  )
}
