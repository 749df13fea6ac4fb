import type { Item } from '@recado/contract/road-items'
import { useTranslation } from 'react-i18next'

/** Title, reason and way of an item. `{{ours}}` is this installation's address. */
export function useItemWords(item: Item): { title: string; why: string; how: string } {
  const { t } = useTranslation('roadItems')
  const ours = location.origin
  return { title: t(`${item.id}.title`), why: t(`${item.id}.why`, { ours }), how: t(`${item.id}.how`, { ours }) }
}
