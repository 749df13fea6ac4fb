import { Menu } from '@mantine/core'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { ViewProps } from './ListFilters.tsx'
import { SortButton } from './ListMenuButtons.tsx'
import { SORTS } from './list-view.ts'
import { MenuChoice } from './MenuChoice.tsx'

export default function SortMenu({ view, setView }: ViewProps) {
  const { t } = useTranslation('inbox')
  const target = useRef<HTMLButtonElement>(null)
  return (
    <Menu
      position="bottom-end"
      width={240}
      withinPortal={false}
      defaultOpened
      onClose={() => target.current?.focus({ preventScroll: true })}
    >
      <Menu.Target>
        <SortButton sort={view.sort} ref={target} />
      </Menu.Target>
      <Menu.Dropdown>
        {SORTS.map((sort) => (
          <MenuChoice key={sort} isChosen={view.sort === sort} choose={() => setView({ sort })}>
            {t(`sort.${sort}`)}
          </MenuChoice>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
