import { Menu } from '@mantine/core'
import type { NumberView } from '@recado/contract/numbers'
import { availabilityAt } from '@recado/contract/opening-hours'
import type { TeamView } from '@recado/contract/teams'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useMe } from '../session/me.ts'
import type { ViewProps } from './ListFilters.tsx'
import { FilterButton } from './ListMenuButtons.tsx'
import { WINDOW_FILTERS } from './list-view.ts'
import { MenuChoice } from './MenuChoice.tsx'
import { useInbox } from './use-inbox.ts'

const isClosed = ({ hours }: NumberView): boolean => hours !== null && !availabilityAt(hours, new Date()).isOpen

/** One's own teams before the others, each by name. */
const mineFirst = (me: string) => (a: TeamView, b: TeamView) =>
  Number(b.memberIds.includes(me)) - Number(a.memberIds.includes(me)) || a.name.localeCompare(b.name)

export default function FilterMenu({ view, setView }: ViewProps) {
  const { t } = useTranslation(['inbox', 'numberService'])
  const target = useRef<HTMLButtonElement>(null)
  const { user } = useMe()
  const teams = Object.values(useInbox((state) => state.inbox?.teams) ?? {}).toSorted(mineFirst(user.id))
  const numbers = Object.values(useInbox((state) => state.inbox?.numbers) ?? {})
  return (
    <Menu
      position="bottom-end"
      width={240}
      withinPortal={false}
      defaultOpened
      onClose={() => target.current?.focus({ preventScroll: true })}
    >
      <Menu.Target>
        <FilterButton view={view} ref={target} />
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('filter.window')}</Menu.Label>
        <MenuChoice isChosen={view.window === null} choose={() => setView({ window: null })}>
          {t('filter.any')}
        </MenuChoice>
        {WINDOW_FILTERS.map((window) => (
          <MenuChoice key={window} isChosen={view.window === window} choose={() => setView({ window })}>
            {t(`filter.${window}`)}
          </MenuChoice>
        ))}
        {teams.length > 0 ? (
          <>
            <Menu.Label>{t('filter.team')}</Menu.Label>
            <MenuChoice isChosen={view.teamId === null} choose={() => setView({ teamId: null })}>
              {t('filter.anyTeam')}
            </MenuChoice>
            {teams.map(({ id, name }) => (
              <MenuChoice key={id} isChosen={view.teamId === id} choose={() => setView({ teamId: id })}>
                {name}
              </MenuChoice>
            ))}
            <MenuChoice isChosen={view.teamId === 'none'} choose={() => setView({ teamId: 'none' })}>
              {t('filter.noTeam')}
            </MenuChoice>
          </>
        ) : null}
        {numbers.length > 1 ? (
          <>
            <Menu.Label>{t('filter.number')}</Menu.Label>
            <MenuChoice isChosen={view.numberId === null} choose={() => setView({ numberId: null })}>
              {t('filter.anyNumber')}
            </MenuChoice>
            {numbers.map((number) => (
              <MenuChoice key={number.id} isChosen={view.numberId === number.id} choose={() => setView({ numberId: number.id })}>
                {[number.verifiedName ?? number.displayPhoneNumber, isClosed(number) ? t('numberService:outside.now') : null]
                  .filter(Boolean)
                  .join(' · ')}
              </MenuChoice>
            ))}
          </>
        ) : null}
      </Menu.Dropdown>
    </Menu>
  )
}
