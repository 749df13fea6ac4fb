import type { ItemId } from '@recado/contract/road-items'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Breakable } from './Breakable.tsx'

/** Leads to an item of the checklist, and opens it there. */
export function ToItem({ id }: { id: ItemId }) {
  const { t } = useTranslation('roadItems')
  return (
    <Link to="/road" search={(before) => before} hash={id}>
      <Breakable text={t(`${id}.title`)} />
    </Link>
  )
}
