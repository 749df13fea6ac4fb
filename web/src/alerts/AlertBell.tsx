import { IconBell } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../i18n/format.ts'
import classes from '../shell/Rail.module.css'
import { openAlertsQuery } from './queries.ts'

/** The last place of the rail before oneself: how much is open, and the way there. */
export default function AlertBell() {
  const { t } = useTranslation()
  const format = useFormat()
  const count = useQuery(openAlertsQuery).data?.length ?? 0
  return (
    <Link to="/alerts" className={classes.link} data-place="alerts">
      <IconBell size={20} stroke={1.75} aria-hidden="true" />
      <span className={classes.label}>{t('nav.alerts')}</span>
      {count > 0 ? (
        <span className={classes.badge} data-tone="danger">
          <span aria-hidden="true">{count > 99 ? `${format.number(99)}+` : format.number(count)}</span>
          <span className={classes.spoken}>{t('nav.openAlerts', { count })}</span>
        </span>
      ) : null}
    </Link>
  )
}
