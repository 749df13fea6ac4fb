import { Menu } from '@mantine/core'
import { IconMessage2Code, IconPaperclip } from '@tabler/icons-react'
import { Fragment, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { AddButton } from './AddButton.tsx'
import { FORM_GROUPS, FORMS, type FormName } from './compose/forms.ts'

export interface AddMenuProps {
  onTemplate(): void
  onFiles(): void
  onForm(form: FormName): void
}

/** Everything that can be sent besides text. */
export default function AddMenu({ onTemplate, onFiles, onForm }: AddMenuProps) {
  const { t } = useTranslation('inbox')
  const { t: said } = useTranslation('compose')
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
        {FORM_GROUPS.map((group) => (
          <Fragment key={group[0]}>
            <Menu.Divider />
            {group.map((form) => {
              const { Icon } = FORMS[form]
              return (
                <Menu.Item key={form} leftSection={<Icon size={16} stroke={1.75} />} onClick={() => onForm(form)}>
                  {said(`form.${form}`)}
                </Menu.Item>
              )
            })}
          </Fragment>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
