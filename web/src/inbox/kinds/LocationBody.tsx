import { IconExternalLink, IconMapPin } from '@tabler/icons-react'
import { useText } from '../../i18n/use-text.ts'
import type { BodyProps } from './drawable.ts'
import classes from './kinds.module.css'
import { count, said } from './reading.ts'

/** A place in words, with a link to a map. No map is drawn: its pictures would tell a third party where the customer is. */
export default function LocationBody({ message: { content } }: BodyProps) {
  const t = useText('kinds')
  const [latitude, longitude] = [count(content.latitude), count(content.longitude)]
  const [name, address] = [said(content.name), said(content.address)]
  const hasPlace = latitude !== null && longitude !== null
  return (
    <span className={classes.card}>
      <span className={classes.head}>
        <span className={classes.badge} aria-hidden="true">
          <IconMapPin size={20} stroke={1.75} />
        </span>
        <span className={classes.words}>
          <b>{name || t('location.title')}</b>
          {address ? <span className={classes.second}>{address}</span> : null}
          {hasPlace ? (
            <span className={classes.third}>
              {latitude.toFixed(5)}, {longitude.toFixed(5)}
            </span>
          ) : null}
        </span>
      </span>
      {hasPlace ? (
        <a
          className={classes.action}
          href={`https://www.google.com/maps/search/?api=1&query=${latitude},${longitude}`}
          target="_blank"
          rel="noopener noreferrer"
        >
          <IconExternalLink size={16} stroke={1.75} aria-hidden="true" />
          {t('location.map')}
        </a>
      ) : null}
    </span>
  )
}
