import { useTranslation } from 'react-i18next'
import classes from './sandbox.module.css'

export type Place = 'phones' | 'customers' | 'backstage'

interface Props {
  places: readonly Place[]
  place: Place
  onChange(place: Place): void
}

/** Which column a narrow window shows. */
export function PlaceTabs({ places, place, onChange }: Props) {
  const { t } = useTranslation('sandbox')
  return (
    <nav className={classes.tabs} aria-label={t('place.label')}>
      {places.map((one) => (
        <button key={one} type="button" className={classes.tab} aria-pressed={one === place} onClick={() => onChange(one)}>
          {t(`place.${one}`)}
        </button>
      ))}
    </nav>
  )
}
