import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../i18n/format.ts'
import { useAbility, useMe } from '../session/me.ts'
import { countsQuery } from './counts.ts'
import { Mark } from './Mark.tsx'
import { type Place, placesFor } from './places.ts'
import classes from './Rail.module.css'
import { UserMenu } from './UserMenu.tsx'

const AlertBell = lazy(() => import('../alerts/AlertBell.tsx'))

/** 72 px at the left; under 760 px the bar at the bottom. */
export function Rail() {
  const { t } = useTranslation()
  const me = useMe()
  const places = placesFor(me.active?.abilities ?? [])
  return (
    <nav className={classes.rail} id="nav" aria-label={t('nav.label')} data-region="nav">
      <span className={classes.mark}>
        <Mark />
      </span>
      {places.map((place, index) => (
        <RailLink key={place.id} place={place} firstAtEnd={place.end && !places[index - 1]?.end} />
      ))}
      {me.active?.abilities.includes('numbers.connect') ? (
        <Suspense fallback={<span className={classes.link} data-place="alerts" />}>
          <AlertBell />
        </Suspense>
      ) : null}
      <UserMenu />
    </nav>
  )
}

function RailLink({ place, firstAtEnd }: { place: Place; firstAtEnd: boolean }) {
  const { t } = useTranslation()
  const Icon = place.icon
  return (
    <Link to={place.to} className={classes.link} data-end={firstAtEnd || undefined} data-place={place.id}>
      <Icon size={20} stroke={1.75} aria-hidden="true" />
      <span className={classes.label}>{t(`nav.${place.id}`)}</span>
      {place.id === 'inbox' ? <Unread /> : null}
    </Link>
  )
}

function Unread() {
  const { t } = useTranslation()
  const format = useFormat()
  const readable = useAbility('conversations.read')
  const { data } = useQuery({ ...countsQuery, enabled: readable })
  if (!data || data.unread === 0) return null
  return (
    <span className={classes.badge}>
      <span aria-hidden="true">{data.unread > 99 ? `${format.number(99)}+` : format.number(data.unread)}</span>
      <span className={classes.spoken}>{t('nav.unread', { count: data.unread })}</span>
    </span>
  )
}
