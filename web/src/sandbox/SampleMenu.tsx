import { ActionIcon, Menu } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { PhoneDraft } from './phone-api.ts'
import { SAMPLE_NAMES, SAMPLES } from './sample-drafts.ts'

export function SampleMenu({ onSend }: { onSend(draft: PhoneDraft): void }) {
  const { t } = useTranslation('sandbox')
  return (
    <Menu position="top-start" withinPortal>
      <Menu.Target>
        <ActionIcon size={32} aria-label={t('sample.menu')}>
          <IconPlus size={20} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {SAMPLE_NAMES.map((name) => {
          const { Icon, draft } = SAMPLES[name]
          return (
            <Menu.Item key={name} leftSection={<Icon size={16} />} onClick={() => onSend(draft)}>
              {t(`sample.${name}`)}
            </Menu.Item>
          )
        })}
      </Menu.Dropdown>
    </Menu>
  )
}
