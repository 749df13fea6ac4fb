import '@mantine/core/styles/Checkbox.layer.css'
import { Button, Checkbox, Menu } from '@mantine/core'
import { IconColumns3 } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { COLUMNS, toggleColumn, useColumns } from './columns.ts'

export function ColumnMenu() {
  const { t } = useTranslation('contacts')
  const chosen = useColumns()
  return (
    <Menu closeOnItemClick={false} position="bottom-end">
      <Menu.Target>
        <Button variant="default" leftSection={<IconColumns3 size={16} />}>
          {t('columns')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {COLUMNS.map((column) => (
          <Menu.Item
            key={column}
            role="menuitemcheckbox"
            aria-checked={chosen.includes(column)}
            onClick={() => toggleColumn(column)}
            leftSection={<Checkbox.Indicator checked={chosen.includes(column)} size="xs" />}
          >
            {t(`column.${column}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
