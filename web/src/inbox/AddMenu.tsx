import { Menu } from '@mantine/core'
import { IconMessage2Code, IconPaperclip } from '@tabler/icons-react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { AddButton } from './AddButton.tsx'

export interface AddMenuProps {
  onTemplate(): void
  onFiles(): void
}

/** Everything that can be sent besides text. */
export default function AddMenu({ onTemplate, onFiles }: AddMenuProps) {
  const { t } = useTranslation('inbox')
  const target = useRef<HTMLButtonElement>(null)
  return (
    <Menu position="top-start" width={280} withinPortal defaultOpened onClose={() => target.current?.focus({ preventScroll: true })}>
      <Menu.Target>
        <AddButton ref={target} />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconPaperclip size={16} stroke={1.75} />} onClick={onFiles}>
          {t('composer.files')}
        </Menu.Item>
        <Menu.Item leftSection={<IconMessage2Code size={16} stroke={1.75} />} onClick={onTemplate}>
          {t('action.sendTemplate')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
