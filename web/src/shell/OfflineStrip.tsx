import { IconWifiOff } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../i18n/format.ts'
import { retryConnection, useConnection } from '../session/connection.ts'
import classes from './OfflineStrip.module.css'

export function OfflineStrip() {
  const { lostAt } = useConnection()
  return lostAt === null ? null : <Strip lostAt={lostAt} />
}

/** A blip of a second or two is nobody's business. */
const QUIET_MS = 2000

function Strip({ lostAt }: { lostAt: number }) {
  const { t } = useTranslation()
  const format = useFormat()
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [])
  if (now - lostAt < QUIET_MS) return null
  return (
    <div className={classes.strip}>
      <IconWifiOff size={16} aria-hidden="true" />
      <span className={classes.text}>
        <strong aria-live="off">{t('offline.strip', { time: format.duration(now - lostAt) })}</strong>{' '}
        <span role="status">{t('offline.consequence')}</span>
      </span>
      <button type="button" className={classes.retry} onClick={retryConnection}>
        {t('offline.retry')}
      </button>
    </div>
  )
}
