import { ActionIcon } from '@mantine/core'
import type { MessageView } from '@recado/contract/messages'
import { IconChevronDown } from '@tabler/icons-react'
import type { ComponentProps } from 'react'
import { useTranslation } from 'react-i18next'
import { useWords } from './use-words.ts'

export function BubbleMenuButton({ message, ...props }: { message: MessageView } & ComponentProps<typeof ActionIcon<'button'>>) {
  const { t } = useTranslation('inbox')
  const words = useWords()
  return (
    <ActionIcon
      size={28}
      radius="xl"
      variant="default"
      aria-label={t('bubble.more', { text: words.message(message).slice(0, 80) })}
      {...props}
    >
      <IconChevronDown size={16} stroke={2} />
    </ActionIcon>
  )
}
