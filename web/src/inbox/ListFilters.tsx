import { ActionIcon, Tooltip } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { deferred, OnDemand } from '../ui/on-demand.tsx'
import classes from './ListFilters.module.css'
import { FilterButton, SortButton } from './ListMenuButtons.tsx'
import { CHIPS, type Chip, type ListView } from './list-view.ts'
import { useInbox } from './use-inbox.ts'

export interface ViewProps {
  view: ListView
  setView(change: Partial<ListView>): void
}

const SORT = deferred(() => import('./SortMenu.tsx'))
const FILTER = deferred(() => import('./FilterMenu.tsx'))

export function ListMenus({ view, setView, onNew }: ViewProps & { onNew: (() => void) | null }) {
  const { t } = useTranslation('inbox')
  return (
    <div className={classes.menus}>
      <OnDemand menu={SORT} standIn={(props) => <SortButton sort={view.sort} {...props} />} whole={{ view, setView }} />
      <OnDemand menu={FILTER} standIn={(props) => <FilterButton view={view} {...props} />} whole={{ view, setView }} />
      {onNew ? (
        <Tooltip label={t('new.title')}>
          <ActionIcon aria-label={t('new.title')} onClick={onNew}>
            <IconPlus size={20} stroke={1.75} />
          </ActionIcon>
        </Tooltip>
      ) : null}
    </div>
  )
}

export function ListChips({ view, setView, counts }: ViewProps & { counts(chip: Chip): string }) {
  const { t } = useTranslation('inbox')
  const number = useInbox((state) => state.inbox?.numbers[view.numberId ?? ''])
  const team = useInbox((state) => state.inbox?.teams[view.teamId ?? ''])
  return (
    <fieldset className={classes.chips} aria-label={t('chip.label')}>
      {CHIPS.map((chip) => (
        <button key={chip} type="button" className={classes.chip} aria-pressed={view.chip === chip} onClick={() => setView({ chip })}>
          {t(`chip.${chip}`)} {counts(chip)}
        </button>
      ))}
      {view.window ? <Removable remove={() => setView({ window: null })} label={t(`filter.${view.window}`)} /> : null}
      {view.numberId ? (
        <Removable
          remove={() => setView({ numberId: null })}
          label={number?.verifiedName ?? number?.displayPhoneNumber ?? t('filter.number')}
        />
      ) : null}
      {view.teamId ? <Removable remove={() => setView({ teamId: null })} label={team?.name ?? t('filter.noTeam')} /> : null}
    </fieldset>
  )
}

function Removable({ label, remove }: { label: string; remove(): void }) {
  const { t } = useTranslation('inbox')
  return (
    <button type="button" className={classes.chip} aria-pressed="true" onClick={remove} aria-label={t('filter.remove', { what: label })}>
      {label} <IconX size={12} aria-hidden="true" />
    </button>
  )
}
