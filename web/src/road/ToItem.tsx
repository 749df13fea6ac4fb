import type { ItemId } from '@recado/contract/road-items'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'

/** Leads to an item of the checklist, and opens it there. */
export function ToItem({ id }: { id: ItemId }) {
  const { t } = useTranslation('roadItems')
  return (
    <Link to="/road" search={(before) => before} hash={id}>
      {t(`${id}.title`)}
    </Link>
  )
}
