import { ActionIcon, Tooltip } from '@mantine/core'
import { IconFilter, IconSortDescending2 } from '@tabler/icons-react'
import type { ComponentProps } from 'react'
import { useText } from '../i18n/use-text.ts'
import classes from './ListFilters.module.css'
import type { ListView } from './list-view.ts'

type ButtonProps = ComponentProps<typeof ActionIcon<'button'>>

export function SortButton({ sort, ...props }: { sort: ListView['sort'] } & ButtonProps) {
  const t = useText('inbox')
  const label = t('sort.label', { order: t(`sort.${sort}`) })
  return (
    <Tooltip label={label}>
      <ActionIcon aria-label={label} {...props}>
        <IconSortDescending2 size={20} stroke={1.75} />
      </ActionIcon>
    </Tooltip>
  )
}

export function FilterButton({ view, ...props }: { view: ListView } & ButtonProps) {
  const t = useText('inbox')
  const isFiltered = view.window !== null || view.numberId !== null || view.teamId !== null
  return (
    <Tooltip label={t('filter.label')}>
      <ActionIcon aria-label={t('filter.label')} data-on={isFiltered || undefined} className={classes.filter ?? ''} {...props}>
        <IconFilter size={20} stroke={1.75} />
      </ActionIcon>
    </Tooltip>
  )
}
